internal import Acts
internal import ArgumentParser

/// `assent start`.
struct StartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Say that the implementation begins.",
    discussion: """
      It is signed only while the gate is open. The way back is `--kind rollback --trigger T1`.
      """)

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var edits: RecordOption

  @Option(
    help: ArgumentHelp("The commit that is being deployed.", valueName: "id"))
  var commit: String?

  @Option(
    help: ArgumentHelp("The digest of what is being deployed.", valueName: "sha256:…"))
  var artifact: String?

  @Option(
    help: ArgumentHelp("`rollback` for the way back.", valueName: "kind"))
  var kind: String?

  @Option(
    help: ArgumentHelp("The trigger of the rollback plan that fired.", valueName: "id"))
  var trigger: String?

  @ArgumentParser.Flag(
    help: "Record a start that the gate is not open to; it stays flagged for ever.")
  var unauthorised = false

  func run() throws {
    try ActRunner(
      options: options, verb: .start, role: seat.role,
      parameters: [
        ("kind", kind), ("trigger", trigger), ("commit", commit), ("artifact", artifact),
      ], record: edits.record, permitsUnauthorised: unauthorised
    ).run()
  }
}

/// `assent finish`.
struct FinishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finish", abstract: "Say that the implementation has ended.")

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var edits: RecordOption

  @Option(
    help: ArgumentHelp(
      "How it ended.",
      discussion: "One of successful, successful-with-issues, rolled-back, failed.",
      valueName: "outcome"))
  var outcome: String?

  func run() throws {
    let result =
      try outcome
      ?? Prompt.answer(
        "successful, successful-with-issues, rolled-back or failed", flag: "--outcome")
    try ActRunner(
      options: options, verb: .finish, role: seat.role, parameters: [("outcome", result)],
      record: edits.record
    ).run()
  }
}
