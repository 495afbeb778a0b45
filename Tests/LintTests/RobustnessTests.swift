import Diagnostics
import Lint
import Records
import TestSupport
import Testing
import YAMLTree

@Suite struct RobustnessTests {
  private func lines(_ base: Example.Base) throws -> [String] {
    let text = BaseRecords.text(base)
    let root = try #require(YAMLReader.read(Array(text.utf8), path: "base.yaml").root)
    return Overlay.text(root).split(separator: "\n").map(String.init)
  }

  private func judge(_ lines: [String]) -> (document: RecordDocument, findings: [Finding]) {
    let document = RecordDocument.read(
      Array((lines.joined(separator: "\n") + "\n").utf8),
      path: "changes/2026/CHG-2026-7F3K.yaml")
    let findings =
      lint(
        document, policy: SamplePolicy.value, stage: .closed, evidence: SamplePolicy.evidence)
      + lintTogether([document, document], policy: SamplePolicy.value)
    return (document, findings)
  }

  @Test(arguments: Example.Base.allCases)
  func `a record without any one of its lines is judged without a trap`(
    _ base: Example.Base
  ) throws {
    let lines = try lines(base)
    for index in lines.indices {
      var changed = lines
      changed.remove(at: index)
      let (document, findings) = judge(changed)
      let isBroken = document.findings.contains { $0.severity == .error }
      #expect(!isBroken || findings.contains { $0.severity == .error })
    }
  }

  @Test(
    arguments: [
      "99999999999999999999", "-1", "999999999", "9999-12-31T23:59:59-23:59",
      "0001-01-01T00:00:00+23:59", "9999-12-31", "1000000d", "[]", "{}", "\"\"", "~", "P1",
      "none", "[[[[P1]]]]", "\"\\u0000\"",
    ])
  func `a record with nonsense in any one place is judged without a trap`(
    _ nonsense: String
  ) throws {
    let lines = try lines(.normal)
    for index in lines.indices where !lines[index].hasSuffix(":") && !lines[index].hasSuffix("-") {
      var changed = lines
      let margin = lines[index].prefix { $0 == " " }
      changed[index] = margin + nonsense
      let (document, findings) = judge(changed)
      #expect(findings.count >= document.findings.count)
    }
  }
}
