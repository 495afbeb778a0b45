internal import Records
internal import YAMLTree

extension Rule {
  /// What the assessment says about the outage cannot all be true.
  static let outageContradictory = Rule(
    name: "outage-contradictory",
    summary: "What the assessment says about the outage cannot all be true.",
    rationale: """
      No outage has no minutes, and an outage that nobody notices is none. One of the two was \
      left over from another change.
      """,
    source: "field list of a change record, risk and impact",
    section: .assessment, from: .assessed,
    levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad("assessment: {outage: {kind: none, minutes: 25}}", at: "assessment.outage.minutes"),
      .bad("assessment: {users-affected: 0}", at: "assessment.users-affected"),
      .good("assessment: {outage: {kind: degraded, minutes: 25}}"),
    ],
    check: { context in
      guard let assessment = context.assessment, let outage = assessment.outage else {
        return []
      }
      if outage == .none, let minutes = assessment.outageMinutes, minutes > 0 {
        return [
          Violation(
            "there is no outage, and it lasts \(minutes) minutes",
            at: "assessment.outage.minutes", advice: "remove the minutes, or name the outage")
        ]
      }
      guard outage == .planned, assessment.usersAffected == 0 else { return [] }
      return [
        Violation(
          "an outage is planned, and it affects nobody", at: "assessment.users-affected",
          advice: "count those who notice it, other systems included")
      ]
    })
}
