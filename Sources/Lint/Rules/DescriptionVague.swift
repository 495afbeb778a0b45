internal import Records
internal import YAMLTree

extension Rule {
  /// The description, the reason or the expected outcome says nothing.
  static let descriptionVague = Rule(
    name: "description-vague",
    summary: "The description, the reason or the expected outcome says nothing.",
    rationale: """
      A text such as "as discussed" cannot be judged by anybody who was not there, and by nobody \
      a year later.
      """,
    source: "field list of a change record, request",
    section: .request, levels: Levels(.warning, .warning, .warning, emergency: .warning),
    examples: [
      .bad("request: {justification: as discussed}", at: "request.justification"),
      .bad(
        "request: {description: Move the claims database to version 16}", at: "request.description",
        also: ["title-vague"]),
      .bad("request: {expected-outcome: Works.}", at: "request.expected-outcome"),
      .good("request: {justification: Version 12 leaves support in May.}"),
    ],
    check: { context in
      guard let request = context.request else { return [] }
      let texts: [(String, String?)] = [
        ("description", request.description), ("justification", request.justification),
        ("expected-outcome", request.expectedOutcome),
      ]
      return texts.compactMap { key, text in
        guard let text, !Phrase.isBlank(text) else { return nil }
        let isShort = text.utf8.count < 10
        guard isShort || text == context.change.title || Phrase.isEmptyTalk(text) else {
          return nil
        }
        return Violation(
          "`request.\(key)` says no more than `\(text)`", at: Place("request.\(key)"),
          advice: "write it for somebody who reads nothing but this record")
      }
    })
}
