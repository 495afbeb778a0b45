import Diagnostics
import Foundation
import Reporting
import TestSupport
import Testing

/// What people and programs get in each format.
struct FindingFormatTests {
  private let report = FindingSamples.report(FindingSamples.ordinary)

  @Test func `formats are as somebody last read them`() throws {
    let sarif = FindingSARIF.log(report, tool: "assent 0.1.0").line
    let results = try JSON(parsing: Data(sarif.utf8))["runs"].elements.first?["results"].elements
    #expect(results?.count == report.findings.count)
    try Golden.compare(
      FindingJSON.report(report.findings, summary: report.summary).line, with: "format.json")
    try Golden.compare(FindingJSON.lines(report.findings), with: "format.jsonl")
    try Golden.compare(FindingJUnit.document(report), with: "format.junit.xml")
    try Golden.compare(FindingGitHub.commands(report), with: "format.github.txt")
    try Golden.compare(FindingGitLab.report(report).line, with: "format.gitlab.json")
    try Golden.compare(FindingCheckstyle.document(report), with: "format.checkstyle.xml")
    try Golden.compare(FindingMarkdown.text(report), with: "format.markdown.md")
    // The rules are declared in every log: only what was found is kept.
    let tail = try #require(sarif.range(of: "\"invocations\""))
    try Golden.compare(String(sarif[tail.lowerBound...]), with: "format.sarif-tail.json")
  }

  @Test func `clean is written in every format`() throws {
    let clean = FindingSamples.report([])
    #expect(FindingJUnit.document(clean).contains("tests=\"3\" failures=\"0\""))
    #expect(FindingGitHub.commands(clean).isEmpty)
    #expect(FindingGitLab.report(clean).line == "[]\n")
    #expect(FindingJSON.lines([]).isEmpty)
    #expect(FindingMarkdown.text(clean).contains("clean"))
  }

  // MARK: Fingerprints

  @Test func `a fingerprint survives edits elsewhere, moves and other numbers`() {
    let first = FindingSamples.finding(message: "takes 40 minutes")
    let later = FindingSamples.finding(
      message: "takes  55 minutes", path: "changes/CHG-2026-7F3K.yaml",
      span: FindingSamples.span(90, 1, 2))
    #expect(FindingFingerprint.all(of: [first]) == FindingFingerprint.all(of: [later]))
  }

  @Test(arguments: [
    FindingSamples.finding("risk-missing"), FindingSamples.finding(place: "titles"),
    FindingSamples.finding(message: "another"),
    FindingSamples.finding(path: "changes/2026/CHG-2026-7F3L.yaml"),
    FindingSamples.finding(path: "policies/CHG-2026-7F3K.yaml"),
  ])
  func `another finding has another fingerprint`(_ other: Finding) {
    let all = FindingFingerprint.all(of: [FindingSamples.finding(), other])
    #expect(Set(all).count == 2)
  }

  @Test func `equal findings are told apart, the first one always the same`() {
    let one = FindingSamples.finding()
    let all = FindingFingerprint.all(of: [one, one, one])
    #expect(Set(all).count == 3)
    #expect(all.first == FindingFingerprint.all(of: [one]).first)
  }

  // MARK: Limits

  private func many(_ count: Int, _ severity: Severity) -> [Finding] {
    (0..<count).map {
      FindingSamples.finding("bad-value", severity, message: "is wrong", place: "a[\($0)]")
    }
  }

  @Test func `SARIF keeps the errors among too many results and says what is missing`() throws {
    let findings = many(5100, .warning) + many(30, .error)
    let log = FindingSARIF.log(FindingSamples.report(findings), tool: "assent 0.1.0")
    let run = try #require(try JSON(parsing: Data(log.line.utf8))["runs"].elements.first)
    let levels = run["results"].elements.map(\.["level"].string)
    #expect(levels.count == 5000)
    #expect(levels.prefix(30).allSatisfy { $0 == "error" })
    let words = run["invocations"].elements.first?["toolExecutionNotifications"].elements.first
    #expect(
      words?["message"]["text"].string == "130 more results are left out; at most 5000 are written")
  }

  @Test(arguments: [(9, 9), (10, 10), (500, 10)])
  func `GitHub gets ten annotations of a level, the last saying how many more there are`(
    _ count: Int, _ lines: Int
  ) {
    let findings = many(count, .note) + many(count, .error)
    let commands = FindingGitHub.commands(FindingSamples.report(findings)).split(separator: "\n")
    #expect(commands.count { $0.hasPrefix("::error ") } == lines)
    #expect(commands.count { $0.hasPrefix("::notice ") } == lines)
    #expect(commands.first?.hasPrefix("::error ") == true)
    guard count > 9 else { return }
    #expect(commands.contains { $0.contains("and \(count - 9) error") })
  }

  @Test func `a summary of Markdown is cut after an entry and says how many are left out`() {
    let text = FindingMarkdown.text(FindingSamples.report(many(20_000, .error)))
    #expect(text.utf8.count <= 900 << 10)
    let entries = text.components(separatedBy: "\n- `bad-value`").count - 1
    #expect(text.hasSuffix("\n\(20_000 - entries) more findings are left out here.\n"))
    #expect(text.contains("  - try: `say what changes`\n\n\(20_000 - entries) more"))
  }

  @Test func `JUnit stays below the elements that GitLab reads`() throws {
    let findings = (0..<150_000).map {
      FindingSamples.finding("bad-value", path: "changes/\($0).yaml")
    }
    let text = FindingJUnit.document(FindingSamples.report(findings))
    let elements = text.utf8.split(separator: UInt8(ascii: "\n")).count {
      $0.contains(UInt8(ascii: "<")) && !$0.drop { $0 == 0x20 }.starts(with: "</".utf8)
    }
    #expect(elements <= 250_000)
    #expect(text.contains("more test cases are left out"))
  }
}
