internal import Diagnostics

/// Writes findings as GitLab's code quality report.
package enum FindingGitLab {
  /// The whole report, an array.
  package static func report(_ report: FindingReport) -> JSONValue {
    let fingerprints = FindingFingerprint.all(of: report.findings)
    return .array(zip(report.findings, fingerprints).map(entry))
  }

  private static func entry(_ finding: Finding, _ fingerprint: String) -> JSONValue {
    let words = [finding.message, finding.advice].compactMap { $0 }.joined(separator: "; ")
    let span = finding.location.span
    let first = max(1, span?.start.line ?? 1)
    return .object([
      ("description", .string(PlainText.line(words))), ("check_name", .string(finding.rule)),
      ("fingerprint", .string(fingerprint)), ("severity", .string(severity(finding.severity))),
      (
        "location",
        .object([
          ("path", .string(finding.location.path)),
          (
            "lines",
            .object([
              ("begin", .number(first)), ("end", .number(max(first, span?.end.line ?? first))),
            ])
          ),
        ])
      ),
    ])
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "minor"
    case .note: "info"
    }
  }
}
