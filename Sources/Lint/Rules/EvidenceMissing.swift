internal import Records
internal import YAMLTree

extension Rule {
  /// A file that the record names as evidence does not exist.
  static let evidenceMissing = Rule(
    name: "evidence-missing",
    summary: "A file that the record names as evidence does not exist.",
    rationale: """
      A result is worth what its evidence shows. Evidence that is not there shows nothing.
      """,
    source: "the format of records; field list of a change record, closure",
    topic: .evidence,
    canBeLowered: false,
    examples: [
      .bad(
        """
        rollback:
          rehearsal: {evidence: evidence/CHG-2026-7F3K/absent.txt}
        """, at: "rollback.rehearsal.evidence"),
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
      context.namedEvidence { context.evidence.state(of: $0.path) == .absent }.map {
        evidence, place in
        return Violation(
          "there is no file `changes/\(evidence.path)`", at: place,
          advice: "add the file, or correct the path")
      }
    })
}
