package import Diagnostics

/// What a run of the linter found, as every format writes it.
package struct FindingReport: Sendable {
  /// A finding that somebody set aside, with why and how long.
  package struct Suppressed: Hashable, Sendable {
    package let finding: Finding
    package let reason: String
    /// The last day on which it is set aside, such as `2026-12-31`.
    package let until: String?

    package init(finding: Finding, reason: String, until: String?) {
      self.finding = finding
      self.reason = reason
      self.until = until
    }
  }

  /// The findings, in the order in which people read them.
  package let findings: [Finding]
  /// What was found and set aside; it is in no numbers.
  package let suppressed: [Suppressed]
  /// Every file that was looked at, clean ones included, each once.
  package let files: [String]
  package let summary: FindingSummary
  /// The line that sums everything up.
  package let line: String

  package init(
    findings: [Finding], suppressed: [Suppressed] = [], files: [String], summary: FindingSummary,
    line: String
  ) {
    self.findings = findings
    self.suppressed = suppressed
    self.files = files
    self.summary = summary
    self.line = line
  }

  /// The findings of one severity, in their order.
  func findings(_ severity: Severity) -> [Finding] {
    findings.filter { $0.severity == severity }
  }

  /// The findings with errors first, then warnings, then notes, otherwise in their order.
  var bySeverity: [Finding] { Severity.allCases.flatMap { findings($0) } }
}
