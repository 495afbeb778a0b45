internal import Acts
internal import ArgumentParser

/// `assent review`.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Say that the review after the implementation was held.")

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var edits: RecordOption

  @Option(
    help: ArgumentHelp("What the review found.", valueName: "outcome"))
  var outcome: String?

  func run() throws {
    try ActRunner(
      options: options, verb: .review, role: seat.role, parameters: [("outcome", outcome)],
      record: edits.record
    ).run()
  }
}

/// `assent close`.
struct CloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close a change whose documentation is complete.")

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var edits: RecordOption

  @Option(
    help: ArgumentHelp("The outcome that the closure records.", valueName: "outcome"))
  var outcome: String?

  func run() throws {
    try ActRunner(
      options: options, verb: .close, role: seat.role, parameters: [("outcome", outcome)],
      record: edits.record
    ).run()
  }
}
