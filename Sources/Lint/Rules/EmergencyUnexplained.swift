internal import Records
internal import YAMLTree

extension Rule {
  /// An emergency does not say why the normal way is too slow.
  static let emergencyUnexplained = Rule(
    name: "emergency-unexplained",
    summary: "An emergency does not say why the normal way is too slow.",
    rationale: """
      The short way leaves out most checks until later. Whoever takes it owes the reason at \
      once.
      """,
    source: "field list of a change record, mandatory minimum by type and risk",
    section: .request,
    examples: [
      .bad(without: ["request.why-not-normal"], at: "request.why-not-normal", base: .emergency),
      .bad("request: {why-not-normal: see ticket}", at: "request.why-not-normal", base: .emergency),
      .good(
        """
        request:
          why-not-normal: The next board meets in four days and the flaw is exploited now.
        """, base: .emergency),
    ],
    check: { context in
      guard context.change.kind == .emergency, let request = context.request else {
        return []
      }
      let place: Place = "request.why-not-normal"
      if context.lacks(request.whyNotNormal, place) {
        return [
          Violation(
            "`request.why-not-normal` is missing", at: place,
            advice: "say why a normal change would come too late")
        ]
      }
      guard let text = request.whyNotNormal, Phrase.isEmptyTalk(text) else { return [] }
      return [
        Violation(
          "`request.why-not-normal` says no more than `\(text)`", at: place,
          advice: "say why a normal change would come too late")
      ]
    })
}
