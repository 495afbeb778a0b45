internal import Records
internal import YAMLTree

extension Rule {
  /// The record does not say when the change was carried out.
  static let executionMissing = Rule(
    name: "execution-missing",
    summary: "The record does not say when the change was carried out.",
    rationale: """
      Reviews, windows and rates rest on the real times, not on the planned ones.
      """,
    source: """
      ServiceNow and Znuny, actual start and end; field list of a change record, implementation
      """,
    section: .execution, from: .implemented,
    examples: [
      .bad(without: ["execution.finished"], at: "execution.finished", stage: .implemented),
      .good(
        """
        execution:
          started: 2026-03-08T01:00:00+01:00
          finished: 2026-03-08T02:31:00+01:00
        """, stage: .implemented),
    ],
    check: { context in
      let execution = context.execution
      return context.missing(
        [
          ("started", context.lacks(execution?.started, "execution.started")),
          ("finished", context.lacks(execution?.finished, "execution.finished")),
        ], in: "execution")
    })
}
