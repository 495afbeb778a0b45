internal import Records
internal import YAMLTree

extension Rule {
  /// A machine is named where somebody has to decide or to accept.
  static let machineDecides = Rule(
    name: "machine-decides",
    summary: "A machine is named where somebody has to decide or to accept.",
    rationale: """
      Requesting, deciding to go back and accepting a loss are answered for by people.
      """,
    source: "RB-07; DORA RTS 17(1)(e), responsibilities",
    examples: [
      .bad(
        """
        rollback:
          decision: {owner: deploy.bot, deputy: kim.orr}
        """, at: "rollback.decision.owner"),
      .good(
        """
        rollback:
          decision: {owner: gus.vale, deputy: kim.orr}
        """),
    ],
    check: { context in
      guard let people = context.policy?.people.people else { return [] }
      return context.decidingPeople { people[$0]?.kind == .machine }.map { person, place in
        Violation(
          "`\(person)` is a machine", at: place, advice: "name a human",
          related: [.policy("the people", file: "people.yaml", line: 0)])
      }
    })
}
