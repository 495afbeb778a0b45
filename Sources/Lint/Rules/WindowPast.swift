internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The window is over, and the record does not say that the change was carried out.
  static let windowPast = Rule(
    name: "window-past",
    summary: "The window is over, and the record does not say that the change was carried out.",
    rationale: """
      Either the change was carried out and nobody wrote it down, or it was not, and needs \
      another window before anything can open its gate. Asked with `--now` alone, of records \
      without an execution or an outcome.
      """,
    source: "state machine of changes: a window that passes unused",
    topic: .schedule, levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        without: ["execution", "review", "closure"], at: "schedule.window",
        now: "2026-03-09T12:00:00+01:00"),
      .good(
        without: ["execution", "review", "closure"], now: "2026-03-01T12:00:00+01:00"),
      .good(now: "2026-03-09T12:00:00+01:00"),
    ],
    check: { context in
      guard let now = context.surroundings.now, context.change.isOpen, let slot = context.slot,
        slot.interval.end <= now
      else { return [] }
      let name = slot.place == "schedule.window" ? "window" : "timeline"
      return [
        Violation(
          "the \(name) ended at \(slot.interval.end), and it is \(now)", at: slot.place,
          advice: "set a new \(name), or record what was done")
      ]
    })
}
