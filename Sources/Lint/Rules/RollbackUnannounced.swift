internal import Records
internal import YAMLTree

extension Rule {
  /// No message is planned for the case that people go back.
  static let rollbackUnannounced = Rule(
    name: "rollback-unannounced",
    summary: "No message is planned for the case that people go back.",
    rationale: """
      Going back is an outage that nobody expects. Who is told, and where, has to be known \
      before.
      """,
    source: "RB-19; DORA RTS 17(1)(d)",
    section: .schedule, from: .scheduled, levels: Levels(.off, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        """
        schedule:
          communications:
            - audience: claims staff
              channel: mail
              at: 2026-03-01T09:00:00+01:00
              event: announcement
            - {audience: claims staff, channel: status page, event: end}
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
      let messages = context.schedule?.communications ?? []
      guard context.change.kind != .standard, !messages.contains(where: { $0.event == .rollback })
      else { return [] }
      return [
        Violation(
          "no message has `event: rollback`", at: "schedule.communications",
          advice: "add a message with `event: rollback`",
          related: [context.demand(for: .schedule), .record("the way back", "rollback")]
            .compactMap { $0 })
      ]
    })
}
