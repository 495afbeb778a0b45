internal import Records
internal import YAMLTree

extension Rule {
  /// The risk is called low although a system that changes is critical.
  static let riskBelowCriticality = Rule(
    name: "risk-below-criticality",
    summary: "The risk is called low although a system that changes is critical.",
    rationale: """
      Risk is what can go wrong times what hangs on it, and the inventory says how much hangs on \
      a system. In the examples `vpn-gw` is of high criticality.
      """,
    source: "ServiceNow risk calculator: the higher value wins; NIST CM-4",
    section: .assessment, from: .assessed,
    levels: Levels(.warning, .off, .off, emergency: .off),
    examples: [
      .bad("request: {systems: [vpn-gw]}\nassessment: {risk: low}", at: "assessment.risk"),
      .good("request: {systems: [vpn-gw]}\nassessment: {risk: medium}"),
    ],
    check: { context in
      guard context.assessment?.risk == .low,
        let system = context.inventory.first(where: {
          $0.criticality == .high || $0.criticality == .critical
        }), let criticality = system.criticality
      else { return [] }
      return [
        Violation(
          "the risk is low, and `\(system.id)` is of \(criticality.rawValue) criticality",
          at: "assessment.risk",
          advice: "raise the risk, or say in `assessment.disruption` why not",
          related: [.policy("the system", file: "systems.yaml", line: system.line)])
      ]
    })
}
