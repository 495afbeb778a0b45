internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The last result of a test is not a pass.
  static let testFailed = Rule(
    name: "test-failed",
    summary: "The last result of a test is not a pass.",
    rationale: """
      A failed test is an answer. Whoever goes on regardless changes the plan first, or gives \
      up.
      """,
    source: "field list of a change record, testing",
    section: .testing, from: .tested,
    examples: [
      .bad(
        """
        assessment: {risk: low}
        testing:
          plan: [{kind: functional, do: Open and save ten claims.}]
          results:
            - kind: functional
              result: fail
              by: ivy.moss
              at: 2026-02-26T14:00:00+01:00
              evidence: evidence/CHG-2026-7F3K/functional.txt
              sha256: b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c
        """, at: "testing.results[0].result", stage: .tested),
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
      let results = Array((context.testing?.results ?? []).enumerated())
      return ChangeRequest.Testing.TestKind.allCases.compactMap { kind in
        let ofKind = results.filter { $0.element.kind == kind }
        guard let last = ofKind.max(by: { isEarlier($0.element, $1.element) }),
          last.element.passed == false
        else { return nil }
        return Violation(
          "the last \(kind.rawValue) test failed",
          at: Place("testing.results[\(last.offset)].result"),
          advice: "remove the cause and test again")
      }
    })

  /// Results without a time count as earliest, so that they cannot hide a later failure.
  private static func isEarlier(
    _ left: ChangeRequest.Testing.Result, _ right: ChangeRequest.Testing.Result
  ) -> Bool {
    (left.at?.seconds ?? .min) < (right.at?.seconds ?? .min)
  }
}
