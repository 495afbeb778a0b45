internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A hold can be ended by nobody but its maker.
  static let liftMissing = PolicyRule(
    name: "lift-missing",
    summary: "A hold can be ended by nobody but its maker.",
    rationale: """
      Who leaves, or loses the key, leaves the hold behind. `powers.lift` names who may end it in \
      their place.
      """,
    source: "the policy model: veto, escalation", severity: .warning,
    examples: [
      .bad("workflow.yaml", "powers: {lift: []}", at: "powers.lift"),
      .good("workflow.yaml", "powers: {lift: [cab]}"),
    ],
    check: { context in
      guard let powers = context.workflow.powers, powers.lift.isEmpty else { return [] }
      return [
        PolicyViolation(
          "nobody may lift a hold whose maker is gone",
          at: PolicySpot.workflow.appending("powers").appending("lift"),
          advice: "name a role under `lift`")
      ]
    })
}
