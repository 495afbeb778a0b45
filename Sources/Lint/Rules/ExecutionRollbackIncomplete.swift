internal import Records
internal import YAMLTree

extension Rule {
  /// The change was rolled back, and the record does not say why, by whom, when or with which
  /// result.
  static let executionRollbackIncomplete = Rule(
    name: "execution-rollback-incomplete",
    summary: """
      The change was rolled back, and the record does not say why, by whom, when or with which \
      result.
      """,
    rationale: """
      A rollback is the moment in which the plan was put to the test. What happened is what the \
      next plan learns from.
      """,
    source: "RB-22; COBIT BAI06",
    section: .execution, from: .implemented,
    examples: [
      .bad(
        """
        execution:
          rollback:
            trigger: T1
            started: 2026-03-08T01:40:00+01:00
            finished: 2026-03-08T02:00:00+01:00
            verified: true
        """, at: "execution.rollback.decided-by", stage: .implemented,
        also: ["outcome-contradicts-execution"]),
      .bad(
        "closure: {outcome: rolled-back}", at: "execution.rollback.trigger", stage: .implemented,
        also: ["outcome-contradicts-execution"]),
      .good(
        """
        execution:
          rollback:
            trigger: T1
            decided-by: gus.vale
            started: 2026-03-08T01:40:00+01:00
            finished: 2026-03-08T02:00:00+01:00
            verified: true
        """, stage: .implemented),
    ],
    check: { context in
      let rollback = context.execution?.rollback
      guard rollback != nil || context.closure?.outcome == .rolledBack else { return [] }
      return context.missing(
        [
          ("trigger", context.lacks(rollback?.trigger, "execution.rollback.trigger")),
          ("decided-by", context.lacks(rollback?.decidedBy, "execution.rollback.decided-by")),
          ("started", context.lacks(rollback?.started, "execution.rollback.started")),
          ("finished", context.lacks(rollback?.finished, "execution.rollback.finished")),
          ("verified", context.lacks(rollback?.verified, "execution.rollback.verified")),
        ], in: "execution.rollback")
    })
}
