internal import Acts
internal import ArgumentParser

/// `assent object`.
struct ObjectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "object",
    abstract: "Object to a change; the gate stays shut until you resolve it.",
    discussion: """
      An objection closes the gate as soon as it is seen, landed or not.
      """)

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var board: MinutesOption

  @Option(
    help: ArgumentHelp("A short name for the objection, such as S1.", valueName: "name"))
  var objection: String?

  func run() throws {
    let name =
      try objection
      ?? Prompt.answer(
        "a short name for the objection, such as S1", flag: "--objection")
    try ActRunner(
      options: options, verb: .object, role: seat.role,
      parameters: [("objection", name), ("minutes", board.minutes)]
    ).run()
  }
}

/// `assent resolve`.
struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "End your own objection.")

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var board: MinutesOption

  @Option(
    help: ArgumentHelp("The name of the objection.", valueName: "name"))
  var objection: String?

  func run() throws {
    let name = try objection ?? Prompt.answer("the name of the objection", flag: "--objection")
    try ActRunner(
      options: options, verb: .resolve, role: seat.role,
      parameters: [("objection", name), ("minutes", board.minutes)]
    ).run()
  }
}
