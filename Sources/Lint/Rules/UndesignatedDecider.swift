internal import Records
internal import YAMLTree

extension Rule {
  /// Somebody decided to go back who was not named for it.
  static let undesignatedDecider = Rule(
    name: "undesignated-decider",
    summary: "Somebody decided to go back who was not named for it.",
    rationale: """
      The decision owner and the deputy were approved with the plan. If another had to decide, \
      the review has to know.
      """,
    source: "RB-07, RB-22",
    section: .execution, levels: .warning,
    examples: [
      .bad(
        """
        execution:
          rollback:
            trigger: T1
            decided-by: ivy.moss
            started: 2026-03-08T01:40:00+01:00
            finished: 2026-03-08T02:00:00+01:00
            verified: true
        """, at: "execution.rollback.decided-by", also: ["outcome-contradicts-execution"]),
      .good(
        """
        execution:
          rollback:
            trigger: T1
            decided-by: kim.orr
            started: 2026-03-08T01:40:00+01:00
            finished: 2026-03-08T02:00:00+01:00
            verified: true
        """),
    ],
    check: { context in
      guard let decider = context.execution?.rollback?.decidedBy,
        let rollback = context.rollback, decider != rollback.decisionOwner,
        decider != rollback.decisionDeputy
      else { return [] }
      return [
        Violation(
          "`\(decider)` decided, and is neither owner nor deputy of the decision",
          at: "execution.rollback.decided-by", advice: "explain it in the review",
          related: [.record("the decision", "rollback.decision")])
      ]
    })
}
