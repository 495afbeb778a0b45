internal import Records
internal import YAMLTree

extension Rule {
  /// The review does not say whether the objectives were met.
  static let reviewMissing = Rule(
    name: "review-missing",
    summary: "The review does not say whether the objectives were met.",
    rationale: """
      A change is done when somebody has looked whether it did what it was for.
      """,
    source: "NIST CM-4(2); field list of a change record, review",
    section: .review, from: .reviewed,
    examples: [
      .bad(without: ["review"], at: "review.objectives-met", stage: .reviewed),
      .good("review: {objectives-met: true}", stage: .reviewed),
    ],
    check: { context in
      let review = context.review
      let isMissing = context.lacks(review?.objectivesMet, "review.objectives-met")
      return context.missing([("objectives-met", isMissing)], in: "review")
    })
}
