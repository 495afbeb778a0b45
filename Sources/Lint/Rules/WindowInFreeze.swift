internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The window lies in a freeze of the calendar.
  static let windowInFreeze = Rule(
    name: "window-in-freeze",
    summary: "The window lies in a freeze of the calendar.",
    rationale: """
      A freeze beats every window. Whoever may except it has to do so by an act before the gate \
      opens; better to know that while the date can still be moved. Acts are not read: a change \
      that was excepted is reported too.
      """,
    source: "AWS change calendars; conflict detection",
    section: .schedule, levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        """
        request:
          timeline: {start: 2026-12-19T20:00:00+01:00, end: 2026-12-20T06:00:00+01:00}
        schedule:
          window: {start: 2026-12-19T23:00:00+01:00, end: 2026-12-20T03:00:00+01:00}
        rollback:
          triggers:
            - {id: T1, signal: p95 query time, source: dashboard claims, when: "> 400 ms", for: 10m}
            - {id: T2, at-latest: 2026-12-20T01:00:00+01:00, reason: writes have to be open by then}
        """, without: ["execution", "review", "closure", "schedule.communications"],
        at: "schedule.window", also: ["rehearsal-stale"]),
      .good(),
    ],
    check: { context in
      guard context.change.isOpen, let window = context.schedule?.window,
        let calendar = context.policy?.calendar
      else { return [] }
      return calendar.freezes.filter { $0.interval.overlaps(window) }.map { freeze in
        let remedy =
          freeze.exceptRole.map { "have it excepted: assent except by `\($0)`" }
          ?? "nobody may except it"
        return Violation(
          "the window lies in the freeze `\(freeze.id)`, "
            + "\(freeze.interval.start) to \(freeze.interval.end)",
          at: "schedule.window", advice: "move the window; \(remedy)",
          related: [.policy("the freeze", file: "calendar.yaml", line: freeze.line)])
      }
    })
}
