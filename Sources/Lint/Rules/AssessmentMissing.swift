internal import Records
internal import YAMLTree

extension Rule {
  /// There is no risk assessment.
  static let assessmentMissing = Rule(
    name: "assessment-missing",
    summary: "There is no risk assessment.",
    rationale: """
      Risk decides who has to approve and what has to be proved. Without it the highest demands \
      apply, and nobody has thought about the impact.
      """,
    source: "NIST CM-4, DORA RTS 17(1); field list of a change record, risk and impact",
    section: .assessment, from: .assessed, levels: Levels(.error, .error, .error, emergency: .off),
    examples: [
      .bad(without: ["assessment"], at: "assessment"),
      .good("assessment: {risk: high}"),
    ],
    check: { context in
      guard context.lacks(context.assessment, "assessment") else { return [] }
      return [
        Violation(
          "`assessment` is missing", at: "assessment", advice: "add an `assessment` section")
      ]
    })
}
