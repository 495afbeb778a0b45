internal import Diagnostics
internal import Records

extension PolicyRule {
  /// Recorded times are asked for and nobody records.
  static let recorderMissing = PolicyRule(
    name: "recorder-missing",
    summary: "`clock: recorded` asks for recorded times, and nobody can record.",
    rationale: """
      With `clock: recorded` a rule on time that rests on a claim is an error. Without somebody in \
      the role `recorder` every time is a claim, so that no change could pass.
      """,
    source: "the specification: who and when", severity: .error,
    examples: [
      .bad("workflow.yaml", "clock: recorded", at: "clock"),
      .good(
        "workflow.yaml", "clock: recorded", and: [.also("people.yaml", "roles: {recorder: [bot]}")]),
    ],
    check: { context in
      guard context.workflow.clock == .recorded, context.able("recorder", .any).isEmpty else {
        return []
      }
      return [
        PolicyViolation(
          "the clock is `recorded`, and nobody with an active key holds the role `recorder`",
          at: PolicySpot.workflow.appending("clock"),
          advice: "name the key that merges under `roles: {recorder: […]}`",
          related: [("the roles", PolicySpot.people.appending("roles"))])
      ]
    })
}
