internal import Acting
internal import Acts
internal import Git
internal import Primitives
internal import Reporting

/// Runs the commands that sign: shows what is about to be signed, signs, says what comes of it.
struct ActRunner {
  let options: ActOptions
  let verb: Verb
  var role: String?
  /// Parameters of the main verb; those without a value are left out.
  var parameters: [(key: String, value: String?)] = []
  var record: String?
  var permitsUnauthorised = false

  func run() throws {
    let request = try request()
    let place = options.repository.place
    let repository = try Session.open(place)
    let maker = ActMaker(
      request, settings: try options.signing.settings(place, repository), clock: Clock.now)
    let (desk, draft) = try acting { () throws(ActingError) in try maker.draft(in: repository) }
    let text = ActText(hasColour: Terminal.hasColour)
    if options.signing.dryRun { return try show(draft, text) }
    if let refusal = draft.refusal { throw Failure(refusal) }
    Terminal.remark(text.preview(draft))
    guard try options.signing.yes || Prompt.confirm("sign?") else {
      Terminal.remark("nothing was signed")
      throw Exit(status: 1)
    }
    let result = try acting { () throws(ActingError) in
      try maker.complete(draft, at: desk, in: repository)
    }
    report(text.result(result), ActJSON.result(result))
  }

  /// Prints the unsigned commit; one that would not count ends as it would when signed.
  private func show(_ draft: Draft, _ text: ActText) throws {
    guard let refusal = draft.refusal else {
      return report(text.dryRun(draft), ActJSON.dryRun(draft))
    }
    if options.repository.format == .text { Terminal.result(text.unsigned(draft)) }
    throw Failure(refusal)
  }

  private func report(_ text: String, _ json: JSONValue) {
    switch options.repository.format {
    case .json: Terminal.result(json.line)
    case .text: Terminal.result(text)
    }
  }

  private func request() throws -> ActRequest {
    guard !options.ids.isEmpty else {
      throw Failure(
        "usage", "no change is named", hint: "assent \(verb.name) CHG-…; assent inbox lists yours",
        exitStatus: 2)
    }
    let own = parameters.compactMap { pair in
      pair.value.map { Statement.Parameter(key: pair.key, value: $0) }
    }
    let further = try options.further()
    var seen: Set<String> = []
    let ids = options.ids.filter { seen.insert($0).inserted }
    var items = ids.map {
      ActRequest.Item(verb: verb, change: $0, role: role, parameters: own)
    }
    for (verb, role) in further {
      items += ids.map { ActRequest.Item(verb: verb, change: $0, role: role) }
    }
    return ActRequest(
      items: items, body: try body(),
      recordFile: record.map {
        Files.path($0, in: options.repository.directory)
      }, onBehalfOf: options.onBehalfOf, permitsUnauthorised: permitsUnauthorised)
  }

  /// The reason, which Except and Override owe.
  private func body() throws -> String {
    if let message = options.signing.message { return message }
    guard verb == .except || verb == .override else { return "" }
    return try Prompt.answer("the reason for this \(verb.name)", flag: "--message")
  }
}
