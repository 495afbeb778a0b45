internal import Records
internal import YAMLTree

extension Rule {
  /// A waiver of tests lacks its reason or the person who accepts it.
  static let testWaiverIncomplete = Rule(
    name: "test-waiver-incomplete",
    summary: "A waiver of tests lacks its reason or the person who accepts it.",
    rationale: """
      Untested work is a risk that somebody has to take by name.
      """,
    source: "field list of a change record, testing",
    section: .testing,
    examples: [
      .bad(
        """
        testing:
          waiver: {accepted-by: gus.vale}
        """, without: ["testing.waiver"], at: "testing.waiver.reason", base: .emergency),
      .good(
        """
        testing:
          waiver: {reason: No spare gateway exists., accepted-by: gus.vale}
        """, base: .emergency),
    ],
    check: { context in
      guard let waiver = context.testing?.waiver else { return [] }
      let isVague = waiver.reason.map { Phrase.isEmptyTalk($0) } ?? false
      return context.missing(
        [
          ("reason", isVague || context.lacks(waiver.reason, "testing.waiver.reason")),
          ("accepted-by", context.lacks(waiver.acceptedBy, "testing.waiver.accepted-by")),
        ], in: "testing.waiver")
    })
}
