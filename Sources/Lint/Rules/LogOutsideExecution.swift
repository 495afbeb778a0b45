internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// An entry of the log, or the way back, lies outside the execution.
  static let logOutsideExecution = Rule(
    name: "log-outside-execution",
    summary: "An entry of the log, or the way back, lies outside the execution.",
    rationale: """
      What was done before the start or after the end was done without anybody's leave, or is \
      misdated.
      """,
    source: "field list of a change record, implementation",
    section: .execution,
    examples: [
      .bad(
        """
        execution:
          log: [{at: 2026-03-08T06:30:00+01:00, step: P1, by: fay.stone, result: done}]
        """, at: "execution.log[0].at"),
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
      guard let execution = context.execution else { return [] }
      var times = (execution.log ?? []).enumerated().map { ($1.at, "execution.log[\($0)].at") }
      times.append((execution.rollback?.started, "execution.rollback.started"))
      times.append((execution.rollback?.finished, "execution.rollback.finished"))
      return times.compactMap { at, place in
        guard let at else { return nil }
        let isEarly = execution.started.map { at < $0 } ?? false
        let isLate = execution.finished.map { at > $0 } ?? false
        guard isEarly || isLate else { return nil }
        let bound = isEarly ? execution.started : execution.finished
        return Violation(
          "\(at) lies \(isEarly ? "before the start" : "after the end")\(bound.map { " \($0)" } ?? "")",
          at: Place(place), advice: "correct the times",
          related: [
            .record(
              isEarly ? "the start" : "the end",
              isEarly ? "execution.started" : "execution.finished")
          ])
      }
    })
}
