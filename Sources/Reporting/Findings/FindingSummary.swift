package import Diagnostics

/// What a run of the linter looked at and found, in numbers.
package struct FindingSummary: Hashable, Sendable {
  package let records: Int
  package let policyFiles: Int
  package let errors: Int
  package let warnings: Int
  package let notes: Int
  /// How many files something was found in.
  package let affected: Int
  /// How many findings suppressions left out, which are not counted above.
  package var suppressed = 0
  /// How many findings a baseline knew already, which are not counted above.
  package var known = 0

  package init(_ findings: [Finding], records: Int, policyFiles: Int) {
    self.records = records
    self.policyFiles = policyFiles
    errors = findings.count { $0.severity == .error }
    warnings = findings.count { $0.severity == .warning }
    notes = findings.count { $0.severity == .note }
    affected = Set(findings.map { Array($0.location.path.utf8) }).count
  }

  /// The summary of what is left where a baseline knew `count` findings.
  package func knowing(_ count: Int, left findings: [Finding]) -> FindingSummary {
    var result = FindingSummary(findings, records: records, policyFiles: policyFiles)
    (result.suppressed, result.known) = (suppressed, count)
    return result
  }

  /// `10 records, 7 policy files: clean`, or `10 records, 7 policy files: 2 errors in 1 file`.
  package var line: String {
    Self.counted(records, "record") + ", " + policyLine
  }

  /// The same where only a policy was looked at: `7 policy files: clean`.
  package var policyLine: String { line(of: "policy file") }

  /// The same of files that are neither: `1 file: 2 errors`.
  package var fileLine: String { line(of: "file") }

  private func line(of noun: String) -> String {
    let subject = Self.counted(policyFiles, noun)
    let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")]
      .filter { $0.0 > 0 }.map { Self.counted($0.0, $0.1) }
    guard !counts.isEmpty else { return "\(subject): clean" }
    return "\(subject): \(counts.joined(separator: ", ")) in \(Self.counted(affected, "file"))"
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
