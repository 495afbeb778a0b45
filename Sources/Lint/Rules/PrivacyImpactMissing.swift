internal import Records
internal import YAMLTree

extension Rule {
  /// The assessment says nothing about privacy, although it has to.
  static let privacyImpactMissing = Rule(
    name: "privacy-impact-missing",
    summary: "The assessment says nothing about privacy, although it has to.",
    rationale: """
      Systems that hold personal data, and changes of high risk, need a word about what becomes \
      of that data.
      """,
    source: "NIST CM-3 and CM-4(1); field list of a change record, risk and impact",
    section: .assessment, from: .assessed, levels: Levels(.error, .error, .error, emergency: .off),
    examples: [
      .bad(without: ["assessment.privacy"], at: "assessment.privacy"),
      .bad("assessment: {risk: low}", without: ["assessment.privacy"], at: "assessment.privacy"),
      .good("assessment: {privacy: Personal data stays where it is.}"),
      .good(
        """
        request: {systems: [quote-web]}
        assessment: {risk: low}
        """, without: ["assessment.privacy"]),
    ],
    check: { context in
      guard let assessment = context.assessment,
        context.lacks(assessment.privacy, "assessment.privacy")
      else { return [] }
      if let system = context.inventory.first(where: { $0.zones.contains("personal-data") }) {
        return [
          Violation(
            "`\(system.id)` holds personal data and `assessment.privacy` is missing",
            at: "assessment.privacy", advice: "say what becomes of the personal data",
            related: [.policy("its zone", file: "systems.yaml", line: system.line)])
        ]
      }
      guard context.risk >= .high else { return [] }
      return context.missing([("privacy", true)], in: "assessment")
    })
}
