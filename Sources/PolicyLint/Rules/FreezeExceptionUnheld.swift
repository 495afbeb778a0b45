internal import Diagnostics
internal import Records

extension PolicyRule {
  /// Nobody can let a change through a freeze that allows exceptions.
  static let freezeExceptionUnheld = PolicyRule(
    name: "freeze-exception-unheld",
    summary: "A freeze may be excepted by a role in which nobody has an active key.",
    rationale: """
      The exception is meant for the bad night in December. Nobody should find out then that there \
      is nobody to give it.
      """,
    source: "the policy model: freezes", severity: .warning,
    examples: [
      .bad(
        "people.yaml", "roles: {cab: []}", at: "freezes[0].except.role", of: "calendar.yaml"),
      .good("people.yaml", "roles: {cab: [ana]}"),
    ],
    check: { context in
      context.policy.calendar.freezes.enumerated().compactMap { index, freeze in
        guard let role = freeze.exceptRole, role != "system-owner",
          context.able(role, .human).isEmpty
        else { return nil }
        return PolicyViolation(
          "`\(freeze.id)` may be excepted by `\(role)`, in which nobody has an active key",
          at: PolicySpot.calendar.appending("freezes").appending(index).appending("except")
            .appending("role"),
          advice: "name people in the role, or another role",
          related: [("the role", .role(role))])
      }
    })
}
