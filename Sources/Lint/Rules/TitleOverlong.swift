internal import Records
internal import YAMLTree

extension Rule {
  /// The title is longer than 120 characters.
  static let titleOverlong = Rule(
    name: "title-overlong",
    summary: "The title is longer than 120 characters.",
    rationale: """
      Titles stand in subjects of commits, in tables and in calendars, which cut them.
      """,
    source: "field list of a change record, identity",
    examples: [
      .bad(
        """
        title: >-
          Move the claims database to version 16, and while we are there also change the
          way in which the reporting jobs connect to it at night
        """, at: "title"),
      .good("title: Move the claims database to version 16"),
    ],
    check: { context in
      let title = context.change.title
      guard title.utf8.count > 120, title.unicodeScalars.count > 120 else { return [] }
      return [
        Violation(
          "the title has \(title.unicodeScalars.count) characters, at most 120 are shown",
          at: "title",
          advice: "shorten it; details belong into `request.description`")
      ]
    })
}
