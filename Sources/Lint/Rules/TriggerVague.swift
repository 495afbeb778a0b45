internal import Records
internal import YAMLTree

extension Rule {
  /// A trigger cannot be measured.
  static let triggerVague = Rule(
    name: "trigger-vague",
    summary: "A trigger cannot be measured.",
    rationale: """
      "If it goes wrong" is a matter of opinion. A signal, where it is read, a comparison and a \
      duration are not.
      """,
    source: "RB-06; GitLab production change template, OPS06-BP01",
    section: .rollback, from: .approved,
    levels: Levels(.warning, .error, .error, emergency: .warning),
    examples: [
      .bad(
        """
        rollback:
          triggers:
            - {id: T1, signal: errors, source: dashboard, when: too many, for: 10m}
            - id: T2
              at-latest: 2026-03-08T03:00:00+01:00
              reason: writes have to be open by then
        """, at: "rollback.triggers[0].when"),
      .bad(
        """
        rollback:
          triggers:
            - id: T1
              signal: p95 query time
              source: dashboard claims
              when: "> 400 ms"
            - id: T2
              at-latest: 2026-03-08T03:00:00+01:00
              reason: writes have to be open by then
        """, at: "rollback.triggers[0].for"),
      .bad(
        """
        rollback:
          triggers:
            - id: T2
              at-latest: 2026-03-08T03:00:00+01:00
              reason: writes have to be open by then
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
      guard let triggers = context.rollback?.triggers, !triggers.isEmpty else { return [] }
      guard triggers.contains(where: { $0.atLatest == nil || $0.signal != nil }) else {
        return [
          Violation(
            "no trigger watches a signal, all are times", at: "rollback.triggers",
            advice: "add a trigger with `signal`, `source`, `when` and `for`")
        ]
      }
      return triggers.enumerated().flatMap { index, trigger in
        guard trigger.atLatest == nil else { return [Violation]() }
        var found: [Violation] = []
        if let condition = trigger.condition, !Comparison.isMeasurable(condition) {
          found.append(
            Violation(
              "`\(condition)` is no comparison with a value",
              at: Place("rollback.triggers[\(index)].when"),
              advice: "write an operator and a threshold, such as `> 400 ms`"))
        }
        let isComplete =
          trigger.signal != nil && trigger.source != nil && trigger.condition != nil
          && trigger.period != nil
        guard !isComplete else { return found }
        let place = Place("rollback.triggers[\(index)]")
        return found
          + context.missing(
            [
              ("signal", context.lacks(trigger.signal, Place("\(place).signal"))),
              ("source", context.lacks(trigger.source, Place("\(place).source"))),
              ("when", context.lacks(trigger.condition, Place("\(place).when"))),
              ("for", context.lacks(trigger.period, Place("\(place).for"))),
            ], in: place)
      }
    })
}
