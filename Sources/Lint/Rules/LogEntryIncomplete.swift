internal import Records
internal import YAMLTree

extension Rule {
  /// An entry of the log leaves out the time, the step, the person or the result.
  static let logEntryIncomplete = Rule(
    name: "log-entry-incomplete",
    summary: "An entry of the log leaves out the time, the step, the person or the result.",
    rationale: """
      An entry that does not say who did what, and when, supports no review.
      """,
    source: "field list of a change record, implementation",
    section: .execution, from: .implemented,
    examples: [
      .bad(
        """
        assessment: {risk: low}
        execution:
          log: [{at: 2026-03-08T01:05:00+01:00, step: P1, result: done}]
        """, at: "execution.log[0].by", stage: .implemented),
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
      (context.execution?.log ?? []).enumerated().flatMap { index, entry in
        let isComplete =
          entry.at != nil && entry.step != nil && entry.by != nil && entry.result != nil
        guard !isComplete else { return [Violation]() }
        let place = Place("execution.log[\(index)]")
        return context.missing(
          [
            ("at", context.lacks(entry.at, Place("\(place).at"))),
            ("step", context.lacks(entry.step, Place("\(place).step"))),
            ("by", context.lacks(entry.by, Place("\(place).by"))),
            ("result", context.lacks(entry.result, Place("\(place).result"))),
          ], in: place)
      }
    })
}
