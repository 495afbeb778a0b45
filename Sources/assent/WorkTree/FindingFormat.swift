internal import ArgumentParser
internal import Diagnostics
internal import Reporting

/// How findings are written.
enum FindingFormat: String, CaseIterable, ExpressibleByArgument {
  case text, concise, json

  /// Writes findings in the order given, and a line that sums them up.
  ///
  /// - Parameter place: where a file that people see lies on disk.
  func print(
    _ findings: [Finding], _ summary: FindingSummary, line: String,
    place: @escaping (String) -> String
  ) {
    switch self {
    case .json: Terminal.result(FindingJSON.report(findings, summary: summary).line)
    case .concise:
      Terminal.result(findings.map(FindingText.concise).joined())
      Terminal.remark(line)
    case .text:
      let sources = SourceCache(place: place)
      let writer = FindingText(hasColour: Terminal.hasColour) { sources.text(of: $0) }
      for finding in findings { Terminal.result(writer.block(finding) + "\n") }
      Terminal.result(line + "\n")
    }
  }
}
