internal import Acting
internal import Git
internal import Primitives
internal import Records
internal import Reporting

/// Runs `assent approve --agenda`: verifies, shows what is signed and what is left out, signs once.
struct BoardRun {
  let options: ActOptions
  let agenda: AgendaOptions
  let minutes: String?
  let role: String?

  func run(_ file: String) throws {
    try refuseMixtures()
    let request = try request(file)
    let place = options.repository.place
    let repository = try Session.open(place)
    let signer = BoardSigner(
      request, settings: try options.signing.settings(place, repository), clock: Clock.now)
    let (desk, board) = try acting { () throws(ActingError) in try signer.draft(in: repository) }
    let text = BoardText(hasColour: Terminal.hasColour)
    Terminal.remark(text.preview(board, of: request))
    guard let draft = board.draft else {
      throw Failure(
        "would-not-count", "nothing of the agenda is left to sign",
        hint: "assent agenda --role \(request.agenda.role) makes one of what waits now",
        exitStatus: 1)
    }
    if options.signing.dryRun {
      report(draft.text + "\nWould count; nothing was signed.\n", BoardJSON.document(board, nil))
      return try end(board)
    }
    guard try options.signing.yes || Prompt.confirm("sign?") else {
      Terminal.remark("nothing was signed")
      throw Exit(status: 1)
    }
    let result = try acting { () throws(ActingError) in
      try signer.complete(board, at: desk, in: repository)
    }
    report(ActText(hasColour: Terminal.hasColour).result(result), BoardJSON.document(board, result))
    try end(board)
  }

  /// What was left out unasked is a finding.
  private func end(_ board: BoardDraft) throws {
    if board.omissions.contains(where: { !$0.isWanted }) { throw Exit(status: 1) }
  }

  private func report(_ text: String, _ json: JSONValue) {
    switch options.repository.format {
    case .json: Terminal.result(json.line)
    case .text: Terminal.result(text)
    }
  }

  // MARK: The request

  private func refuseMixtures() throws {
    for (isGiven, flag) in [
      (!options.ids.isEmpty, "ids"), (role != nil, "--role"), (options.also != nil, "--also"),
      (options.onBehalfOf != nil, "--for"),
    ] where isGiven {
      throw Failure(
        "usage",
        "\(flag) and --agenda do not go together: the agenda says what is approved, and as "
          + "what", hint: "leave \(flag) out", exitStatus: 2)
    }
  }

  private func request(_ file: String) throws -> BoardRequest {
    let (read, digest) = try BoardFile.read(file, in: options.repository.directory)
    if let wanted = agenda.agendaDigest {
      guard let wanted = SHA256Digest(wanted) else {
        throw Failure(
          "usage", "`--agenda-digest \(PlainText.line(wanted))` is no digest",
          hint: "write `sha256:` and the 64 digits of the page", exitStatus: 2)
      }
      guard wanted == digest else {
        throw Failure(
          "agenda", "\(PlainText.line(file)) is another agenda than the page's: it is \(digest)",
          hint: "ask for the file that belongs to the page that you read", exitStatus: 1)
      }
    }
    return BoardRequest(
      agenda: read, digest: digest, except: Set(agenda.except), objections: try objections(),
      minutes: minutes, body: options.signing.message ?? "")
  }

  private func objections() throws -> [String: String] {
    var result: [String: String] = [:]
    for word in agenda.objectTo {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw Failure(
          "usage", "`--object-to \(PlainText.line(word))` names no change and objection",
          hint: "write --object-to CHG-2026-7F3K=S1", exitStatus: 2)
      }
      guard result.updateValue(String(parts[1]), forKey: String(parts[0])) == nil else {
        throw Failure(
          "usage", "\(PlainText.line(String(parts[0]))) is objected to twice",
          hint: "one objection each", exitStatus: 2)
      }
    }
    return result
  }
}
