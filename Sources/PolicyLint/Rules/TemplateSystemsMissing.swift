internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A template does not say for which systems it is meant.
  static let templateSystemsMissing = PolicyRule(
    name: "template-systems-missing",
    summary: "A template does not say for which systems it is meant.",
    rationale: """
      A standard change is approved because it is known. A template for any system is approved for \
      systems that nobody thought of.
      """,
    source: "the policy model: standard changes", severity: .warning,
    examples: [
      .bad("templates/STD-CERT.yaml", without: ["systems"], at: ""),
      .good("templates/STD-CERT.yaml", "systems: [web]"),
    ],
    check: { context in
      context.policy.templates.filter { $0.systems?.isEmpty ?? true }.map { template in
        PolicyViolation(
          "`\(template.id)` names no systems", at: template.spot,
          advice: "add `systems: […]`")
      }
    })
}
