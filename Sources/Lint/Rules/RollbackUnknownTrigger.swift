internal import Records
internal import YAMLTree

extension Rule {
  /// The way back was taken because of a trigger that the plan does not have.
  static let rollbackUnknownTrigger = Rule(
    name: "rollback-unknown-trigger",
    summary: "The way back was taken because of a trigger that the plan does not have.",
    rationale: """
      If none of the planned triggers fired, the triggers were wrong, and the review has to say \
      so.
      """,
    source: "RB-22; COBIT BAI06",
    section: .execution,
    examples: [
      .bad(
        """
        execution:
          rollback:
            trigger: T9
            decided-by: gus.vale
            started: 2026-03-08T01:40:00+01:00
            finished: 2026-03-08T02:00:00+01:00
            verified: true
        """, at: "execution.rollback.trigger", also: ["outcome-contradicts-execution"]),
      .good(
        """
        execution:
          rollback:
            trigger: T1
            decided-by: gus.vale
            started: 2026-03-08T01:40:00+01:00
            finished: 2026-03-08T02:00:00+01:00
            verified: true
        """),
    ],
    check: { context in
      guard context.change.kind != .standard,
        let trigger = context.execution?.rollback?.trigger
      else { return [] }
      let known = Set((context.rollback?.triggers ?? []).compactMap(\.id))
      guard !known.contains(trigger) else { return [] }
      return [
        Violation(
          "no trigger is called `\(trigger)`", at: "execution.rollback.trigger",
          advice: Names.stepAdvice(trigger, among: known),
          related: [.record("the triggers", "rollback.triggers")])
      ]
    })
}
