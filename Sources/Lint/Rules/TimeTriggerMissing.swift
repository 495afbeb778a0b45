internal import Records
internal import YAMLTree

extension Rule {
  /// No trigger says until when the change must have worked.
  static let timeTriggerMissing = Rule(
    name: "time-trigger-missing",
    summary: "No trigger says until when the change must have worked.",
    rationale: """
      Signals tell that something broke. Only a time tells that it takes too long.
      """,
    source: "RB-06",
    section: .rollback, from: .approved,
    levels: Levels(.warning, .warning, .warning, emergency: .warning),
    examples: [
      .bad(
        """
        rollback:
          triggers:
            - id: T1
              signal: p95 query time
              source: dashboard claims
              when: "> 400 ms"
              for: 10m
        """, at: "rollback.triggers"),
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
      guard let triggers = context.rollback?.triggers, !triggers.isEmpty,
        !triggers.enumerated().contains(where: { index, trigger in
          !context.lacks(trigger.atLatest, Place("rollback.triggers[\(index)].at-latest"))
        })
      else { return [] }
      let bound = context.latestDecision.map { ", at the latest \($0)" } ?? ""
      return [
        Violation(
          "no trigger has a time", at: "rollback.triggers",
          advice: "add a trigger with `at-latest`\(bound)")
      ]
    })
}
