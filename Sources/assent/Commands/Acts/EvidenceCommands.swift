internal import Acts
internal import ArgumentParser

/// `assent assess`.
struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess", abstract: "Confirm the risk assessment of a change.")

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var edits: RecordOption

  @Option(
    help: ArgumentHelp(
      "The risk: low, medium, high or critical; left out, the record's.", valueName: "level"),
    completion: .list(["low", "medium", "high", "critical"]))
  var risk: String?

  func run() throws {
    try ActRunner(
      options: options, verb: .assess, role: seat.role, parameters: [("risk", risk)],
      record: edits.record
    ).run()
  }
}

/// `assent test`.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Confirm the recorded test results.")

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var edits: RecordOption

  @Option(
    help: ArgumentHelp("Whether the tests pass: pass or fail.", valueName: "outcome"),
    completion: .list(["pass", "fail"]))
  var outcome: String?

  func run() throws {
    let result = try outcome ?? Prompt.answer("the outcome, pass or fail", flag: "--outcome")
    try ActRunner(
      options: options, verb: .test, role: seat.role, parameters: [("outcome", result)],
      record: edits.record
    ).run()
  }
}

/// `assent schedule`.
struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: "Agree to the planned window.")

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var edits: RecordOption

  func run() throws {
    try ActRunner(
      options: options, verb: .schedule, role: seat.role, record: edits.record
    ).run()
  }
}
