package import Diagnostics

/// `assent/doctor/1`: the examination of a set-up, for scripts.
package enum SetUpJSON {
  /// The report as a value.
  package static func report(_ report: SetUpReport) -> JSONValue {
    .object([
      ("schema", .string("assent/doctor/1")), ("keeps-signatures", .bool(report.costs == 0)),
      ("decided", .bool(!report.isUndecided)),
      ("findings", .array(report.findings.map(finding))),
      ("by-hand", .array(report.notes.map { .string($0) })),
    ])
  }

  private static func finding(_ finding: SetUpFinding) -> JSONValue {
    .object([
      ("code", .string(finding.code.rawValue)), ("weight", .string(finding.weight.rawValue)),
      ("message", .string(finding.message)), ("cures", .array(finding.cures.map { .string($0) })),
    ])
  }
}
