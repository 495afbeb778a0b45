internal import Records
internal import YAMLTree

extension Rule {
  /// The assessment leaves out the outage, or from medium risk on who and what is affected.
  static let assessmentIncomplete = Rule(
    name: "assessment-incomplete",
    summary: """
      The assessment leaves out the outage, or from medium risk on who and what is affected.
      """,
    rationale: """
      An approver can only agree to an impact that is written down.
      """,
    source: """
      iTop outage, ServiceNow impacted services; field list of a change record, risk and impact \
      and mandatory minimum by type and risk
      """,
    section: .assessment, from: .assessed, levels: Levels(.error, .error, .error, emergency: .off),
    examples: [
      .bad(without: ["assessment.outage"], at: "assessment.outage"),
      .bad(without: ["assessment.disruption"], at: "assessment.disruption"),
      .good("assessment: {risk: low}", without: ["assessment.disruption"]),
    ],
    check: { context in
      guard let assessment = context.assessment else { return [] }
      var fields = [("outage", context.lacks(assessment.outage, "assessment.outage"))]
      if context.risk > .low {
        fields += [
          ("users-affected", context.lacks(assessment.usersAffected, "assessment.users-affected")),
          ("dependencies", context.lacks(assessment.dependencies, "assessment.dependencies")),
          ("disruption", context.lacks(assessment.disruption, "assessment.disruption")),
        ]
      }
      return context.missing(fields, in: "assessment")
    })
}
