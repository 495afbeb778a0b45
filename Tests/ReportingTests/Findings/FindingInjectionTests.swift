import Decision
import Diagnostics
import Foundation
import Reporting
import TestSupport
import Testing

/// Whoever writes a record chooses what reports quote; none of it may act on who reads them.
struct FindingInjectionTests {
  private let report = FindingSamples.report(FindingSamples.nasty)

  private var outputs: [(String, String)] {
    let text = FindingText(hasColour: false) { _ in
      SourceText(FindingSamples.hostile.joined(separator: "\n"))
    }
    let sarif = FindingSARIF.log(report, tool: "assent 0.1.0").line
    return [
      ("text", report.findings.map(text.block).joined()),
      ("concise", report.findings.map(FindingText.concise).joined()),
      ("json", FindingJSON.report(report.findings, summary: report.summary).line),
      ("jsonl", FindingJSON.lines(report.findings)), ("sarif", sarif),
      ("junit", FindingJUnit.document(report)), ("gitlab", FindingGitLab.report(report).line),
      ("checkstyle", FindingCheckstyle.document(report)),
      ("markdown", FindingMarkdown.text(report)),
    ]
  }

  @Test func `no log of another format holds a command for a runner`() {
    for (name, output) in outputs {
      let lines = output.split(whereSeparator: \.isNewline)
      #expect(lines.allSatisfy { RunnerCommand(line: String($0)) == nil }, "\(name)")
      #expect(!output.contains("##[") && !output.contains("##vso["), "\(name)")
    }
  }

  @Test(arguments: [nil, 40, 80])
  func `an explanation holds no command for a runner`(_ width: Int?) throws {
    let writer = VerdictText(hasColour: false, width: width)
    for text in FindingSamples.hostile {
      let words = "\(text) \(String(repeating: "word ", count: 5))::stop-commands::x \(text)"
      let reason = GateReason(code: .objection, message: words)
      for title in [text, "  ::add-mask::x", words] {
        let verdict = try Samples.verdict(
          title: title, decision: .prevented, reasons: [reason, Samples.unmetSecurity],
          stages: try Samples.waitingStages())
        for output in [writer.explanation(verdict), writer.status([verdict])] {
          let lines = output.split(whereSeparator: \.isNewline)
          let commands = lines.filter { RunnerCommand(line: String($0)) != nil }
          #expect(commands.isEmpty)
          #expect(!output.contains("##["))
        }
      }
    }
  }

  @Test func `no format holds control or reordering characters`() {
    for (name, output) in outputs where !["json", "jsonl", "sarif", "gitlab"].contains(name) {
      let isSafe = output.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || scalar.properties.generalCategory != .control
      }
      #expect(isSafe, "\(name)")
      #expect(!output.unicodeScalars.contains("\u{202E}"), "\(name)")
    }
  }

  @Test func `a workflow command stays one command with the text that was meant`() throws {
    for text in FindingSamples.hostile {
      let finding = FindingSamples.finding(
        "bad-value", .warning, message: text, path: "changes/\(text).yaml", advice: nil)
      let lines = FindingGitHub.commands(FindingSamples.report([finding]))
      #expect(lines.hasSuffix("\n"))
      let parts = lines.dropLast().split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      #expect(parts.count == 1)
      let command = try #require(RunnerCommand(line: String(parts[0])))
      #expect(command.name == "warning")
      #expect(command.message == PlainText.line(text))
      #expect(command.properties["file"] == "changes/\(PlainText.line(text)).yaml")
      #expect(command.properties["title"] == "bad-value")
      #expect(command.properties.keys.sorted() == ["col", "endColumn", "file", "line", "title"])
    }
  }

  @Test(arguments: FindingSamples.hostile)
  func `Markdown holds what users wrote in code spans alone`(_ text: String) throws {
    let code = MarkdownText.code(text)
    let fence = code.prefix { $0 == "`" }
    #expect(code.hasSuffix(fence))
    let inside = code.dropFirst(fence.count).dropLast(fence.count)
    #expect(!inside.isEmpty)
    // A span ends at the first run of as many backticks as it began with.
    let runs = inside.split { $0 != "`" }.map(\.count)
    #expect(!runs.contains(fence.count))
    #expect(inside.first != "`" && inside.last != "`")
    #expect(!inside.contains { $0.isNewline })
  }

  @Test func `Markdown is nothing but our words outside of code spans`() throws {
    for line in FindingMarkdown.text(report).split(separator: "\n") {
      let bare = try Self.withoutCode(String(line))
      let allowed = [
        "### Assent: ", "#### Errors", "#### Warnings", "#### Notes", "-  at ", "-  at   ", "  ",
        "  - see : ", "  - try: ",
      ]
      #expect(allowed.contains(bare), "\(line)")
    }
  }

  /// The line without its code spans, read as CommonMark does.
  private static func withoutCode(_ line: String) throws -> String {
    var rest = line[...]
    var bare = ""
    while let start = rest.firstIndex(of: "`") {
      bare += rest[..<start]
      let fence = rest[start...].prefix { $0 == "`" }
      rest = rest[fence.endIndex...]
      while true {
        let end = try #require(rest.firstIndex(of: "`"), "a code span does not end")
        let run = rest[end...].prefix { $0 == "`" }
        rest = rest[run.endIndex...]
        if run.count == fence.count { break }
      }
    }
    return bare + rest
  }

  @Test func `an embedded link of SARIF is none`() throws {
    let log = FindingSARIF.log(report, tool: "assent 0.1.0").line
    let run = try #require(try JSON(parsing: Data(log.utf8))["runs"].elements.first)
    let messages = run["results"].elements.flatMap { result in
      [result["message"]] + result["relatedLocations"].elements.map { $0["message"] }
        + result["fixes"].elements.map { $0["description"] }
    }
    #expect(messages.count > 100)
    #expect(messages.allSatisfy { $0["text"].string?.contains("](") == false })
  }
}

/// A line of a log as GitHub's runner reads it: white space before it is dropped, the name ends at a
/// blank, the head at the next `::`, properties are split at commas.
struct RunnerCommand {
  let name: String
  let properties: [String: String]
  let message: String

  init?(line: String) {
    let line = line.drop { $0.isWhitespace }
    guard line.hasPrefix("::") else { return nil }
    let rest = line.dropFirst(2)
    guard let end = rest.range(of: "::") else { return nil }
    let head = rest[..<end.lowerBound]
    let words = head.split(separator: " ", maxSplits: 1)
    // The arrow `:::` of text begins a name that no command has.
    guard let first = words.first, first.allSatisfy({ $0.isLetter || $0 == "-" || $0 == "_" })
    else { return nil }
    name = String(first)
    var properties: [String: String] = [:]
    for pair in words.count > 1 ? words[1].split(separator: ",") : [] {
      let sides = pair.split(separator: "=", maxSplits: 1)
      guard sides.count == 2 else { continue }
      properties[String(sides[0])] = Self.plain(String(sides[1]), [":": "%3A", ",": "%2C"])
    }
    self.properties = properties
    message = Self.plain(String(rest[end.upperBound...]), [:])
  }

  private static func plain(_ text: String, _ more: [String: String]) -> String {
    var result = text
    for (plain, escaped) in more.merging(["\r": "%0D", "\n": "%0A"], uniquingKeysWith: { $1 }) {
      result = result.replacingOccurrences(of: escaped, with: plain)
    }
    return result.replacingOccurrences(of: "%25", with: "%")
  }
}
