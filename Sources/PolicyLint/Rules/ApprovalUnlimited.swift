internal import Diagnostics
internal import Records

extension PolicyRule {
  /// Approvals hold for ever.
  static let approvalUnlimited = PolicyRule(
    name: "approval-unlimited",
    summary: "Approvals hold for ever.",
    rationale: """
      An approval was given for the systems as they were then. A change that was left lying for a \
      year is carried out on its word in a world that its judges never saw.
      """,
    source: "the policy model: expiry of approvals", severity: .note,
    examples: [
      .bad("workflow.yaml", without: ["stages.approved.valid-for"], at: "stages.approved"),
      .good("workflow.yaml", "stages: {approved: {valid-for: 30d}}"),
    ],
    check: { context in
      guard let rule = context.workflow.stages[.approved], rule.require != nil,
        rule.validFor == nil
      else { return [] }
      return [
        PolicyViolation(
          "an Approve never expires", at: .rule(rule),
          advice: "add `valid-for`, longer than the lead time")
      ]
    })
}
