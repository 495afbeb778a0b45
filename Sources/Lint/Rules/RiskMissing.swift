internal import Records
internal import YAMLTree

extension Rule {
  /// The assessment states no risk.
  static let riskMissing = Rule(
    name: "risk-missing",
    summary: "The assessment states no risk.",
    rationale: """
      Requirements, tests and lead times follow from the risk. A record without one is judged as \
      high.
      """,
    source: "ServiceNow, NIST CM-4; field list of a change record, request and risk and impact",
    section: .assessment, from: .assessed, levels: Levels(.error, .error, .error, emergency: .off),
    examples: [
      .bad(without: ["assessment.risk"], at: "assessment.risk"),
      .good("assessment: {risk: high}"),
    ],
    check: { context in
      guard let assessment = context.assessment else { return [] }
      return context.missing(
        [("risk", context.lacks(assessment.risk, "assessment.risk"))], in: "assessment")
    })
}
