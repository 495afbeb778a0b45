internal import Acts
internal import ArgumentParser

/// `assent except`.
struct ExceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "except", abstract: "Let a change through a freeze, with a reason.")

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption

  @Option(
    help: ArgumentHelp("The id of the freeze.", valueName: "id"), completion: .freezes)
  var freeze: String?

  func run() throws {
    let id = try freeze ?? Prompt.answer("the id of the freeze", flag: "--freeze")
    try ActRunner(
      options: options, verb: .except, role: seat.role, parameters: [("freeze", id)]
    ).run()
  }
}

/// `assent override`.
struct OverrideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "override", abstract: "Set a requirement or a flag aside, with a reason.")

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption

  @Option(
    help: ArgumentHelp("The id of the requirement, or objection:PERSON:NAME.", valueName: "id"))
  var requirement: String?

  func run() throws {
    let id =
      try requirement
      ?? Prompt.answer(
        "the requirement that is set aside", flag: "--requirement")
    try ActRunner(
      options: options, verb: .override, role: seat.role, parameters: [("requirement", id)]
    ).run()
  }
}
