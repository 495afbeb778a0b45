package import Diagnostics

/// Writes findings as `assent/lint/1`.
package enum FindingJSON {
  /// The whole report: findings in the order given, and their numbers.
  package static func report(_ findings: [Finding], summary: FindingSummary) -> JSONValue {
    .object([
      ("schema", .string("assent/lint/1")), ("findings", .array(findings.map { finding($0) })),
      (
        "summary",
        .object([
          ("errors", .number(summary.errors)), ("warnings", .number(summary.warnings)),
          ("notes", .number(summary.notes)),
          ("files", .number(summary.records + summary.policyFiles)),
          ("suppressed", .number(summary.suppressed)), ("known", .number(summary.known)),
        ])
      ),
    ])
  }

  /// A finding a line, each by itself what stands in `findings` of the report.
  package static func lines(_ findings: [Finding]) -> String {
    findings.map { finding($0).line }.joined()
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
      ("place", .text(finding.place)), ("fix", finding.fix.map(fix) ?? .null),
    ])
  }

  private static func related(_ related: Finding.Related) -> JSONValue {
    let start = related.location.span?.start
    return .object([
      ("label", .string(related.label)), ("path", .string(related.location.path)),
      ("line", number(start?.line)), ("column", number(start?.column)),
    ])
  }

  private static func fix(_ fix: Fix) -> JSONValue {
    .object([
      ("title", .string(fix.title)),
      (
        "edits",
        .array(
          fix.edits.map {
            .object([
              ("line", .number($0.span.start.line)), ("column", .number($0.span.start.column)),
              ("end-line", .number($0.span.end.line)),
              ("end-column", .number($0.span.end.column)),
              ("replacement", .string($0.replacement)),
            ])
          })
      ),
    ])
  }

  private static func number(_ number: Int?) -> JSONValue { number.map { .number($0) } ?? .null }
}
