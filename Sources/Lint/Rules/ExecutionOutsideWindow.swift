internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The change was carried out outside its window.
  static let executionOutsideWindow = Rule(
    name: "execution-outside-window",
    summary: "The change was carried out outside its window.",
    rationale: """
      The window is what was approved, announced and kept free of others. Leaving it is a \
      deviation, and belongs among them.
      """,
    source: "field list of a change record, implementation",
    section: .execution, levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        """
        execution:
          finished: 2026-03-08T05:31:00+01:00
        """, at: "execution.finished"),
      .good(
        """
        execution:
          finished: 2026-03-08T05:31:00+01:00
          deviations: [The switch took half an hour more than planned.]
        """),
    ],
    check: { context in
      guard context.change.kind != .emergency, let execution = context.execution,
        execution.deviations?.isEmpty ?? true,
        let window = context.schedule?.window, window.start < window.end
      else { return [] }
      let times: [(Instant?, Place, String)] = [
        (execution.started, "execution.started", "started"),
        (execution.finished, "execution.finished", "finished"),
      ]
      return times.compactMap { time, place, word in
        guard let time, time < window.start || time > window.end else { return nil }
        return Violation(
          "it \(word) at \(time), outside the window", at: place,
          advice: "say in `execution.deviations` why, and who agreed",
          related: [.record("the window", "schedule.window")])
      }
    })
}
