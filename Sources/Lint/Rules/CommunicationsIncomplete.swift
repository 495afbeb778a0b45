internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// At high risk a message before the start or at the end is missing.
  static let communicationsIncomplete = Rule(
    name: "communications-incomplete",
    summary: "At high risk a message before the start or at the end is missing.",
    rationale: """
      The first message lets people prepare, the last lets them go on.
      """,
    source: "field list of a change record, schedule",
    section: .schedule, from: .scheduled, levels: Levels(.off, .off, .warning, emergency: .off),
    examples: [
      .bad(
        """
        schedule:
          communications:
            - audience: claims staff
              channel: mail
              at: 2026-03-01T09:00:00+01:00
              event: announcement
            - {audience: claims staff, channel: status page, event: rollback}
        """, at: "schedule.communications", stage: .scheduled),
      .good(
        """
        schedule:
          communications:
            - audience: claims staff
              channel: mail
              at: 2026-03-01T09:00:00+01:00
              event: announcement
            - audience: claims staff
              channel: status page
              at: 2026-03-08T05:00:00+01:00
              event: end
            - {audience: claims staff, channel: status page, event: rollback}
        """, stage: .scheduled),
    ],
    check: { context in
      guard context.change.kind != .standard,
        let messages = context.schedule?.communications, !messages.isEmpty
      else { return [] }
      let end = context.schedule?.window?.end
      let isEnded = messages.contains { message in
        if message.event == .end { return true }
        guard message.event == nil, let at = message.at, let end else { return false }
        return at >= end
      }
      return [
        (context.isAnnouncedInTime, "before the start", "announcement"),
        (isEnded, "at the end", "end"),
      ].compactMap { isThere, when, event in
        guard !isThere else { return nil }
        return Violation(
          "no message is planned \(when)", at: "schedule.communications",
          advice: "add a message with `event: \(event)`")
      }
    })
}
