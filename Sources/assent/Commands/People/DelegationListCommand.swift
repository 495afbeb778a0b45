internal import Acts
internal import ArgumentParser
internal import Decision
internal import Ledger
internal import Primitives
internal import Reporting

/// `assent delegation list`.
struct DelegationListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List who acts for whom, until when.",
    discussion: """
      Exit status: 0 whatever is listed, 2 wrong usage, 3 cannot be decided.
      """)

  @ArgumentParser.Flag(help: "Also what has ended, was taken back or gives nothing.")
  var all = false

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var standpoint: StandpointOptions

  func run() throws {
    let session = try Session(repository, standpoint)
    let known = delegations(in: session.history, now: session.now)
    let shown = known.filter { all || [.active, .upcoming, .unlanded].contains($0.state) }
    switch repository.format {
    case .json:
      Terminal.result(
        JSONValue.object([
          ("schema", .string("assent/delegations/1")),
          ("delegations", .array(shown.map(json))), ("now", .text(session.now)),
          ("engine", .string(engine)),
        ]).line)
    case .text:
      Terminal.result(shown.isEmpty ? "Nobody acts for anybody.\n" : shown.map(line).joined())
    }
  }

  private func line(_ standing: DelegationStanding) -> String {
    let act = standing.act
    let days = act.delegation.days.map { "from \($0.from) until \($0.until)" } ?? ""
    let fault = standing.fault.map { ": \($0)" } ?? ""
    let state = standing.state == .unlanded ? "not landed yet" : standing.state.rawValue
    return PlainText.line(
      "\(act.delegation.to) for \(act.signer) as \(act.delegation.role), \(days): \(state)\(fault) "
        + "(\(standing.commit.short))") + "\n"
  }

  private func json(_ standing: DelegationStanding) -> JSONValue {
    let act = standing.act
    return .object([
      ("commit", .text(standing.commit)), ("role", .string(act.delegation.role)),
      ("person", .string(act.signer)), ("to", .string(act.delegation.to)),
      ("from", .text(act.delegation.days?.from)), ("until", .text(act.delegation.days?.until)),
      ("state", .string(standing.state.rawValue)), ("fault", .text(standing.fault)),
    ])
  }
}
