import Diagnostics
import Reporting

/// Findings of every kind, some written by somebody who wants to be read as something else.
enum FindingSamples {
  static let record = "changes/2026/CHG-2026-7F3K.yaml"

  static func span(_ line: Int, _ from: Int, _ to: Int, last: Int? = nil) -> Span {
    Span(start: Position(line: line, column: from), end: Position(line: last ?? line, column: to))
  }

  /// What an attacker writes into a record, in the hope that it is quoted.
  static let hostile = [
    "%0A::set-output name=x::y", "\r\n::add-mask::secret", "\n::error::made up",
    "##[add-matcher]/tmp/x", "##vso[task.setvariable variable=a]b", "a,line=9::b", "::",
    "<script>alert(1)</script>", "<img src=x onerror=y>", "![x](http://example.com/x.png)",
    "[read this](http://example.com)", "@harbourline/cab @ana", "#12", "``` ` ``", "`", "a|b\\|c",
    "]]>", "--><!--", "&amp; &#0; \"quoted' \\", "\u{1B}[2J\u{1B}]8;;http://e\u{7}", "a\u{202E}b",
    "\u{FFFE}\u{FFFF}\u{FEFF}", "\u{0}\u{8}\u{B}", "\u{2028}\u{85}", "日本 😀 e\u{301}", " ", "",
  ]

  static func finding(
    _ rule: String = "title-vague", _ severity: Severity = .error,
    message: String = "the title `x` is vague", path: String = record,
    span: Span? = span(4, 8, 9), place: String? = "title", advice: String? = "say what changes"
  ) -> Finding {
    Finding(
      rule: rule, severity: severity, message: message, location: Location(path: path, span: span),
      place: place, advice: advice)
  }

  static let full: Finding = {
    var full = finding()
    full.related = [
      Finding.Related(
        label: "asked for here",
        location: Location(path: "policies/workflow.yaml", span: span(3, 5, 9))),
      Finding.Related(label: "see [it](1)", location: Location(path: "policies/people.yaml")),
    ]
    full.fix = Fix(
      title: "write `title`",
      edits: [
        Fix.Edit(span: span(4, 1, 4), replacement: "title"),
        Fix.Edit(span: span(5, 1, 1), replacement: ""),
      ])
    return full
  }()

  static let ordinary = [
    full,
    finding("yaml-empty", .error, message: "the file is empty", span: nil, place: nil, advice: nil),
    finding(
      "title-vague", .warning, message: "it is 40 long", span: span(6, 3, 2, last: 9),
      place: "b[0].c"),
    finding("no-such-rule", .note, message: "for 100% of cases", path: "drafts/a b%20c,d:e.yaml"),
    finding("bad-value", .error, message: "elsewhere", path: "/tmp/other/CHG-2026-7F3K.yaml"),
  ]

  /// Each text once as message and advice, once as path, place and label.
  static let nasty = hostile.enumerated().flatMap { index, text in
    [
      finding(
        "bad-value", Severity.allCases[index % 3], message: text, place: "a[\(index)]", advice: text
      ),
      Finding(
        rule: "bad-value", severity: .warning, message: "m\(index)",
        location: Location(path: "changes/x\(text)y.yaml", span: span(1, 1, 2)), place: text,
        related: [Finding.Related(label: text, location: Location(path: record))],
        fix: Fix(title: text, edits: [Fix.Edit(span: span(1, 1, 2), replacement: text)])),
    ]
  }

  static func report(_ findings: [Finding], suppressed: [FindingReport.Suppressed] = [])
    -> FindingReport
  {
    let summary = FindingSummary(findings, records: 2, policyFiles: 1)
    return FindingReport(
      findings: findings, suppressed: suppressed,
      files: [record, "changes/2026/CHG-2026-CLEAN.yaml", "policies/people.yaml"],
      summary: summary, line: summary.line)
  }
}
