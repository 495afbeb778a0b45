internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A system cannot be changed when one of its owners asks for it.
  static let systemOwnerAlone = PolicyRule(
    name: "system-owner-alone",
    summary: "A system has just as many owners as are asked for, so that none of them can ask.",
    rationale: """
      Owners ask for most changes of their system, and nobody approves their own. A system needs \
      one owner more than a requirement asks for.
      """,
    source: "the policy model: approval per system owner, separation of duties", severity: .warning,
    examples: [
      .bad("systems.yaml", "systems: {web: {owners: [ana]}}", at: "systems.web.owners"),
      .good("systems.yaml", "systems: {web: {owners: [ana, eve]}}"),
    ],
    check: { context in
      context.ownerSeats.filter { $0.ask.alternatives.isEmpty && !$0.ask.isAdvice }.flatMap {
        ask, quorum in
        context.systems.compactMap { system -> PolicyViolation? in
          let able = context.able(context.role(of: quorum, for: system), quorum.seat)
          let people = able.filter { context.absence(of: $0, from: ask.rule) != nil }
          guard let count = quorum.count, able.count == count, let first = people.first,
            let absence = context.absence(of: first, from: ask.rule)
          else { return nil }
          return PolicyViolation(
            "no change of `\(system.id)` that \(Words.list(people, "or")) \(absence.words) can meet "
              + ask.name,
            at: .owners(of: system.id), advice: "name another owner",
            related: [("it is asked here", ask.spot)])
        }
      }
    })
}
