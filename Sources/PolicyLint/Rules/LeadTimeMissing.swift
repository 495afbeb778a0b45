internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A risk has no lead time where others have one.
  static let leadTimeMissing = PolicyRule(
    name: "lead-time-missing",
    summary: "`lead-time` leaves out a risk.",
    rationale: """
      A change of a risk without a lead time cannot be decided: the gate answers `invalid`, since \
      nothing is ever allowed because no rule was found.
      """,
    source: "the policy model: lead time", severity: .error,
    examples: [
      .bad(
        "workflow.yaml", without: ["stages.scheduled.lead-time.critical"],
        at: "stages.scheduled.lead-time"),
      .good("workflow.yaml", without: ["stages.scheduled.lead-time"]),
    ],
    check: { context in
      context.stages.compactMap { rule in
        guard let lead = rule.leadTime else { return nil }
        let missing = context.risks(of: rule).filter { lead.byRisk[$0] == nil }
        guard !missing.isEmpty else { return nil }
        return PolicyViolation(
          "there is no lead time for the risk \(Words.list(missing.map(\.rawValue)))",
          at: .rule(rule).appending("lead-time"),
          advice: "add it, `0h` if there is none to keep")
      }
    })
}

extension PolicyContext {
  /// The risks of the changes that a rule is for.
  fileprivate func risks(of rule: StageRule) -> [ChangeRequest.Risk] {
    let limits = conditions(of: rule).filter { $0.field == .risk }
    return ChangeRequest.Risk.allCases.filter { risk in
      limits.allSatisfy { $0.values.contains(risk.rawValue) }
    }
  }
}
