internal import Diagnostics
internal import Decision
internal import Records

extension PolicyRule {
  /// A machine holds a role whose every seat is for humans.
  static let machineHoldsHumanSeat = PolicyRule(
    name: "machine-holds-human-seat",
    summary: "A machine holds a role whose every seat is for humans.",
    rationale: """
      What it signs never counts there (`machine-in-human-seat`), and whoever reads the role \
      believes in one more pair of eyes than there is.
      """,
    source: "the specification: who and when", severity: .warning,
    examples: [
      .bad("people.yaml", "roles: {reviewer: [ana, bo, bot]}", at: "roles.reviewer[2]"),
      .bad(
        "systems.yaml", "systems: {web: {owners: [ana, dan, bot]}}", at: "systems.web.owners[2]"),
      .good("people.yaml", "roles: {tester: [dan, bot]}"),
    ],
    check: { context in
      let seats = Dictionary(grouping: context.seats, by: \.quorum.role)
      var found: [PolicyViolation] = []
      for (role, uses) in seats.sorted(by: { $0.key < $1.key }) where role != "system-owner" {
        guard uses.allSatisfy({ $0.quorum.seat == .human }), let use = uses.first else { continue }
        // With machines alone the seat has a finding of its own.
        guard !context.able(role, .human).isEmpty else { continue }
        found += machines(
          context.roles.holders(of: role), what: "role `\(role)`", at: .role(role), use.ask, context
        )
      }
      if let use = seats["system-owner"]?.first(where: { $0.quorum.seat == .human }) {
        for system in context.systems {
          found += machines(
            system.owners, what: "owners of `\(system.id)`", at: .owners(of: system.id), use.ask,
            context)
        }
      }
      return found
    })

  private static func machines(
    _ people: [String], what: String, at spot: PolicySpot, _ ask: Ask, _ context: PolicyContext
  ) -> [PolicyViolation] {
    people.enumerated().filter { context.roles.isMachine($0.element) }.map { index, name in
      PolicyViolation(
        "`\(name)` is a machine among the \(what), whose seats are for humans",
        at: spot.appending(index), advice: "remove it, or add `seat: any` where a stage allows it",
        related: [("the seat", ask.spot)])
    }
  }
}
