internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The monitoring was over before the change was carried out.
  static let monitoringEarly = Rule(
    name: "monitoring-early",
    summary: "The monitoring was over before the change was carried out.",
    rationale: """
      What was watched before the change shows nothing about it.
      """,
    source: "NIST CM-4(2); field list of a change record, review",
    section: .review, levels: .warning,
    examples: [
      .bad(
        """
        review:
          monitoring: {from: 2026-03-01T00:00:00+01:00, until: 2026-03-08T01:00:00+01:00}
        """, at: "review.monitoring.until"),
      .good(
        """
        review:
          monitoring: {from: 2026-03-08T02:31:00+01:00, until: 2026-03-15T02:31:00+01:00}
        """),
    ],
    check: { context in
      guard let until = context.review?.monitoredUntil,
        let finished = context.execution?.finished, until <= finished
      else { return [] }
      return [
        Violation(
          "the monitoring ended at \(until), and the change was finished at \(finished)",
          at: "review.monitoring.until", advice: "correct the times, or go on watching",
          related: [.record("the execution", "execution.finished")])
      ]
    })
}
