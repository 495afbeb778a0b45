internal import Diagnostics

/// Writes findings as workflow commands, which GitHub shows as annotations beside the lines.
package enum FindingGitHub {
  /// GitHub shows ten annotations of a level and drops the rest unsaid; the tenth says it.
  static let mostOfLevel = 9

  /// One command a line, errors first.
  package static func commands(_ report: FindingReport) -> String {
    Severity.allCases.map { level in
      let findings = report.findings(level)
      let shown = findings.prefix(mostOfLevel).map(command)
      let rest = findings.count - shown.count
      guard rest > 0 else { return shown.joined() }
      let more = WorkflowCommand(
        name(level), properties: [("title", "assent")],
        message: "and \(counted(rest, level)) more, see the summary of the job")
      return shown.joined() + more.line
    }.joined()
  }

  private static func command(_ finding: Finding) -> String {
    var properties = [("file", finding.location.path)]
    if let span = finding.location.span {
      properties.append(("line", String(span.start.line)))
      if span.end.line > span.start.line { properties.append(("endLine", String(span.end.line))) }
      // Columns are only taken where the finding is on one line.
      if span.end.line == span.start.line {
        properties.append(("col", String(span.start.column)))
        if span.end.column > span.start.column {
          properties.append(("endColumn", String(span.end.column)))
        }
      }
    } else {
      properties.append(("line", "1"))
    }
    properties.append(("title", finding.rule))
    let advice = finding.advice.map { "\ntry: \(PlainText.line($0))" } ?? ""
    return WorkflowCommand(
      name(finding.severity), properties: properties,
      message: PlainText.line(finding.message) + advice
    ).line
  }

  private static func name(_ severity: Severity) -> String {
    severity == .note ? "notice" : severity.rawValue
  }

  private static func counted(_ count: Int, _ severity: Severity) -> String {
    "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
  }
}
