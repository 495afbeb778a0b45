internal import Records
internal import YAMLTree

extension Rule {
  /// The assessment says that there is no impact on security, and gives no reason.
  static let securityImpactUnexplained = Rule(
    name: "security-impact-unexplained",
    summary: "The assessment says that there is no impact on security, and gives no reason.",
    rationale: """
      "None" is the answer of those who looked and of those who did not. The reason tells them \
      apart.
      """,
    source: "field list of a change record, risk and impact",
    section: .assessment, from: .initiated,
    levels: Levels(.warning, .warning, .warning, emergency: .warning),
    examples: [
      .bad("assessment: {security: none}", at: "assessment.security"),
      .good("assessment: {security: \"None: rules, roles and open ports stay as they are.\"}"),
    ],
    check: { context in
      guard let security = context.assessment?.security, !Phrase.isBlank(security),
        Phrase.isEmptyTalk(security)
      else { return [] }
      return [
        Violation(
          "`assessment.security` says no more than `\(security)`", at: "assessment.security",
          advice: "say what was looked at, and why it stays as it is")
      ]
    })
}
