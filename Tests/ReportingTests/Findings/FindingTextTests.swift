import Diagnostics
import Reporting
import Testing

struct FindingTextTests {
  private static let texts = [
    "changes/2026/CHG-2026-7F3K.yaml": """
    schema: assent/change/1
    title: 日本 のテスト here
    \tmax-minutes: 90
    note: a\u{202E}b\u{1B}[2Jc
    long: \(String(repeating: "x", count: 400)) END \(String(repeating: "y", count: 300))
    \(String(repeating: "more: of it\n", count: 30))
    """,
    "policies/workflow.yaml": "stages:\n  approved:\n    - {id: security}\n",
  ]

  private let writer = FindingText(hasColour: false) { Self.texts[$0].map(SourceText.init) }

  private static func finding(
    _ span: Span?, related: [Finding.Related] = [], message: String = "it is wrong"
  ) -> Finding {
    Finding(
      rule: "title-vague", severity: .warning, message: message,
      location: Location(path: "changes/2026/CHG-2026-7F3K.yaml", span: span),
      advice: "make it right", related: related)
  }

  private static func span(_ line: Int, _ from: Int, _ to: Int, last: Int? = nil) -> Span {
    Span(
      start: Position(line: line, column: from), end: Position(line: last ?? line, column: to))
  }

  private static let policy = Finding.Related(
    label: "asked for here",
    location: Location(path: "policies/workflow.yaml", span: span(3, 1, 1)))

  private static func mark(_ line: Int, _ from: Int, _ to: Int, _ label: String)
    -> Finding.Related
  {
    Finding.Related(
      label: label,
      location: Location(
        path: "changes/2026/CHG-2026-7F3K.yaml", span: span(line, from, to)))
  }

  @Test(arguments: [
    ("same-line", finding(span(1, 9, 15), related: [mark(1, 1, 7, "asked by this")])),
    ("next-line", finding(span(2, 1, 6), related: [mark(1, 1, 7, "asked by this")])),
    (
      "near-lines",
      finding(
        span(4, 1, 5),
        related: [mark(1, 1, 7, "one"), mark(2, 1, 6, "two"), mark(4, 7, 9, "three")])
    ),
    ("one-line-between", finding(span(1, 1, 7), related: [mark(3, 2, 13, "the\nlimit"), policy])),
    ("elided", finding(span(4, 1, 5), related: [mark(1, 1, 7, "one")])),
    ("far-lines", finding(span(1, 1, 7), related: [mark(30, 1, 6, "far away")])),
    ("long-line-twice", finding(span(5, 408, 411), related: [mark(5, 1, 5, "the key")])),
    ("plain", finding(span(1, 9, 24))),
    ("related", finding(span(1, 9, 24), related: [policy])),
    ("wide-letters", finding(span(2, 11, 14))),
    ("tab", finding(span(3, 15, 17))),
    ("misleading", finding(span(4, 7, 15))),
    ("long-line", finding(span(5, 408, 411))),
    ("several-lines", finding(span(1, 1, 5, last: 3))),
    ("no-place", finding(nil, related: [policy])),
    ("beyond-the-end", finding(span(99, 900, 20))),
    ("reversed", finding(span(1, 20, 3))),
    ("misleading-message", finding(span(1, 1, 7), message: "is `\u{1B}[2J\u{202E}`")),
  ])
  func `a finding shows its place`(_ name: String, _ finding: Finding) throws {
    try Golden.compare(writer.block(finding), with: "finding-\(name).txt")
  }

  @Test func `a place in an unknown file is named without its line`() {
    let finding = Finding(
      rule: "no-such-rule", message: "it is wrong",
      location: Location(path: "gone.yaml", span: Self.span(3, 1, 2)))
    #expect(writer.block(finding) == "error[no-such-rule]: it is wrong\n --> gone.yaml:3:1\n")
  }

  @Test func `the concise form is one line`() {
    #expect(
      FindingText.concise(Self.finding(Self.span(1, 9, 24), message: "a\nb"))
        == "changes/2026/CHG-2026-7F3K.yaml:1:9: warning title-vague: a b\n")
    #expect(
      FindingText.concise(Self.finding(nil))
        == "changes/2026/CHG-2026-7F3K.yaml: warning title-vague: it is wrong\n")
  }

  @Test func `the report as JSON keeps its keys in order`() throws {
    let findings = [Self.finding(Self.span(1, 9, 24), related: [Self.policy]), Self.finding(nil)]
    let summary = FindingSummary(findings, records: 10, policyFiles: 7)
    try Golden.compare(FindingJSON.report(findings, summary: summary).line, with: "findings.json")
  }

  @Test(arguments: [
    ([Finding](), 10, 7, "10 records, 7 policy files: clean"),
    ([finding(nil)], 1, 1, "1 record, 1 policy file: 1 warning in 1 file"),
    ([finding(nil), finding(nil)], 0, 0, "0 records, 0 policy files: 2 warnings in 1 file"),
  ])
  func `the last line counts`(_ findings: [Finding], _ records: Int, _ files: Int, _ line: String) {
    #expect(FindingSummary(findings, records: records, policyFiles: files).line == line)
  }
}
