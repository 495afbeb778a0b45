internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The monitoring ends before it begins.
  static let monitoringReversed = Rule(
    name: "monitoring-reversed",
    summary: "The monitoring ends before it begins.",
    rationale: """
      A time that cannot be true was not observed.
      """,
    source: "field list of a change record, review",
    section: .review,
    examples: [
      .bad(
        """
        review:
          monitoring: {until: 2026-03-01T05:00:00+01:00}
        """, at: "review.monitoring.until", also: ["monitoring-early"]),
      .good(
        """
        review:
          monitoring:
            from: 2026-03-08T02:31:00+01:00
            until: 2026-03-15T02:31:00+01:00
            signals: [p95 query time]
        """),
    ],
    check: { context in
      guard let from = context.review?.monitoredFrom,
        let until = context.review?.monitoredUntil, from >= until
      else { return [] }
      return [
        Violation(
          "watched from \(from) until \(until)", at: "review.monitoring.until",
          advice: "correct the times")
      ]
    })
}
