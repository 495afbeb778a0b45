internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The way back took longer than it was given.
  static let rollbackOverran = Rule(
    name: "rollback-overran",
    summary: "The way back took longer than it was given.",
    rationale: """
      The next plan will be built on these minutes. What took longer has to be found out in the \
      review.
      """,
    source: "RB-13, RB-22; BAI06 metrics",
    section: .execution, levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        """
        closure: {outcome: rolled-back}
        execution:
          rollback:
            trigger: T1
            decided-by: gus.vale
            started: 2026-03-08T01:40:00+01:00
            finished: 2026-03-08T02:20:00+01:00
            verified: true
        """, at: "execution.rollback.finished"),
      .good(
        """
        closure: {outcome: rolled-back}
        execution:
          rollback:
            trigger: T1
            decided-by: gus.vale
            started: 2026-03-08T01:40:00+01:00
            finished: 2026-03-08T02:05:00+01:00
            verified: true
        """),
    ],
    check: { context in
      guard let taken = context.execution?.rollback, let start = taken.started,
        let end = taken.finished, start < end, let limit = context.rollback?.maxMinutes,
        context.review?.findings?.isEmpty ?? true
      else { return [] }
      let minutes = Minutes.length(of: ChangeRequest.Interval(start: start, end: end))
      guard minutes > limit else { return [] }
      return [
        Violation(
          "the way back took \(minutes) minutes, and was given \(limit)",
          at: "execution.rollback.finished", advice: "say in `review.findings` why",
          related: [.record("the limit", "rollback.max-minutes")])
      ]
    })
}
