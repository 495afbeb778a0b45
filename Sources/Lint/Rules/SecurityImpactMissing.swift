internal import Records
internal import YAMLTree

extension Rule {
  /// The assessment says nothing about security.
  static let securityImpactMissing = Rule(
    name: "security-impact-missing",
    summary: "The assessment says nothing about security.",
    rationale: """
      The impact on security has to be considered for every change, and the record is the only \
      proof that it was.
      """,
    source: """
      NIST CM-3(b) and CM-4, PCI DSS 6.5.1, DORA RTS 17(1)(a); field list of a change record, \
      risk and impact
      """,
    section: .assessment, from: .assessed, levels: Levels(.error, .error, .error, emergency: .off),
    examples: [
      .bad(without: ["assessment.security"], at: "assessment.security"),
      .good("assessment: {security: Row rules and roles are compared and equal.}"),
    ],
    check: { context in
      guard let assessment = context.assessment else { return [] }
      return context.missing(
        [("security", context.lacks(assessment.security, "assessment.security"))], in: "assessment")
    })
}
