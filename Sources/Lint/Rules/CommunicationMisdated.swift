internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// A message goes out at a time that does not suit what it says.
  static let communicationMisdated = Rule(
    name: "communication-misdated",
    summary: "A message goes out at a time that does not suit what it says.",
    rationale: """
      An announcement after the start surprises people, and a message that all is over before \
      the start misleads them. Dates stay behind when a window moves.
      """,
    source: "field list of a change record, schedule; DORA RTS 17(1)(d)",
    section: .schedule, levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        """
        schedule:
          communications:
            - {audience: claims staff, channel: mail, at: 2026-03-01T09:00:00+01:00, event: announcement}
            - {audience: claims staff, channel: status page, at: 2026-03-01T05:00:00+01:00, event: end}
            - {audience: claims staff, channel: status page, event: rollback}
        """, at: "schedule.communications[1].at"),
      .good(
        """
        schedule:
          communications:
            - {audience: claims staff, channel: mail, at: 2026-03-01T09:00:00+01:00, event: announcement}
            - {audience: claims staff, channel: status page, at: 2026-03-08T05:00:00+01:00, event: end}
            - {audience: claims staff, channel: status page, event: rollback}
        """),
    ],
    check: { context in
      guard let window = context.schedule?.window, window.start < window.end else {
        return []
      }
      let messages = context.schedule?.communications ?? []
      return messages.enumerated().compactMap { index, message in
        guard let at = message.at, let event = message.event else { return nil }
        let words: String
        switch event {
        case .announcement where at > window.start: words = "an announcement after the start"
        case .end where at < window.start: words = "a message about the end before the start"
        case .start where at > window.end: words = "a message about the start after the end"
        case .rollback where at < window.start:
          words = "a message about going back before the start"
        default: return nil
        }
        return Violation(
          "\(words) of the window: \(at)", at: Place("schedule.communications[\(index)].at"),
          advice: "correct the time or the event",
          related: [.record("the window", "schedule.window")])
      }
    })
}
