internal import Records
internal import YAMLTree

extension Rule {
  /// The rehearsal took longer than the way back may take.
  static let rehearsalExceedsLimit = Rule(
    name: "rehearsal-exceeds-limit",
    summary: "The rehearsal took longer than the way back may take.",
    rationale: """
      What took longer in peace will take longer at night.
      """,
    source: "RB-13",
    section: .rollback, levels: Levels(.off, .warning, .error, emergency: .off),
    examples: [
      .bad(
        """
        rollback:
          rehearsal: {minutes: 45}
        """, at: "rollback.rehearsal.minutes"),
      .good(
        """
        rollback:
          rehearsal: {minutes: 27}
        """),
    ],
    check: { context in
      guard let rollback = context.rollback, let measured = rollback.rehearsal?.minutes,
        let limit = rollback.maxMinutes, measured > limit
      else { return [] }
      return [
        Violation(
          "the rehearsal took \(measured) minutes, `max-minutes` is \(limit)",
          at: "rollback.rehearsal.minutes", advice: "raise `max-minutes` or shorten the way back",
          related: [.record("the limit", "rollback.max-minutes")])
      ]
    })
}
