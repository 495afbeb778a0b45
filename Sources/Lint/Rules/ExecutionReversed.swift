internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The execution, or its way back, ends before it starts.
  static let executionReversed = Rule(
    name: "execution-reversed",
    summary: "The execution, or its way back, ends before it starts.",
    rationale: """
      Times that cannot be true make every other time of the record doubtful.
      """,
    source: "field list of a change record, implementation",
    section: .execution,
    examples: [
      .bad(
        "execution: {finished: 2026-03-08T00:30:00+01:00}", at: "execution.finished",
        also: ["execution-outside-window", "log-outside-execution"]),
      .good(
        """
        execution:
          started: 2026-03-08T01:00:00+01:00
          finished: 2026-03-08T02:31:00+01:00
        """),
    ],
    check: { context in
      let execution = context.execution
      let pairs: [(Instant?, Instant?, Place)] = [
        (execution?.started, execution?.finished, "execution.finished"),
        (
          execution?.rollback?.started, execution?.rollback?.finished, "execution.rollback.finished"
        ),
      ]
      return pairs.compactMap { start, end, place in
        guard let start, let end, start >= end else { return nil }
        return Violation(
          "it started at \(start) and finished at \(end)", at: place, advice: "correct the times")
      }
    })
}
