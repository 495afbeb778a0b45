internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A change of high risk is approved once for all uses.
  static let templateRiskHigh = PolicyRule(
    name: "template-risk-high",
    summary: "A change of high risk is approved once for all uses.",
    rationale: """
      A standard change is approved beforehand because it is known to be safe. What can do great \
      harm is judged each time.
      """,
    source: "the policy model: standard changes; ITIL", severity: .warning,
    examples: [
      .bad("templates/STD-CERT.yaml", "risk: high", at: "risk"),
      .good("templates/STD-CERT.yaml", "risk: low"),
    ],
    check: { context in
      context.policy.templates.compactMap { template in
        guard let risk = template.content.assessment?.risk ?? template.risk, risk >= .high else {
          return nil
        }
        return PolicyViolation(
          "`\(template.id)` is approved beforehand at risk \(risk.rawValue)",
          at: template.spot.appending("risk"),
          advice: "have each such change approved, or split off what is dangerous")
      }
    })
}
