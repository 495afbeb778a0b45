internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// An emergency is planned for a time by which its approval has expired.
  static let emergencyUnhurried = Rule(
    name: "emergency-unhurried",
    summary: "An emergency is planned for a time by which its approval has expired.",
    rationale: """
      The short way is for what cannot wait. What can wait longer than an approval on this way \
      holds can take the normal one. Asked with `--now` alone; in the examples an approval holds \
      for 24 hours.
      """,
    source: "state machine of changes: the downgrade rule; Chromium's experience",
    topic: .schedule, levels: .warning,
    examples: [
      .bad(
        """
        schedule:
          window: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T05:00:00+01:00}
        """, at: "schedule.window", base: .emergency, now: "2026-03-05T12:00:00+01:00"),
      .good(
        """
        schedule:
          window: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T05:00:00+01:00}
        """, base: .emergency, now: "2026-03-07T20:00:00+01:00"),
    ],
    check: { context in
      guard let now = context.surroundings.now, context.change.kind == .emergency,
        context.change.isOpen, let slot = context.slot,
        let rule = context.policy?.workflow.emergency,
        slot.interval.start > now.advanced(by: rule.validFor.seconds)
      else { return [] }
      return [
        Violation(
          "the emergency begins at \(slot.interval.start), and an approval given now ends after "
            + rule.validFor.description,
          at: slot.place, advice: "take the normal way, or begin earlier",
          related: [.policy("how long an approval holds", file: "workflow.yaml", line: rule.line)])
      ]
    })
}
