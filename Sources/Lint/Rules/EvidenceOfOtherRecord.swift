internal import Records
internal import YAMLTree

extension Rule {
  /// The evidence lies in the folder of another record.
  static let evidenceOfOtherRecord = Rule(
    name: "evidence-of-other-record",
    summary: "The evidence lies in the folder of another record.",
    rationale: """
      Evidence belongs to one change. Two records that share a file also share its deletion.
      """,
    source: "the format of records",
    topic: .evidence,
    levels: .warning,
    examples: [
      .bad(
        """
        rollback:
          rehearsal: {evidence: evidence/CHG-2026-0001/rehearsal.txt}
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
      let own = "evidence/\(context.change.id)/"
      return context.namedEvidence { !$0.path.utf8.starts(with: own.utf8) }.compactMap {
        evidence, place in
        let parts = evidence.path.split(separator: "/")
        // Evidence of a template lies in the folder of the template.
        guard parts.count > 2, place != "request.template" else { return nil }
        return Violation(
          "`\(evidence.path)` is evidence of `\(parts[1])`", at: place,
          advice: "copy the file into `changes/evidence/\(context.change.id)/`")
      }
    })
}
