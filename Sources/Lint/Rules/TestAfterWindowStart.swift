internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// A test result is dated after the window has opened.
  static let testAfterWindowStart = Rule(
    name: "test-after-window-start",
    summary: "A test result is dated after the window has opened.",
    rationale: """
      Tests come before the change. One that is dated later was either not a test of it or is \
      misdated. An emergency may be tested afterwards.
      """,
    source: "NIST CM-3(2), before finalising; field list of a change record, testing",
    section: .testing,
    examples: [
      .bad(
        """
        assessment: {risk: low}
        testing:
          results:
            - kind: functional
              result: pass
              by: ivy.moss
              at: 2026-03-08T02:00:00+01:00
        """, at: "testing.results[0].at"),
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
        """),
    ],
    check: { context in
      guard context.change.kind != .emergency, let window = context.schedule?.window else {
        return []
      }
      return (context.testing?.results ?? []).enumerated().compactMap { index, result in
        guard let at = result.at, at >= window.start else { return nil }
        return Violation(
          "the test is dated \(at), the window opens at \(window.start)",
          at: Place("testing.results[\(index)].at"),
          advice: "test before the window, or correct the date",
          related: [.record("the window", "schedule.window")])
      }
    })
}
