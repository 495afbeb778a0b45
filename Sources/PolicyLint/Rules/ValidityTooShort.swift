internal import Diagnostics
internal import Primitives
internal import Records

extension PolicyRule {
  /// Acts expire before any change may start.
  static let validityTooShort = PolicyRule(
    name: "validity-too-short",
    summary: "Acts of a stage expire before the lead time is over.",
    rationale: """
      The lead time runs from the submission to the start. Whoever acts soon after the submission, \
      as they should, has to act again before the change may start.
      """,
    source: "the policy model: expiry of approvals, lead time", severity: .warning,
    examples: [
      .bad("workflow.yaml", "stages: {approved: {valid-for: 4d}}", at: "stages.approved.valid-for"),
      .bad(
        "workflow.yaml",
        "stages: {approved: {valid-for: 6d}, scheduled: {lead-time: {counted-in: working-days}}}",
        at: "stages.approved.valid-for"),
      .good("workflow.yaml", "stages: {approved: {valid-for: 7d}}"),
    ],
    check: { context in
      context.stages.compactMap { rule in
        // Other further workflows need not be for the same changes.
        let asking = context.stages.filter {
          $0.stage == .scheduled
            && (rule.workflow.isEmpty || [rule.workflow, ""].contains($0.workflow))
        }
        let longest = asking.flatMap { asking in
          ChangeRequest.Risk.allCases.compactMap { risk in
            asking.leadTime.flatMap { lead in
              lead.byRisk[risk].map { (risk, $0, lead, asking) }
            }
          }
        }.max { $0.2.leastSeconds($0.1) < $1.2.leastSeconds($1.1) }
        guard let (risk, period, lead, asking) = longest, let valid = rule.validFor,
          valid.seconds < lead.leastSeconds(period)
        else { return nil }
        return PolicyViolation(
          "an act of `\(rule.stage.rawValue)` holds for \(valid), and the lead time at risk "
            + "\(risk.rawValue) is \(period)" + (lead.inWorkingDays ? " of work" : ""),
          at: .rule(rule).appending("valid-for"),
          advice: "let it hold longer than the lead time",
          related: [("the lead time", PolicySpot.rule(asking).appending("lead-time"))])
      }
    })
}

extension StageRule.LeadTime {
  /// The shortest that a lead time can be; five working days have a weekend between them.
  fileprivate func leastSeconds(_ period: Period) -> Int64 {
    guard inWorkingDays, period.unit == .days else { return period.seconds }
    return period.seconds + Int64(period.count / 5) * 2 * 86_400
  }
}
