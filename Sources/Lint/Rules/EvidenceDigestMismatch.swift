internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The evidence is not the file that the record was written for.
  static let evidenceDigestMismatch = Rule(
    name: "evidence-digest-mismatch",
    summary: "The evidence is not the file that the record was written for.",
    rationale: """
      The digest binds the file to the record and to every act on it. A file that was exchanged \
      afterwards proves nothing.
      """,
    source: "the format of records",
    topic: .evidence,
    canBeLowered: false,
    examples: [
      .bad(
        """
        rollback:
          rehearsal:
            sha256: a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1
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
      context.namedEvidence { evidence in
        guard let digest = evidence.digest,
          case .present(let found) = context.evidence.state(of: evidence.path)
        else { return false }
        return found != digest
      }.compactMap { evidence, place in
        guard let digest = evidence.digest,
          case .present(let found) = context.evidence.state(of: evidence.path)
        else { return nil }
        return Violation(
          "`\(evidence.path)` has the digest \(found.hex), the record says \(digest.hex)",
          at: place,
          advice: "restore the file, or record its digest and have it tested again")
      }
    })
}
