internal import Records
internal import YAMLTree

extension Rule {
  /// The closure has no outcome or no notes.
  static let closureMissing = Rule(
    name: "closure-missing",
    summary: "The closure has no outcome or no notes.",
    rationale: """
      The outcome feeds the rates, the notes the next change of the kind.
      """,
    source: "ServiceNow close code and notes; field list of a change record, closure",
    section: .closure, from: .closed,
    examples: [
      .bad(without: ["closure.notes"], at: "closure.notes", stage: .closed),
      .good(
        """
        closure:
          outcome: successful
          notes: The p95 query time fell from 210 to 165 ms.
        """, stage: .closed),
    ],
    check: { context in
      let closure = context.closure
      let notes = closure?.notes
      let isVague = notes.map { Phrase.isEmptyTalk($0) } ?? false
      return context.missing(
        [
          ("outcome", context.lacks(closure?.outcome, "closure.outcome")),
          ("notes", isVague || context.lacks(notes, "closure.notes")),
        ], in: "closure")
    })
}
