internal import Diagnostics
internal import Records

extension PolicyRule {
  /// The review of an emergency is due at no time.
  static let reviewUntimed = PolicyRule(
    name: "review-untimed",
    summary: "The review of an emergency is due at no time.",
    rationale: """
      What went the short way is looked at afterwards, or the short way becomes the usual one.
      """,
    source: "the policy model: emergency path", severity: .note,
    examples: [
      .bad("workflow.yaml", without: ["emergency.review-within"], at: "emergency"),
      .good("workflow.yaml", "emergency: {review-within: 5d}"),
    ],
    check: { context in
      guard let emergency = context.workflow.emergency, emergency.reviewWithin == nil else {
        return []
      }
      return [
        PolicyViolation(
          "an emergency may go unreviewed", at: PolicySpot.workflow.appending("emergency"),
          advice: "add `review-within: 5d`")
      ]
    })
}
