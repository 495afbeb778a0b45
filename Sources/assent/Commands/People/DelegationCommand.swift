internal import Acting
internal import Acts
internal import ArgumentParser
internal import Git
internal import Primitives
internal import Records
internal import Reporting

/// `assent delegation`: who acts for whom.
struct DelegationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delegation",
    abstract: "Hand a role of yours to somebody for some days, take it back, and list who acts for "
      + "whom.",
    subcommands: [
      DelegationGiveCommand.self, DelegationEndCommand.self, DelegationListCommand.self,
    ])
}

/// `assent delegation give`.
struct DelegationGiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "give", abstract: "Hand a role of yours to somebody for some days.",
    discussion: """
      Whoever is named acts in the role with --role ROLE and their own key, and both of you count \
      as one. Neither of you may be kept out of what is signed; the role is not passed on, and \
      no delegation gives a share in the policy. It holds once it has landed.
      """)

  @Argument(
    help: ArgumentHelp("The role; an owner's is spelt 'system-owner(SYSTEM)'.", valueName: "role"),
    completion: .roles)
  var role: String

  @Option(
    help: ArgumentHelp("Who is to act for you.", valueName: "person"), completion: .people)
  var to: String

  @Option(
    help: ArgumentHelp("The first day, in the calendar's zone; today.", valueName: "date"))
  var from: String?

  @Option(
    help: ArgumentHelp("The day on which the role is yours alone again.", valueName: "date"))
  var until: String

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var signing: SigningOptions

  func run() throws {
    let days = DelegationDays.given(
      from: try from.map { try Self.day($0, "--from") }, until: try Self.day(until, "--until"))
    try DelegationRun(repository: repository, signing: signing).run(role, to: to, days)
  }

  private static func day(_ text: String, _ flag: String) throws -> CivilDate {
    guard let day = CivilDate(text) else {
      throw Failure(
        "usage", "`\(flag) \(PlainText.line(text))` is no date", hint: "write it like 2026-03-08",
        exitStatus: 2)
    }
    return day
  }
}

/// `assent delegation end`.
struct DelegationEndCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "Take a role back that you handed over.",
    discussion: """
      It ends what landed before; what the other signed until then keeps counting.
      """)

  @Argument(help: ArgumentHelp("The role.", valueName: "role"))
  var role: String

  @Option(help: ArgumentHelp("Who acts for you.", valueName: "person"))
  var to: String

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var signing: SigningOptions

  func run() throws {
    try DelegationRun(repository: repository, signing: signing).run(role, to: to, .takenBack)
  }
}
