internal import Records
internal import YAMLTree

extension Rule {
  /// A check after the way back does not say what is looked at or what is expected.
  static let verifyVague = Rule(
    name: "verify-vague",
    summary: "A check after the way back does not say what is looked at or what is expected.",
    rationale: """
      A check without an expected value is a look, and a look finds what it hopes for.
      """,
    source: "RB-12; Strathclyde",
    section: .rollback, from: .approved,
    levels: Levels(.warning, .error, .error, emergency: .warning),
    examples: [
      .bad(
        """
        rollback:
          verify: [{check: Count the claims, expect: ok, minutes: 15}]
        """, at: "rollback.verify[0].expect"),
      .good(
        """
        rollback:
          verify:
            - check: Count the claims
              expect: the number recorded in P1
              minutes: 15
        """),
    ],
    check: { context in
      (context.rollback?.verify ?? []).enumerated().flatMap { index, check in
        var found: [Violation] = []
        func look(_ text: String?, _ key: String) {
          if let text, !Phrase.isEmptyTalk(text) { return }
          let place = Place("rollback.verify[\(index)].\(key)")
          if context.lacks(text, place) {
            found.append(Violation("`\(place)` is missing", at: place, advice: "add `\(key)`"))
          } else if let text {
            found.append(
              Violation(
                "check \(index + 1) says only `\(text)`", at: place,
                advice: "name a command or a probe, and its value"))
          }
        }
        look(check.check, "check")
        look(check.expect, "expect")
        return found
      }
    })
}
