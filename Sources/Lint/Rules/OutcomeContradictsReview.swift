internal import Records
internal import YAMLTree

extension Rule {
  /// The change is called successful although its objectives were not met.
  static let outcomeContradictsReview = Rule(
    name: "outcome-contradicts-review",
    summary: "The change is called successful although its objectives were not met.",
    rationale: """
      Success is what the review found, not what the closer hoped for.
      """,
    source: "field list of a change record, review and closure",
    section: .closure,
    examples: [
      .bad("review: {objectives-met: false}", at: "closure.outcome"),
      .good(
        """
        review: {objectives-met: false}
        closure: {outcome: failed}
        """),
    ],
    check: { context in
      guard context.closure?.outcome == .successful,
        context.review?.objectivesMet == false
      else { return [] }
      return [
        Violation(
          "the outcome is `successful`, the objectives were not met", at: "closure.outcome",
          advice: "correct the outcome or the review",
          related: [.record("the review", "review.objectives-met")])
      ]
    })
}
