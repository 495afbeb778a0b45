internal import Diagnostics
internal import Records

extension PolicyRule {
  /// Approval does not keep out whoever has a share in the change.
  static let selfApproval = PolicyRule(
    name: "self-approval",
    summary: "`approved` does not keep out the requester, the contributors or the implementer.",
    rationale: """
      A second pair of eyes is another person's. What `not` leaves out lets somebody approve what \
      they asked for, wrote or carry out themselves.
      """,
    source: "the policy model: separation of duties", severity: .warning,
    examples: [
      .bad(
        "workflow.yaml", "stages: {approved: {not: [requester, contributors]}}",
        at: "stages.approved.not"),
      .good("workflow.yaml", "stages: {approved: {not: [requester, contributors, implementer]}}"),
    ],
    check: { context in
      let wanted: [StageRule.Exclusion] = [.requester, .contributors, .implementer]
      return context.standaloneStages.filter { $0.stage == .approved }.compactMap { rule in
        let missing = wanted.filter { !rule.not.contains($0) }.map(\.rawValue)
        guard !missing.isEmpty else { return nil }
        return PolicyViolation(
          "`approved` does not keep out \(Words.list(missing))",
          at: PolicySpot.rule(rule).appending("not"), advice: "add what is missing to `not`")
      }
    })
}
