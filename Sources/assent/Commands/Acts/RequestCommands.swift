internal import Acts
internal import ArgumentParser

/// `assent submit`.
struct SubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Say that a record is ready to be judged.",
    discussion: """
      For the person whom the record names as its requester.
      """)

  @OptionGroup var options: ActOptions
  @OptionGroup var edits: RecordOption

  func run() throws {
    try ActRunner(
      options: options, verb: .submit, record: edits.record
    ).run()
  }
}

/// `assent cancel`.
struct CancelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Give a change up for good.")

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption

  func run() throws {
    try ActRunner(
      options: options, verb: .cancel, role: seat.role
    ).run()
  }
}

/// `assent hold`.
struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Stop a change for the time being.",
    discussion: """
      A hold closes the gate as soon as it is seen, landed or not.
      """)

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption

  func run() throws {
    try ActRunner(
      options: options, verb: .hold, role: seat.role
    ).run()
  }
}

/// `assent resume`.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "End a hold.",
    discussion: """
      For its maker, or whoever the policy lets lift holds.
      """)

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption

  func run() throws {
    try ActRunner(
      options: options, verb: .resume, role: seat.role
    ).run()
  }
}
