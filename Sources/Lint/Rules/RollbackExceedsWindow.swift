internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// Plan, way back and checks together do not fit the window.
  static let rollbackExceedsWindow = Rule(
    name: "rollback-exceeds-window",
    summary: "Plan, way back and checks together do not fit the window.",
    rationale: """
      A change that fails at its last step still has to be undone and checked before the window \
      ends. If that does not fit, the change must not start.
      """,
    source: "RB-08; Strathclyde, GitLab production change template",
    section: .rollback, levels: Levels(.warning, .error, .error, emergency: .off),
    examples: [
      .bad(
        """
        schedule:
          window: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T02:00:00+01:00}
        """, at: "schedule.window", also: ["execution-outside-window", "time-trigger-late"]),
      .good(
        """
        schedule:
          window: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T05:00:00+01:00}
        """),
    ],
    check: { context in
      guard context.rollback != nil, let slot = context.slot,
        let decision = context.latestDecision
      else { return [] }
      let plan = context.planMinutes
      let (back, verify) = (context.rollbackMinutes, context.verifyMinutes)
      let needed = Minutes.sum(plan, Minutes.sum(back, verify))
      let available = Minutes.length(of: slot.interval)
      guard needed > available else { return [] }
      return [
        Violation(
          "plan \(plan) + rollback \(back) + checks \(verify) minutes exceed the \(available) "
            + "available; the latest decision time is \(decision)",
          at: slot.place,
          advice: "lengthen the window by \(needed - available) minutes or split the change",
          related: [
            .record("the plan", "implementation.steps"),
            .record("the way back", "rollback.max-minutes"),
            .record("the checks", "rollback.verify"),
          ])
      ]
    })
}
