internal import Records
internal import YAMLTree

extension Rule {
  /// An improvement has no action, owner or date.
  static let improvementUnowned = Rule(
    name: "improvement-unowned",
    summary: "An improvement has no action, owner or date.",
    rationale: """
      What nobody is to do by any day is not done. The review of the next failure will find it \
      again.
      """,
    source: "field list of a change record, review",
    section: .review, from: .reviewed, levels: .warning,
    examples: [
      .bad(
        """
        review:
          improvements: [{do: Order a spare cluster}]
        """, at: "review.improvements[0].owner", stage: .reviewed),
      .good(
        """
        review:
          improvements: [{do: Order a spare cluster, owner: dan.holt, due: 2026-05-01}]
        """, stage: .reviewed),
    ],
    check: { context in
      (context.review?.improvements ?? []).enumerated().flatMap { index, improvement in
        let place = Place("review.improvements[\(index)]")
        return context.missing(
          [
            ("do", context.lacks(improvement.action, Place("\(place).do"))),
            ("owner", context.lacks(improvement.owner, Place("\(place).owner"))),
            ("due", context.lacks(improvement.due, Place("\(place).due"))),
          ], in: place)
      }
    })
}
