internal import Diagnostics
internal import Records

extension PolicyRule {
  /// The workflow has no short way for emergencies.
  static let emergencyMissing = PolicyRule(
    name: "emergency-missing",
    summary: "The workflow has no short way for emergencies.",
    rationale: """
      In an emergency people will change things whatever the policy says. With a short way one \
      person has agreed before and the rest is due within days; without one the change is \
      unauthorised.
      """,
    source: "the policy model: emergency path", severity: .note,
    examples: [
      .bad("workflow.yaml", without: ["emergency"], at: ""),
      .good("workflow.yaml"),
    ],
    check: { context in
      guard context.workflow.emergency == nil else { return [] }
      return [
        PolicyViolation(
          "there is no `emergency`, so that an emergency takes the normal way",
          at: .workflow, advice: "add `emergency` with `before`, `valid-for` and `ratify-within`")
      ]
    })
}
