internal import Acts
internal import ArgumentParser

/// `assent approve`.
struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Approve changes as they stand on the trunk.",
    discussion: """
      An approval covers the sections that the policy names: editing one of them makes it stale.
      Several ids are signed in one commit. With --agenda, all changes of an agenda are, but for \
      those that were edited since, were objected to since, or would not count; they are named, \
      and the exit status is 1.
      """)

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var board: MinutesOption
  @OptionGroup var agenda: AgendaOptions

  func run() throws {
    if let file = agenda.agenda {
      return try BoardRun(
        options: options, agenda: agenda, minutes: board.minutes, role: seat.role
      ).run(file)
    }
    try agenda.refuseAlone()
    try ActRunner(
      options: options, verb: .approve, role: seat.role, parameters: [("minutes", board.minutes)]
    ).run()
  }
}

/// `assent reject`.
struct RejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Reject a change.",
    discussion: """
      It ends when you approve a record that was edited since.
      """)

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var board: MinutesOption

  func run() throws {
    try ActRunner(
      options: options, verb: .reject, role: seat.role, parameters: [("minutes", board.minutes)]
    ).run()
  }
}

/// `assent withdraw`.
struct WithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Take your approvals back.",
    discussion: """
      In one role with --role, otherwise in all. It closes the gate as soon as it is seen.
      """)

  @OptionGroup var options: ActOptions
  @OptionGroup var seat: RoleOption
  @OptionGroup var board: MinutesOption

  func run() throws {
    try ActRunner(
      options: options, verb: .withdraw, role: seat.role, parameters: [("minutes", board.minutes)]
    ).run()
  }
}
