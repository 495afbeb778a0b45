internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The window does not lie within the timeline of the request.
  static let windowOutsideTimeline = Rule(
    name: "window-outside-timeline",
    summary: "The window does not lie within the timeline of the request.",
    rationale: """
      The timeline is what was asked for and approved. A window outside it is another request.
      """,
    source: "the semantics of Assent, windows; field list of a change record, request",
    section: .schedule,
    examples: [
      .bad(
        """
        schedule:
          window: {start: 2026-03-08T03:00:00+01:00, end: 2026-03-08T07:00:00+01:00}
        """, at: "schedule.window", also: ["execution-outside-window", "time-trigger-early"]),
      .good(
        """
        schedule:
          window: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T05:00:00+01:00}
        """),
    ],
    check: { context in
      guard let window = context.schedule?.window,
        let timeline = context.request?.timeline, window.start < window.end,
        timeline.start < timeline.end, window.start < timeline.start || window.end > timeline.end
      else { return [] }
      return [
        Violation(
          "the window \(window.start) to \(window.end) leaves the timeline "
            + "\(timeline.start) to \(timeline.end)",
          at: "schedule.window", advice: "move the window, or ask for another timeline",
          related: [.record("the timeline", "request.timeline")])
      ]
    })
}
