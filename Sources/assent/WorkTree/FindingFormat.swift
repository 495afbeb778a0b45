internal import ArgumentParser
internal import Diagnostics
internal import Reporting

/// How findings are written.
enum FindingFormat: String, CaseIterable, ExpressibleByArgument {
  case text, concise, json, jsonl, sarif, junit, github, gitlab, checkstyle, markdown

  /// The whole report.
  ///
  /// - Parameters:
  ///   - showsSuppressed: whether SARIF tells what was set aside.
  ///   - source: the text of a file that findings show.
  func written(
    _ report: FindingReport, hasColour: Bool, showsSuppressed: Bool,
    source: @escaping (String) -> SourceText?
  ) -> String {
    switch self {
    case .text:
      let writer = FindingText(hasColour: hasColour, source: source)
      return report.findings.map { writer.block($0) + "\n" }.joined() + report.line + "\n"
    case .concise: return report.findings.map(FindingText.concise).joined()
    case .json: return FindingJSON.report(report.findings, summary: report.summary).line
    case .jsonl: return FindingJSON.lines(report.findings)
    case .sarif:
      return FindingSARIF.log(report, tool: engine, showsSuppressed: showsSuppressed).line
    case .junit: return FindingJUnit.document(report)
    case .github: return FindingGitHub.commands(report)
    case .gitlab: return FindingGitLab.report(report).line
    case .checkstyle: return FindingCheckstyle.document(report)
    case .markdown: return FindingMarkdown.text(report)
    }
  }

  /// Whether the line that sums up follows on standard error: people read along, and no program.
  var remarksLine: Bool { self == .concise || self == .github }
}

/// A format and, where it does not go to standard output, the file that it goes to:
/// `sarif=out.sarif`.
struct FormatChoice: ExpressibleByArgument {
  let format: FindingFormat
  let file: String?

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, let format = FindingFormat(rawValue: String(name)) else {
      return nil
    }
    guard parts.count == 2 else {
      self.format = format
      file = nil
      return
    }
    guard !parts[1].isEmpty else { return nil }
    self.format = format
    file = parts[1] == "-" ? nil : String(parts[1])
  }

  static var allValueStrings: [String] {
    FindingFormat.allCases.map(\.rawValue) + ["<any of them>=<file>"]
  }
}

/// From which severity on findings fail a command.
enum FailOn: String, CaseIterable, ExpressibleByArgument {
  case error, warning, note, never

  /// Whether what was found fails.
  func fails(_ summary: FindingSummary) -> Bool {
    switch self {
    case .error: summary.errors > 0
    case .warning: summary.errors + summary.warnings > 0
    case .note: summary.errors + summary.warnings + summary.notes > 0
    case .never: false
    }
  }
}
