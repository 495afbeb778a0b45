internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The window does not fit those that the policy allows.
  static let windowOutsideCalendar = Rule(
    name: "window-outside-calendar",
    summary: "The window does not fit those that the policy allows.",
    rationale: """
      The gate opens within the windows of the calendar alone, and the whole planned time has to \
      fit. In the examples the policy allows Saturday nights from 22:00 to 06:00.
      """,
    source: "field list of a change record, schedule; conflict detection",
    section: .schedule, levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        """
        schedule:
          window: {start: 2026-03-08T02:00:00+01:00, end: 2026-03-08T06:30:00+01:00}
        request:
          timeline: {start: 2026-03-08T00:00:00+01:00, end: 2026-03-08T07:00:00+01:00}
        """, without: ["execution", "review", "closure"], at: "schedule.window"),
      .good(without: ["execution", "review", "closure"]),
    ],
    check: { context in
      guard context.change.isOpen, let window = context.schedule?.window,
        window.start < window.end, let policy = context.policy,
        let rule = policy.workflow.stages[.scheduled], let ids = rule.windows,
        let zone = context.surroundings.zone,
        let fits = try? WindowRule(calendar: policy.calendar, zone: zone)
          .fits(window, windows: ids), !fits
      else { return [] }
      let names = ids.map { "`\($0)`" }.joined(separator: ", ")
      return [
        Violation(
          "the window \(window.start) to \(window.end) does not fit "
            + (ids.isEmpty ? "any: none is allowed" : names),
          at: "schedule.window", advice: "move it; assent calendar shows what is open",
          related: [.policy("the allowed windows", file: "workflow.yaml", line: rule.line)])
      ]
    })
}
