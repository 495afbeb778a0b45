internal import Records
internal import YAMLTree

extension Rule {
  /// A test result leaves out what makes it evidence.
  static let testResultIncomplete = Rule(
    name: "test-result-incomplete",
    summary: "A test result leaves out what makes it evidence.",
    rationale: """
      Who tested, when, with which outcome, and the file that shows it: a result without them is \
      hearsay.
      """,
    source: "SOC 2 CC8.1; field list of a change record, testing",
    section: .testing, from: .tested,
    examples: [
      .bad(
        """
        assessment: {risk: low}
        testing:
          plan: [{kind: functional, do: Open and save ten claims.}]
          results:
            - kind: functional
              result: pass
              by: ivy.moss
              at: 2026-02-26T14:00:00+01:00
        """, at: "testing.results[0].evidence", stage: .tested),
      .good(
        """
        assessment: {risk: low}
        testing:
          plan: [{kind: functional, do: Open and save ten claims.}]
          results:
            - kind: functional
              result: pass
              by: ivy.moss
              at: 2026-02-26T14:00:00+01:00
              evidence: evidence/CHG-2026-7F3K/functional.txt
              sha256: b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c
        """, stage: .tested),
    ],
    check: { context in
      (context.testing?.results ?? []).enumerated().flatMap { index, result in
        let isComplete =
          result.kind != nil && result.passed != nil && result.by != nil && result.at != nil
          && result.evidence != nil
        guard !isComplete else { return [Violation]() }
        let place = Place("testing.results[\(index)]")
        return context.missing(
          [
            ("kind", context.lacks(result.kind, Place("\(place).kind"))),
            ("result", context.lacks(result.passed, Place("\(place).result"))),
            ("by", context.lacks(result.by, Place("\(place).by"))),
            ("at", context.lacks(result.at, Place("\(place).at"))),
            ("evidence", context.lacks(result.evidence, Place("\(place).evidence"))),
          ], in: place)
      }
    })
}
