internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A `when` looks at the criticality of a system that has none.
  static let systemUnrated = PolicyRule(
    name: "system-unrated",
    summary: "A `when` looks at the criticality of a system that has none.",
    rationale: """
      A `when` on a field that is absent is an error, not a no: a change of such a system alone \
      cannot be decided.
      """,
    source: "the specification: the decision", severity: .warning,
    examples: [
      .bad(
        "systems.yaml", without: ["systems.web.criticality"],
        and: [
          .also(
            "workflow.yaml",
            """
            stages:
              reviewed:
                require: {when: {criticality: [high]}}
            """)
        ], at: "systems.web"),
      .good("systems.yaml", without: ["systems.web.criticality"]),
    ],
    check: { context in
      let ask = context.asks.first { ask in
        let above = ask.isRoot ? ask.conditionsAbove.flatMap(\.conditions) : []
        return (above + ask.requirement.when).contains { $0.field == .criticality }
      }
      guard let ask else { return [] }
      return context.systems.filter { $0.criticality == nil }.map { system in
        PolicyViolation(
          "`\(system.id)` has no criticality, which the workflow looks at",
          at: PolicySpot.systems.appending("systems").appending(system.id),
          advice: "add `criticality`",
          related: [("it is looked at here", ask.spot.appending("when"))])
      }
    })
}
