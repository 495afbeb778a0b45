internal import Diagnostics
internal import Primitives
internal import Records

extension PolicyRule {
  /// All freezes are over.
  static let freezePast = PolicyRule(
    name: "freeze-past",
    summary: "Every freeze of the calendar is over.",
    rationale: """
      Freezes come back each year, and the next has to be written down. An old one does no harm, \
      and may stay beside it.
      """,
    source: "the policy model: freezes", severity: .note,
    examples: [
      .bad(
        "calendar.yaml",
        """
        freezes:
          - {id: year-end-2025, from: 2025-12-18T00:00:00Z, until: 2026-01-04T00:00:00Z}
        """, at: "freezes[0].until"),
      .good(
        "calendar.yaml",
        """
        freezes:
          - {id: year-end-2025, from: 2025-12-18T00:00:00Z, until: 2026-01-04T00:00:00Z}
          - {id: year-end-2026, from: 2026-12-18T00:00:00Z, until: 2027-01-04T00:00:00Z}
        """),
    ],
    check: { context in
      let freezes = context.policy.calendar.freezes
      guard freezes.allSatisfy({ $0.interval.end <= context.now }),
        let last = freezes.indices.max(by: {
          freezes[$0].interval.end < freezes[$1].interval.end
        })
      else { return [] }
      return [
        PolicyViolation(
          "`\(freezes[last].id)` was the last freeze, and it is over",
          at: PolicySpot.calendar.appending("freezes").appending(last).appending("until"),
          advice: "add the next one, or remove those that are over")
      ]
    })
}
