internal import Records
internal import YAMLTree

extension Rule {
  /// An entry of the log names a step that does not exist.
  static let logUnknownStep = Rule(
    name: "log-unknown-step",
    summary: "An entry of the log names a step that does not exist.",
    rationale: """
      Whoever reads the log looks the step up in the plan, and must find it.
      """,
    source: "field list of a change record, implementation",
    section: .execution,
    examples: [
      .bad(
        """
        execution:
          log: [{at: 2026-03-08T01:05:00+01:00, step: P7, by: fay.stone, result: done}]
        """, at: "execution.log[0].step"),
      .good(
        """
        execution:
          log:
            - {at: 2026-03-08T01:10:00+01:00, step: P1, by: fay.stone, result: done}
            - {at: 2026-03-08T01:15:00+01:00, step: P2, by: fay.stone, result: done}
            - {at: 2026-03-08T01:20:00+01:00, step: P3, by: gus.vale, result: go on}
            - {at: 2026-03-08T01:40:00+01:00, step: P4, by: fay.stone, result: done}
            - {at: 2026-03-08T02:31:00+01:00, step: P5, by: fay.stone, result: done}
        """),
    ],
    check: { context in
      guard context.change.kind != .standard, let log = context.execution?.log else {
        return []
      }
      let known = Set(
        (context.implementation?.steps ?? []).compactMap(\.id)
          + (context.rollback?.steps ?? []).compactMap(\.id))
      return log.enumerated().compactMap { index, entry in
        guard let step = entry.step, !known.contains(step) else { return nil }
        return Violation(
          "no step is called `\(step)`", at: Place("execution.log[\(index)].step"),
          advice: Names.stepAdvice(step, among: known),
          related: [.record("the steps", "implementation.steps")])
      }
    })
}
