internal import Records
internal import YAMLTree

extension Rule {
  /// The review does not say how long and by which signals the change was watched.
  static let monitoringMissing = Rule(
    name: "monitoring-missing",
    summary: "The review does not say how long and by which signals the change was watched.",
    rationale: """
      Some failures show after days. The review says until when somebody looked.
      """,
    source: "field list of a change record, review",
    section: .review, from: .reviewed, levels: Levels(.off, .warning, .warning, emergency: .off),
    examples: [
      .bad(without: ["review.monitoring"], at: "review.monitoring.from", stage: .reviewed),
      .good(
        """
        review:
          monitoring:
            from: 2026-03-08T02:31:00+01:00
            until: 2026-03-15T02:31:00+01:00
            signals: [p95 query time]
        """, stage: .reviewed),
    ],
    check: { context in
      guard let review = context.review, context.change.kind != .standard else { return [] }
      return context.missing(
        [
          ("from", context.lacks(review.monitoredFrom, "review.monitoring.from")),
          ("until", context.lacks(review.monitoredUntil, "review.monitoring.until")),
          ("signals", context.lacks(review.signals, "review.monitoring.signals")),
        ], in: "review.monitoring")
    })
}
