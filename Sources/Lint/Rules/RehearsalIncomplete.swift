internal import Records
internal import YAMLTree

extension Rule {
  /// The rehearsal leaves out what makes it evidence.
  static let rehearsalIncomplete = Rule(
    name: "rehearsal-incomplete",
    summary: "The rehearsal leaves out what makes it evidence.",
    rationale: """
      Where, when, how long, with which result, and the file that shows it: without them a \
      rehearsal is a claim.
      """,
    source: "RB-13; LSREL09-BP01",
    section: .rollback, from: .approved, levels: Levels(.off, .warning, .error, emergency: .off),
    examples: [
      .bad(without: ["rollback.rehearsal.minutes"], at: "rollback.rehearsal.minutes"),
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
      guard let rehearsal = context.rollback?.rehearsal else { return [] }
      return context.missing(
        [
          ("environment", context.lacks(rehearsal.environment, "rollback.rehearsal.environment")),
          ("at", context.lacks(rehearsal.at, "rollback.rehearsal.at")),
          ("minutes", context.lacks(rehearsal.minutes, "rollback.rehearsal.minutes")),
          ("result", context.lacks(rehearsal.passed, "rollback.rehearsal.result")),
          ("evidence", context.lacks(rehearsal.evidence, "rollback.rehearsal.evidence")),
        ], in: "rollback.rehearsal")
    })
}
