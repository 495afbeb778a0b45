internal import Records
internal import YAMLTree

extension Rule {
  /// The way back was never walked.
  static let rehearsalMissing = Rule(
    name: "rehearsal-missing",
    summary: "The way back was never walked.",
    rationale: """
      A plan that was never carried out is a guess about its own duration. At high risk it has \
      to be rehearsed.
      """,
    source: "RB-13; LSREL09-BP01, REL08-BP01",
    section: .rollback, from: .approved, levels: Levels(.off, .warning, .error, emergency: .off),
    examples: [
      .bad(without: ["rollback.rehearsal"], at: "rollback.rehearsal"),
      .good(
        """
        rollback:
          rehearsal:
            environment: preprod
            at: 2026-02-26T17:00:00+01:00
            minutes: 27
            result: pass
            evidence: evidence/CHG-2026-7F3K/rehearsal.txt
            sha256: b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c
        """),
    ],
    check: { context in
      guard let rollback = context.rollback,
        rollback.strategy != ChangeRequest.Rollback.Strategy.none,
        context.lacks(rollback.rehearsal, "rollback.rehearsal")
      else { return [] }
      return [
        Violation(
          "`rollback.rehearsal` is missing", at: "rollback.rehearsal",
          advice: "walk the way back outside production and record it")
      ]
    })
}
