internal import Diagnostics

/// Writes findings as Markdown, for a job's summary or a comment.
package enum FindingMarkdown {
  /// GitHub refuses a summary of more than 1 MiB whole.
  package static let largest = 900 << 10

  /// The whole text, cut after an entry so that it has at most `limit` bytes.
  package static func text(_ report: FindingReport, limit: Int = largest) -> String {
    var text = "### Assent: \(MarkdownText.code(report.line))\n"
    var level: Severity?
    var written = 0
    // Room for the line that says how many are left out.
    let room = limit - 200
    for finding in report.bySeverity {
      var entry = level == finding.severity ? "" : "\n#### \(heading(finding.severity))\n\n"
      entry += self.entry(finding)
      guard text.utf8.count + entry.utf8.count <= room else { break }
      text += entry
      level = finding.severity
      written += 1
    }
    let leftOut = report.findings.count - written
    guard leftOut > 0 else { return text }
    return text
      + "\n\(leftOut) more \(leftOut == 1 ? "finding is" : "findings are") left out here.\n"
  }

  private static func entry(_ finding: Finding) -> String {
    var text =
      "- \(MarkdownText.code(finding.rule)) at "
      + "\(MarkdownText.code(FindingText.name(of: finding.location)))  \n"
      + "  \(MarkdownText.code(finding.message))\n"
    for related in finding.related {
      text +=
        "  - see \(MarkdownText.code(FindingText.name(of: related.location))): "
        + "\(MarkdownText.code(related.label))\n"
    }
    if let advice = finding.advice { text += "  - try: \(MarkdownText.code(advice))\n" }
    return text
  }

  private static func heading(_ severity: Severity) -> String {
    switch severity {
    case .error: "Errors"
    case .warning: "Warnings"
    case .note: "Notes"
    }
  }
}
