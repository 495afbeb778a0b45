internal import Records
internal import YAMLTree

extension Rule {
  /// Nobody is told about the change.
  static let communicationsMissing = Rule(
    name: "communications-missing",
    summary: "Nobody is told about the change.",
    rationale: """
      From medium risk on somebody else notices. Whoever was told before does not open an \
      incident.
      """,
    source: "DORA RTS 17(1)(d); field list of a change record, schedule",
    section: .schedule, from: .scheduled, levels: Levels(.off, .error, .error, emergency: .off),
    examples: [
      .bad(
        "schedule: {communications: []}", at: "schedule.communications", stage: .scheduled,
        also: ["outage-unannounced", "rollback-unannounced"]),
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
      let messages = context.schedule?.communications
      guard context.change.kind != .standard,
        messages?.isEmpty ?? context.lacks(messages, "schedule.communications")
      else { return [] }
      return [
        Violation(
          "`schedule.communications` plans no message", at: "schedule.communications",
          advice: "say who is told, where, and when")
      ]
    })
}
