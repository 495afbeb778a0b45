internal import Diagnostics
internal import Records

extension PolicyRule {
  /// The gate opens without a stage.
  static let stageMissing = PolicyRule(
    name: "stage-missing",
    summary: "The workflow lacks a stage that lies before the gate.",
    rationale: """
      A stage that the workflow does not have does not apply to any change, so that the gate opens \
      without it: untested, unplanned or at any hour.
      """,
    source: "the policy model: nothing matched", severity: .warning,
    examples: [
      .bad("workflow.yaml", without: ["stages.tested"], at: "stages"),
      .good("workflow.yaml", without: ["stages.reviewed"]),
    ],
    check: { context in
      Stage.allCases.filter {
        $0 <= context.workflow.gateStage && context.workflow.stages[$0] == nil
      }
      .map { stage in
        PolicyViolation(
          "the workflow has no stage `\(stage.rawValue)`, so that the gate opens without it",
          at: PolicySpot.workflow.appending("stages"), advice: "add the stage",
          related: [("the gate", PolicySpot.workflow.appending("gate"))])
      }
    })
}
