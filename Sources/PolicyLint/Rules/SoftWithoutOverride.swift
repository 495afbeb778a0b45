internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A requirement is called soft and nobody may set it aside.
  static let softWithoutOverride = PolicyRule(
    name: "soft-without-override",
    summary: "A requirement is `soft`, and `powers.override` lets nobody set it aside.",
    rationale: """
      `soft` says that somebody may set the requirement aside with a reason. Unless \
      `powers.override` lists its id, it is as hard as any, and whoever relies on the word is \
      shut out.
      """,
    source: "the policy model: levels", severity: .warning,
    examples: [
      .bad(
        "workflow.yaml", "stages: {assessed: {require: {level: soft}}}",
        at: "stages.assessed.require.level"),
      .good(
        "workflow.yaml",
        """
        stages: {assessed: {require: {level: soft}}}
        powers: {override: {assessor: [cab]}}
        """),
      .good("workflow.yaml"),
    ],
    check: { context in
      let override = context.workflow.powers?.override ?? [:]
      return context.asks.filter { ask in
        guard ask.requirement.statesLevel, ask.requirement.level == .soft, !ask.isEmergency else {
          return false
        }
        return ask.requirement.id.map { override[$0] ?? [] }?.isEmpty ?? true
      }.map { ask in
        PolicyViolation(
          "\(ask.name) is `soft`, and nobody may override it", at: ask.spot.appending("level"),
          advice: ask.requirement.id == nil
            ? "give it an id and list that under `powers.override`, or remove the level"
            : "list its id under `powers.override`, or remove the level",
          related: [("the powers", PolicySpot.workflow.appending("powers"))])
      }
    })
}
