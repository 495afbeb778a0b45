internal import Records
internal import YAMLTree

extension Rule {
  /// A file is named as evidence without its digest.
  static let evidenceDigestMissing = Rule(
    name: "evidence-digest-missing",
    summary: "A file is named as evidence without its digest.",
    rationale: """
      Without the digest the file can be exchanged without anybody noticing.
      """,
    source: "the format of records",
    topic: .evidence,
    canBeLowered: false,
    examples: [
      .bad(without: ["rollback.rehearsal.sha256"], at: "rollback.rehearsal.evidence"),
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
      context.namedEvidence { $0.digest == nil }.map { evidence, place in
        return Violation(
          "`\(evidence.path)` has no digest", at: place,
          advice: "add `sha256` as `sha256sum` prints it",
          fix: DigestFix.fix(evidence, at: place, in: context))
      }
    })
}
