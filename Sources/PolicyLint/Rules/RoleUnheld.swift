internal import Diagnostics
internal import Records

extension PolicyRule {
  /// Nobody holds a role that a requirement asks for.
  static let roleUnheld = PolicyRule(
    name: "role-unheld",
    summary: "Nobody holds a role that a requirement asks for.",
    rationale: """
      A seat of a role without people is an error by name, never satisfied: no change to which it \
      applies can be decided. As one of several alternatives \
      it is a warning.
      """,
    source: "the specification: the decision", severity: .error,
    examples: [
      .bad(
        "people.yaml", "roles: {security: []}", at: "stages.approved.require.all[2].role",
        of: "workflow.yaml"),
      .good("people.yaml", "roles: {security: [dan, eve]}"),
    ],
    check: { context in
      context.shortages { $0 == .unheld }.map { ask, quorum, _, severity in
        PolicyViolation(
          "\(ask.name) asks for `\(quorum.role)`, which nobody holds",
          at: ask.spot.appending("role"), advice: "name people under `roles` of `people.yaml`",
          severity: severity, related: [("the role", .role(quorum.role))])
      }
    })
}
