internal import Diagnostics
internal import Records

extension PolicyRule {
  /// The gate opens before the tests and plans are asked for.
  static let gateBeforeTests = PolicyRule(
    name: "gate-before-tests",
    summary: "The gate opens before the tests or the plans are asked for.",
    rationale: """
      A requirement that lies behind the gate is met by those who have deployed already, or by \
      nobody.
      """,
    source: "NIST CM-3(2): test before finalising; the policy model", severity: .warning,
    examples: [
      .bad("workflow.yaml", "gate: {deploy: approved}", at: "gate"),
      .good("workflow.yaml", "gate: {deploy: planned}"),
    ],
    check: { context in
      let gate = context.workflow.gateStage
      let behind = [Stage.tested, .planned].filter {
        gate < $0 && context.workflow.stages[$0] != nil
      }
      guard let first = behind.first else { return [] }
      return [
        PolicyViolation(
          "the gate opens at `\(gate.rawValue)`, and `\(first.rawValue)` comes after it",
          at: PolicySpot.workflow.appending("gate"), advice: "let it open at `scheduled`",
          related: [("what comes after", .stage(first))])
      ]
    })
}
