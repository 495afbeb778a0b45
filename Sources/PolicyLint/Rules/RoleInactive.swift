internal import Decision
internal import Diagnostics
internal import Records

extension PolicyRule {
  /// Nobody who holds a role has an active key.
  static let roleInactive = PolicyRule(
    name: "role-inactive",
    summary: "Nobody who holds a role that a requirement asks for has an active key.",
    rationale: """
      People act with keys. A role whose people have only retired or compromised ones, or none, \
      fills no seat. As one of several alternatives \
      it is a warning.
      """,
    source: "the specification: who and when", severity: .error,
    examples: [
      .bad(
        "people.yaml", "people: {dan: {keys: []}, eve: {keys: []}}",
        at: "stages.approved.require.all[2].role", of: "workflow.yaml"),
      .good("people.yaml", "people: {dan: {keys: []}}"),
    ],
    check: { context in
      context.shortages { $0 == .inactive }.map { ask, quorum, _, severity in
        let people = Words.list(context.roles.holders(of: quorum.role))
        return PolicyViolation(
          "\(ask.name) asks for `\(quorum.role)`, and nobody of \(people) has an active key",
          at: ask.spot.appending("role"), advice: "add a key, or name others", severity: severity,
          related: [("the role", .role(quorum.role))])
      }
    })
}
