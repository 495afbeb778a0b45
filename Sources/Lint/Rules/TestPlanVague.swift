internal import Records
internal import YAMLTree

extension Rule {
  /// A planned test does not say what kind it is or what is done.
  static let testPlanVague = Rule(
    name: "test-plan-vague",
    summary: "A planned test does not say what kind it is or what is done.",
    rationale: """
      A test that nobody can carry out twice proves nothing.
      """,
    source: "field list of a change record, testing",
    section: .testing, from: .approved, levels: Levels(.error, .error, .error, emergency: .off),
    examples: [
      .bad(
        """
        assessment: {risk: low}
        testing:
          plan: [{kind: functional, do: test}]
        """, at: "testing.plan[0].do"),
      .good(
        """
        assessment: {risk: low}
        testing:
          plan: [{kind: functional, do: Open and save ten claims.}]
        """),
    ],
    check: { context in
      (context.testing?.plan ?? []).enumerated().flatMap { index, planned in
        var found: [Violation] = []
        if planned.kind == nil, context.lacks(planned.kind, Place("testing.plan[\(index)].kind")) {
          found += context.missing([("kind", true)], in: Place("testing.plan[\(index)]"))
        }
        if Phrase.isEmptyTalk(planned.action ?? "") {
          found.append(
            Violation(
              "test \(index + 1) says only `\(planned.action ?? "")`",
              at: Place("testing.plan[\(index)].do"), advice: "say what is done, and to what"))
        }
        return found
      }
    })
}
