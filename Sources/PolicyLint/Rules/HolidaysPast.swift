internal import Diagnostics
internal import Primitives
internal import Records

extension PolicyRule {
  /// Working days are counted with holidays that are all over.
  static let holidaysPast = PolicyRule(
    name: "holidays-past",
    summary: "Lead times are counted in working days, and every holiday of the calendar is over.",
    rationale: """
      Without the holidays to come, a lead time over Easter or Christmas is shorter than it was \
      meant to be.
      """,
    source: "the policy model: lead time", severity: .warning,
    examples: [
      .bad(
        "calendar.yaml", "holidays: [2025-12-25, 2025-12-26]",
        and: [
          .also("workflow.yaml", "stages: {scheduled: {lead-time: {counted-in: working-days}}}")
        ],
        at: "holidays"),
      .good(
        "calendar.yaml", "holidays: [2025-12-25, 2026-12-25]",
        and: [
          .also("workflow.yaml", "stages: {scheduled: {lead-time: {counted-in: working-days}}}")
        ]),
    ],
    check: { context in
      let isCounted = context.stages.contains { $0.leadTime?.inWorkingDays ?? false }
      guard isCounted, let last = context.policy.calendar.holidays.max(),
        let today = (context.zone ?? TimeZoneRules(offset: 0)).local(context.now)?.day, last < today
      else { return [] }
      return [
        PolicyViolation(
          "the last holiday was \(last)", at: PolicySpot.calendar.appending("holidays"),
          advice: "add the holidays of the year to come")
      ]
    })
}
