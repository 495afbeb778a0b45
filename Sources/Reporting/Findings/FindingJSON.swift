package import Diagnostics

/// Writes findings as `assent/lint/1`.
package enum FindingJSON {
  /// The whole report: findings in the order given, and their numbers.
  package static func report(_ findings: [Finding], summary: FindingSummary) -> JSONValue {
    .object([
      ("schema", .string("assent/lint/1")), ("findings", .array(findings.map(finding))),
      (
        "summary",
        .object([
          ("errors", .number(summary.errors)), ("warnings", .number(summary.warnings)),
          ("notes", .number(summary.notes)),
          ("files", .number(summary.records + summary.policyFiles)),
        ])
      ),
    ])
  }

  /// One finding.
  static func finding(_ finding: Finding) -> JSONValue {
    let span = finding.location.span
    return .object([
      ("rule", .string(finding.rule)), ("severity", .string(finding.severity.rawValue)),
      ("message", .string(finding.message)), ("advice", .text(finding.advice)),
      ("path", .string(finding.location.path)), ("line", number(span?.start.line)),
      ("column", number(span?.start.column)), ("end-line", number(span?.end.line)),
      ("end-column", number(span?.end.column)), ("related", .array(finding.related.map(related))),
    ])
  }

  private static func related(_ related: Finding.Related) -> JSONValue {
    let start = related.location.span?.start
    return .object([
      ("label", .string(related.label)), ("path", .string(related.location.path)),
      ("line", number(start?.line)), ("column", number(start?.column)),
    ])
  }

  private static func number(_ number: Int?) -> JSONValue { number.map { .number($0) } ?? .null }
}
