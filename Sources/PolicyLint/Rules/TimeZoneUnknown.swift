internal import Diagnostics
internal import Records

extension PolicyRule {
  /// The calendar's time zone is not known.
  static let timeZoneUnknown = PolicyRule(
    name: "time-zone-unknown",
    summary: "The calendar's time zone is not known on this machine.",
    rationale: """
      Windows and working days are days and hours of a place. Without the rules of its clocks they \
      cannot be evaluated, and nothing is guessed.
      """,
    source: "the policy model: windows", severity: .error,
    examples: [
      .bad("calendar.yaml", "time-zone: Europe/Berln", at: "time-zone"),
      .good("calendar.yaml", "time-zone: America/New_York"),
    ],
    check: { context in
      let isAsked = context.stages.contains { rule in
        rule.windows != nil || rule.leadTime?.inWorkingDays ?? false
      }
      guard context.zone == nil, isAsked else { return [] }
      return [
        PolicyViolation(
          "the time zone `\(context.policy.calendar.timeZone)` is not known here",
          at: PolicySpot.calendar.appending("time-zone"),
          advice: "write an IANA name such as `Europe/Berlin`, and install the system's tzdata")
      ]
    })
}
