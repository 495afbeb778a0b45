internal import Acting
internal import Acts
internal import Git
internal import Primitives
internal import Reporting
internal import Signatures

/// Runs the commands that hand a role over and take it back.
struct DelegationRun {
  let repository: RepositoryOptions
  let signing: SigningOptions

  func run(_ role: String, to person: String, _ days: DelegationDays) throws {
    let opened = try Session.open(repository.place)
    let maker = DelegationMaker(
      role, to: person, days, body: signing.message ?? "",
      settings: try signing.settings(repository.place, opened), clock: Clock.now)
    let (desk, paper) = try acting { () throws(ActingError) in try maker.paper(in: opened) }
    if signing.dryRun { return try show(paper) }
    if let refusal = paper.refusal { throw Failure(refusal) }
    Terminal.remark(
      "\(paper.signatory.person) is about to sign with \(paper.signatory.fingerprint):\n\n  "
        + Self.sentence(paper.delegation) + "\n")
    guard try signing.yes || Prompt.confirm("sign?") else {
      Terminal.remark("nothing was signed")
      throw Exit(status: 1)
    }
    let result = try acting { () throws(ActingError) in
      try maker.complete(paper, at: desk, in: opened)
    }
    report(text(result), json(paper, result))
  }

  private func show(_ paper: DelegationPaper) throws {
    if let refusal = paper.refusal {
      if repository.format == .text { Terminal.result(paper.text) }
      throw Failure(refusal)
    }
    report(paper.text + "\nWould have an effect; nothing was signed.\n", json(paper, nil))
  }

  private func report(_ text: String, _ json: JSONValue) {
    switch repository.format {
    case .json: Terminal.result(json.line)
    case .text: Terminal.result(text)
    }
  }

  private static func sentence(_ delegation: Delegation) -> String {
    guard let days = delegation.days else {
      return "take \(delegation.role) back from \(delegation.to)"
    }
    return "hand \(delegation.role) to \(delegation.to), from \(days.from) until \(days.until)"
  }

  private func text(_ result: DelegationMaker.Result) -> String {
    var text =
      Ink.strong("signed", Terminal.hasColour) + " \(Self.sentence(result.paper.delegation)), by "
      + "\(result.paper.signatory.person)\n"
    text += "commit \(result.commit)\n"
    text += "on     \(result.places.joined(separator: ", "))\n"
    if let command = result.publishing { text += "to publish it: \(command)\n" }
    if !result.isLanded { text += "it holds once it has landed: assent land\n" }
    return text
  }

  /// `assent/delegation/1`; the commit is null before anything was signed.
  private func json(_ paper: DelegationPaper, _ result: DelegationMaker.Result?) -> JSONValue {
    let delegation = paper.delegation
    return .object([
      ("schema", .string("assent/delegation/1")), ("commit", .text(result?.commit)),
      ("verb", .string(delegation.days == nil ? "role-recall" : "role-delegate")),
      ("person", .string(paper.signatory.person)), ("role", .string(delegation.role)),
      ("to", .string(delegation.to)), ("from", .text(delegation.days?.from)),
      ("until", .text(delegation.days?.until)), ("pushed", .bool(result?.pushed ?? false)),
      ("landed", .bool(result?.isLanded ?? false)),
      ("refs", .array((result?.places ?? []).map { .string($0) })),
      ("unsigned", result == nil ? .string(paper.text) : .null),
    ])
  }
}
