internal import Records
internal import YAMLTree

extension Rule {
  /// Two texts of the request say the same.
  static let textRepeated = Rule(
    name: "text-repeated",
    summary: "Two texts of the request say the same.",
    rationale: """
      What is changed, why, and what is better afterwards are three questions. One text for two \
      of them leaves one without an answer.
      """,
    source: "field list of a change record, request; PCI DSS 6.5.1",
    section: .request, levels: .warning,
    examples: [
      .bad(
        """
        request:
          justification: Cut over from the old cluster to a logical replica on the new version.
        """, at: "request.justification"),
      .good("request: {justification: Version 12 leaves support in May.}"),
    ],
    check: { context in
      guard let request = context.request else { return [] }
      let texts = [
        ("description", request.description), ("justification", request.justification),
        ("expected-outcome", request.expectedOutcome),
      ].compactMap { key, text in text.map { (key, Phrase.normalised($0)) } }
      return texts.enumerated().compactMap { index, text in
        guard text.1.utf8.count >= 10,
          let first = texts[..<index].first(where: { $0.1 == text.1 })
        else { return nil }
        return Violation(
          "`request.\(text.0)` repeats `request.\(first.0)`", at: Place("request.\(text.0)"),
          advice: "answer the question that the key asks",
          related: [.record("the same text", Place("request.\(first.0)"))])
      }
    })
}
