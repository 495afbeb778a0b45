import Diagnostics
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
    quiet(bytes, document)
    fix(bytes)
  }

  /// Comments leave out warnings and notes alone, and nothing is lost on the way.
  private static func quiet(_ bytes: [UInt8], _ document: RecordDocument) {
    guard let root = document.root else { return }
    let comments = CommentReading(bytes, root: root, path: document.path)
    let findings = lint(document, policy: nil, stage: .closed)
    let report = SuppressionReport(
      findings,
      in: SuppressionReport.Scope(
        documents: [document], comments: [comments], policy: nil, stage: .closed, isWhole: true),
      at: SuppressionClock(now: Instant(seconds: 0), zone: nil))
    demand(report.suppressed.allSatisfy { $0.finding.severity != .error }, "an error is quiet")
    demand(report.kept.count + report.suppressed.count == findings.count, "a finding is lost")
  }

  /// Fixing twice is fixing once.
  private static func fix(_ bytes: [UInt8]) {
    let once = FixRounds(bytes, findings: fixable).bytes
    demand(FixRounds(once, findings: fixable).bytes == once, "fixing again fixes more")
  }

  private static func fixable(_ bytes: [UInt8]) -> [Finding] {
    let path = "changes/2026/CHG-2026-7F3K.yaml"
    let document = RecordDocument.read(bytes, path: path)
    var findings = lint(document, policy: nil)
    if let root = document.root,
      let untidy = TextForm.untidiness(bytes, root: root, path: path)
    {
      findings.append(untidy)
    }
    return TextForm.mended(findings, in: bytes)
  }
}
