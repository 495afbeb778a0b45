import Lint
import Primitives
import Records

/// Every rule about records: none ends the program, and the same record gives the same findings.
enum LintTarget {
  static func check(_ bytes: [UInt8]) {
    let document = RecordDocument.read(bytes, path: "changes/2026/CHG-2026-7F3K.yaml")
    let absent = EvidenceLookup { _ in .absent }
    for stage in [Stage.initiated, .approved, .closed] {
      let findings = lint(document, policy: nil, stage: stage, evidence: absent)
      demand(
        findings == lint(document, policy: nil, stage: stage, evidence: absent),
        "two lints differ")
    }
    _ = lint(document, policy: nil, stage: .closed, judgedAs: .emergency)
    _ = lintTogether([document, document])
  }
}
