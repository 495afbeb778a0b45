internal import Records
internal import YAMLTree

extension Rule {
  /// Nothing is named that makes people go back.
  static let triggerMissing = Rule(
    name: "trigger-missing",
    summary: "Nothing is named that makes people go back.",
    rationale: """
      Without a trigger the decision waits until everybody agrees that it looks bad, and by then \
      the window is over.
      """,
    source: "RB-06; GitLab production change template, OPS06-BP01",
    section: .rollback, from: .approved,
    levels: Levels(.warning, .error, .error, emergency: .error),
    examples: [
      .bad("rollback: {triggers: []}", at: "rollback.triggers"),
      .good(
        """
        rollback:
          triggers:
            - id: T1
              signal: p95 query time
              source: dashboard claims
              when: "> 400 ms"
              for: 10m
            - id: T2
              at-latest: 2026-03-08T03:00:00+01:00
              reason: writes have to be open by then
        """),
    ],
    check: { context in
      guard let rollback = context.rollback,
        rollback.triggers?.isEmpty ?? context.lacks(rollback.triggers, "rollback.triggers")
      else { return [] }
      return [
        Violation(
          "`rollback.triggers` names no trigger", at: "rollback.triggers",
          advice: "name a signal with its threshold, and a time")
      ]
    })
}
