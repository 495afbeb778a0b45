internal import Records
internal import YAMLTree

extension Rule {
  /// At high risk a planned step has no entry in the log.
  static let stepUnlogged = Rule(
    name: "step-unlogged",
    summary: "At high risk a planned step has no entry in the log.",
    rationale: """
      At high risk every step is accounted for, or its absence is a deviation.
      """,
    source: "field list of a change record, mandatory minimum by type and risk",
    section: .execution, from: .implemented, levels: Levels(.off, .off, .error, emergency: .off),
    examples: [
      .bad(
        """
        execution:
          log: [{at: 2026-03-08T01:05:00+01:00, step: P1, by: fay.stone, result: done}]
        """, at: "execution.log", stage: .implemented),
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
      guard let execution = context.execution, execution.rollback == nil,
        let log = execution.log, !log.isEmpty
      else { return [] }
      let logged = Set(log.compactMap(\.step))
      let ids = (context.implementation?.steps ?? []).compactMap(\.id)
      return ids.enumerated().compactMap { index, id in
        guard !logged.contains(id) else { return nil }
        return Violation(
          "the log has no entry of step `\(id)`", at: "execution.log",
          advice: "add the entry, also if the step was left out",
          related: [.record("the steps", "implementation.steps")])
      }
    })
}
