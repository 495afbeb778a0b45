internal import Records
internal import YAMLTree

extension Rule {
  /// The execution lists issues, and the outcome is plainly successful.
  static let issuesUnacknowledged = Rule(
    name: "issues-unacknowledged",
    summary: "The execution lists issues, and the outcome is plainly successful.",
    rationale: """
      A change with issues is `successful-with-issues`; the difference is what the next one \
      learns from.
      """,
    source: "field list of a change record, implementation and closure",
    section: .closure, levels: .warning,
    examples: [
      .bad("execution: {issues: [INC-8841]}", at: "closure.outcome"),
      .good(
        """
        execution: {issues: [INC-8841]}
        closure: {outcome: successful-with-issues}
        """),
    ],
    check: { context in
      let issues = context.execution?.issues ?? []
      guard context.closure?.outcome == .successful, let first = issues.first else {
        return []
      }
      return [
        Violation(
          "the outcome is `successful`, the execution lists `\(first)`", at: "closure.outcome",
          advice: "write `successful-with-issues`",
          related: [.record("the issues", "execution.issues")])
      ]
    })
}
