internal import Records
internal import YAMLTree

extension Rule {
  /// A planned outage has no minutes.
  static let outageUnmeasured = Rule(
    name: "outage-unmeasured",
    summary: "A planned outage has no minutes.",
    rationale: """
      Users are told how long. An outage without a length cannot be agreed to, and cannot be \
      exceeded either.
      """,
    source: "iTop, Strathclyde; field list of a change record, risk and impact",
    section: .assessment, levels: Levels(.error, .error, .error, emergency: .warning),
    examples: [
      .bad(
        """
        assessment:
          outage: {kind: planned}
        """, without: ["assessment.outage"], at: "assessment.outage.minutes"),
      .good(
        """
        assessment:
          outage: {kind: planned, minutes: 25}
        """),
    ],
    check: { context in
      guard let assessment = context.assessment, assessment.outage == .planned,
        assessment.outageMinutes ?? 0 <= 0
      else { return [] }
      return [
        Violation(
          "a planned outage has no minutes", at: "assessment.outage.minutes",
          advice: "add the minutes that users will notice")
      ]
    })
}
