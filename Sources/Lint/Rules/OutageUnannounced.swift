internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// A planned outage is announced to nobody before it starts.
  static let outageUnannounced = Rule(
    name: "outage-unannounced",
    summary: "A planned outage is announced to nobody before it starts.",
    rationale: """
      An outage that users were told about is planned; one that they were not told about is an \
      incident.
      """,
    source: "DORA RTS 17(1)(d); field list of a change record, risk and impact and schedule",
    section: .schedule, from: .scheduled,
    examples: [
      .bad(
        "schedule: {communications: []}", at: "schedule.communications", stage: .scheduled,
        also: ["communications-missing", "rollback-unannounced"]),
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
      guard context.assessment?.outage == .planned, !context.isAnnouncedInTime else {
        return []
      }
      return [
        Violation(
          "a planned outage is announced to nobody before the window",
          at: "schedule.communications", advice: "add a message to the users before the start",
          related: [.record("the outage", "assessment.outage")])
      ]
    })
}
