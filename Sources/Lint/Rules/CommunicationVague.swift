internal import Records
internal import YAMLTree

extension Rule {
  /// A message leaves out for whom, where or when.
  static let communicationVague = Rule(
    name: "communication-vague",
    summary: "A message leaves out for whom, where or when.",
    rationale: """
      A message that nobody is to send to anybody is not sent.
      """,
    source: "field list of a change record, schedule",
    section: .schedule, from: .scheduled, levels: Levels(.warning, .error, .error, emergency: .off),
    examples: [
      .bad(
        """
        schedule:
          communications:
            - {audience: claims staff, at: 2026-03-01T09:00:00+01:00}
            - {audience: claims staff, channel: status page, event: end}
            - {audience: claims staff, channel: status page, event: rollback}
        """, at: "schedule.communications[0].channel", stage: .scheduled),
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
      (context.schedule?.communications ?? []).enumerated().flatMap { index, message in
        let isComplete =
          message.audience != nil && message.channel != nil
          && (message.at != nil || message.event != nil)
        guard !isComplete else { return [Violation]() }
        let place = Place("schedule.communications[\(index)]")
        let lacksTime = message.event == nil && context.lacks(message.at, Place("\(place).at"))
        return context.missing(
          [
            ("audience", context.lacks(message.audience, Place("\(place).audience"))),
            ("channel", context.lacks(message.channel, Place("\(place).channel"))),
            ("at", lacksTime),
          ], in: place)
      }
    })
}
