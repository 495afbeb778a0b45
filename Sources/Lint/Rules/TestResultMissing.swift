internal import Records
internal import YAMLTree

extension Rule {
  /// A planned test has no result.
  static let testResultMissing = Rule(
    name: "test-result-missing",
    summary: "A planned test has no result.",
    rationale: """
      The stage tested rests on results. A plan alone proves nothing.
      """,
    source: """
      NIST CM-3(2), SOC 2 CC8.1; field list of a change record, testing and mandatory minimum by \
      type and risk
      """,
    section: .testing, from: .tested,
    examples: [
      .bad("testing: {results: []}", at: "testing.results", stage: .tested),
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
        """, stage: .approved),
    ],
    check: { context in
      guard !context.isTestingWaived else { return [] }
      let testing = context.testing
      let results = testing?.results ?? []
      // What the risk asks for beyond the plan is said by another rule.
      var kinds: [ChangeRequest.Testing.TestKind] = []
      for kind in (testing?.plan ?? []).compactMap(\.kind) where !kinds.contains(kind) {
        kinds.append(kind)
      }
      if kinds.isEmpty { kinds = [.functional] }
      return kinds.filter { kind in !results.contains { $0.kind == kind } }.map { kind in
        Violation(
          "there is no result of a \(kind.rawValue) test", at: "testing.results",
          advice: "carry it out and record the result with its evidence")
      }
    })
}
