internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The window touches a holiday, and no team is asked to be there.
  static let windowOnHoliday = Rule(
    name: "window-on-holiday",
    summary: "The window touches a holiday, and no team is asked to be there.",
    rationale: """
      On a holiday those who could help are away, unless somebody has asked them to come. In the \
      examples 25 December is a holiday.
      """,
    source: "field list of a change record, schedule",
    section: .schedule, levels: Levels(.off, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        """
        schedule:
          window: {start: 2025-12-25T01:00:00+01:00, end: 2025-12-25T05:00:00+01:00}
        """, without: ["execution", "review", "closure"], at: "schedule.window",
        also: [
          "communication-misdated", "rehearsal-stale", "test-after-window-start",
          "time-trigger-late", "window-outside-calendar", "window-outside-timeline",
        ]),
      .good(
        """
        schedule:
          window: {start: 2025-12-25T01:00:00+01:00, end: 2025-12-25T05:00:00+01:00}
          coordination: [{team: storage on call, for: the switch}]
        """, without: ["execution", "review", "closure"]),
    ],
    check: { context in
      guard context.change.isOpen, let schedule = context.schedule,
        let window = schedule.window, window.start < window.end,
        schedule.coordination?.isEmpty ?? true,
        let calendar = context.policy?.calendar, let zone = context.surroundings.zone,
        let first = zone.local(window.start)?.day,
        let last = zone.local(window.end.advanced(by: -1))?.day,
        let day = calendar.holidays.filter({ first <= $0 && $0 <= last }).min()
      else { return [] }
      return [
        Violation(
          "the window touches \(day), a holiday", at: "schedule.window",
          advice: "move it, or name in `schedule.coordination` who will be there",
          related: [.policy("the holidays", file: "calendar.yaml", line: 0)])
      ]
    })
}
