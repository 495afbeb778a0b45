internal import Records
internal import YAMLTree

extension Rule {
  /// Nothing is checked after the way back.
  static let verifyMissing = Rule(
    name: "verify-missing",
    summary: "Nothing is checked after the way back.",
    rationale: """
      Going back is over when the old state is shown to work, not when the last command has run.
      """,
    source: "RB-12; Strathclyde, tests after backout",
    section: .rollback, from: .approved,
    levels: Levels(.warning, .error, .error, emergency: .error),
    examples: [
      .bad("rollback: {verify: []}", at: "rollback.verify"),
      .good(
        """
        rollback:
          verify: [{check: Count the claims., expect: the counts of P1, minutes: 15}]
        """),
    ],
    check: { context in
      guard let rollback = context.rollback,
        rollback.verify?.isEmpty ?? context.lacks(rollback.verify, "rollback.verify")
      else { return [] }
      return [
        Violation(
          "`rollback.verify` has no check", at: "rollback.verify",
          advice: "add a check with the value that is expected")
      ]
    })
}
