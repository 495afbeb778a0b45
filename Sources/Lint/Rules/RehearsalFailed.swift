internal import Records
internal import YAMLTree

extension Rule {
  /// The rehearsal of the way back failed.
  static let rehearsalFailed = Rule(
    name: "rehearsal-failed",
    summary: "The rehearsal of the way back failed.",
    rationale: """
      It showed that there is no way back yet: the plan of the way back is corrected first, and \
      rehearsed again.
      """,
    source: "RB-13; REL08-BP01",
    section: .rollback, from: .approved, levels: Levels(.off, .warning, .error, emergency: .off),
    examples: [
      .bad(
        """
        rollback:
          rehearsal: {result: fail}
        """, at: "rollback.rehearsal.result"),
      .good(
        """
        rollback:
          rehearsal: {result: pass}
        """),
    ],
    check: { context in
      guard context.rollback?.rehearsal?.passed == false else { return [] }
      return [
        Violation(
          "the rehearsal failed", at: "rollback.rehearsal.result",
          advice: "correct the plan and rehearse again")
      ]
    })
}
