import Diagnostics
import Lint
import Records
import Testing
import YAMLTree

@Suite struct LintTests {
  private func findings(
    _ document: RecordDocument, _ severities: [String: Severity?] = [:]
  ) -> [Finding] {
    lint(document, policy: SamplePolicy.with(severities), evidence: SamplePolicy.evidence)
  }

  @Test func `the policy changes how much a rule weighs`() throws {
    let document = try Examples.document(without: ["rollback.rehearsal"])
    #expect(findings(document).map(\.severity) == [.error])
    #expect(findings(document, ["rehearsal-missing": .warning]).map(\.severity) == [.warning])
    #expect(findings(document, ["rehearsal-missing": nil]) == [])
  }

  @Test(
    arguments: [
      ("evidence-missing", "rollback:\n  rehearsal: {evidence: evidence/CHG-2026-7F3K/absent.txt}"),
      (
        "evidence-digest-mismatch",
        "rollback:\n  rehearsal: {sha256: \(String(repeating: "a1", count: 32))}"
      ),
      ("id-not-file-name", "id: CHG-2026-7F3M"),
    ])
  func `the policy cannot lower what protects the evidence`(
    _ rule: String, _ change: String
  ) throws {
    let document = try Examples.document(over: change)
    for lowered: Severity? in [nil, .note, .warning] {
      let found = findings(document, [rule: lowered]).filter { $0.rule == rule }
      #expect(found.map(\.severity) == [.error])
    }
  }

  @Test func `a duplicate id cannot be lowered either`() throws {
    let document = try Examples.document()
    let found = lintTogether(
      [document, document], policy: SamplePolicy.with(["duplicate-id": nil]))
    #expect(found.filter { $0.rule == "duplicate-id" }.map(\.severity) == [.error, .error])
  }

  @Test func `the policy cannot lower what the reader reports, and can raise it`() {
    let location = Location(path: "changes/CHG-2026-7F3K.yaml")
    let found = [
      Finding(rule: "unknown-key", message: "unknown key `x`", location: location),
      Finding(rule: "odd-text", severity: .warning, message: "odd", location: location),
    ]
    let document = RecordDocument(
      path: location.path, root: nil, change: nil, findings: found)
    let changed = findings(document, ["unknown-key": nil, "odd-text": .error])
    #expect(changed.map(\.severity) == [.error, .error])
  }

  @Test func `a text that holds no record is an error even if the reader says nothing`() {
    let document = RecordDocument(
      path: "changes/CHG-2026-7F3K.yaml", root: nil, change: nil, findings: [])
    #expect(findings(document).map(\.rule) == ["record-unreadable"])
  }

  @Test func `findings are sorted by place and the same every time`() throws {
    let document = try Examples.document(
      .emergency, without: ["rollback.steps", "request.incident"])
    let first = findings(document)
    let lines = first.map { $0.location.span?.start.line ?? 0 }
    #expect(lines == lines.sorted())
    for _ in 0..<5 { #expect(findings(document) == first) }
  }

  @Test func `a finding names the requirement that asks for more`() throws {
    let document = try Examples.document(without: ["rollback"])
    let related = try #require(findings(document).first?.related.first)
    #expect(related.location.path == "policies/workflow.yaml")
    #expect(related.location.span?.start.line == 17)
    #expect(related.label == "`security` asks for more at risk high")
  }

  @Test func `a finding names the stage that covers the section at low risk`() throws {
    let document = try Examples.document(
      over: "assessment: {risk: low}", without: ["rollback"])
    let related = try #require(findings(document).first?.related.first)
    #expect(related.location.span?.start.line == 12)
    #expect(related.label == "`approved` covers `rollback`")
  }

  @Test func `a finding about privacy names the system's line in the inventory`() throws {
    let document = try Examples.document(without: ["assessment.privacy"])
    let related = try #require(findings(document).first?.related.first)
    #expect(related.location.path == "policies/systems.yaml")
    #expect(related.location.span?.start.line == 3)
  }

  @Test func `a misspelt person is answered with the nearest`() throws {
    let document = try Examples.document(over: "implementation: {implementer: fay.stonne}")
    let found = try #require(findings(document).first)
    #expect(found.message == "nobody in `policies/people.yaml` is called `fay.stonne`")
    #expect(found.advice == "write `fay.stone` if that is meant")
  }

  @Test func `without a policy, names are not looked up`() throws {
    let document = try Examples.document(over: "implementation: {implementer: nobody}")
    #expect(lint(document, policy: nil) == [])
  }

  @Test func `evidence that nobody looked up is not reported`() throws {
    let document = try Examples.document(
      over: "rollback:\n  rehearsal: {evidence: evidence/CHG-2026-7F3K/absent.txt}")
    #expect(lint(document, policy: SamplePolicy.value) == [])
  }

  @Test(
    arguments: [
      ("changes/CHG-2026-7F3K.yaml", false), ("changes/2026/CHG-2026-7F3K.yaml", false),
      ("changes/evidence/CHG-2026-7F3K/a.txt", false), ("policies/assent.yaml", false),
      ("changes/2025/CHG-2026-7F3K.yaml", true), ("changes/README.md", true),
      ("changes/CHG-2026-7F3K.yml", true), ("changes/2026/q1/CHG-2026-7F3K.yaml", true),
      ("changes/CHG-2026-OIL0.yaml", true), ("changes//CHG-2026-7F3K.yaml", true),
    ])
  func `only records and evidence may stand below changes`(_ path: String, _ isStray: Bool) {
    #expect((strayFile(at: path) != nil) == isStray)
  }
}
