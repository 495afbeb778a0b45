internal import Records
internal import YAMLTree

extension Rule {
  /// No window is set.
  static let scheduleMissing = Rule(
    name: "schedule-missing",
    summary: "No window is set.",
    rationale: """
      Conflicts, freezes and lead time are judged for the window; without one nothing is \
      scheduled.
      """,
    source: "ServiceNow, required for conflict detection; field list of a change record, schedule",
    section: .schedule, from: .scheduled,
    examples: [
      .bad(without: ["schedule.window"], at: "schedule.window", stage: .scheduled),
      .good(
        """
        schedule:
          window: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T05:00:00+01:00}
        """, stage: .scheduled),
    ],
    check: { context in
      let schedule = context.schedule
      guard context.lacks(schedule?.window, "schedule.window") else { return [] }
      return context.missing([("window", true)], in: "schedule")
    })
}
