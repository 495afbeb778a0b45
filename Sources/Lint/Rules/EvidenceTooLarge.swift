internal import Records
internal import YAMLTree

extension Rule {
  /// A file that the record names as evidence is too large to be read.
  static let evidenceTooLarge = Rule(
    name: "evidence-too-large",
    summary: "A file that the record names as evidence is too large to be read.",
    rationale: """
      Of files of more than 256 MiB no digest is taken, here as in a gate, where the file counts \
      as missing. History would carry it for ever.
      """,
    source: "the format of records",
    topic: .evidence, canBeLowered: false,
    examples: [
      .bad(
        """
        rollback:
          rehearsal: {evidence: evidence/CHG-2026-7F3K/enormous.bin}
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
      context.namedEvidence { _ in true }.compactMap { evidence, place in
        guard case .tooLarge(let size) = context.evidence.state(of: evidence.path) else {
          return nil
        }
        return Violation(
          "`changes/\(evidence.path)` has \(size) bytes, the limit is 268435456", at: place,
          advice: "keep an extract, and write into it where the whole is kept and its digest")
      }
    })
}
