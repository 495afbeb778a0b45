internal import Records
internal import YAMLTree

extension Rule {
  /// The title does not tell what changes.
  static let titleVague = Rule(
    name: "title-vague",
    summary: "The title does not tell what changes.",
    rationale: """
      Boards, calendars and reports show the title alone. One that is empty, or repeats the id \
      or the description, tells them nothing.
      """,
    source: "ServiceNow, iTop, BMC short description; field list of a change record, identity",
    levels: Levels(.warning, .warning, .warning, emergency: .warning),
    examples: [
      .bad("title: CHG-2026-7F3K", at: "title"),
      .bad("title: TBD", at: "title"),
      .good("title: Move the claims database to version 16"),
    ],
    check: { context in
      let change = context.change
      let isRepeated = change.title == change.id || change.title == change.request?.description
      guard isRepeated || Phrase.isEmptyTalk(change.title) else { return [] }
      return [
        Violation(
          "the title `\(change.title)` does not say what changes", at: "title",
          advice: "name the thing that changes and what becomes of it")
      ]
    })
}
