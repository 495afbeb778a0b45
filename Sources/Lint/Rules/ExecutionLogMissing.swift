internal import Records
internal import YAMLTree

extension Rule {
  /// There is no log of what was done.
  static let executionLogMissing = Rule(
    name: "execution-log-missing",
    summary: "There is no log of what was done.",
    rationale: """
      The plan says what was meant. Only the log says what happened.
      """,
    source: """
      Znuny work orders; field list of a change record, implementation and mandatory minimum by \
      type and risk
      """,
    section: .execution, from: .implemented,
    examples: [
      .bad("execution: {log: []}", at: "execution.log", stage: .implemented),
      .good(
        """
        execution:
          log:
            - {at: 2026-03-08T01:10:00+01:00, step: P1, by: fay.stone, result: done}
            - {at: 2026-03-08T01:15:00+01:00, step: P2, by: fay.stone, result: done}
            - {at: 2026-03-08T01:20:00+01:00, step: P3, by: gus.vale, result: go on}
            - {at: 2026-03-08T01:40:00+01:00, step: P4, by: fay.stone, result: done}
            - {at: 2026-03-08T02:31:00+01:00, step: P5, by: fay.stone, result: done}
        """, stage: .implemented),
    ],
    check: { context in
      let log = context.execution?.log
      guard log?.isEmpty ?? context.lacks(log, "execution.log") else { return [] }
      return [
        Violation(
          "`execution.log` has no entry", at: "execution.log",
          advice: "add what was done, by whom, and when")
      ]
    })
}
