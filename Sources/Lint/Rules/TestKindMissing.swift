internal import Records
internal import YAMLTree

extension Rule {
  /// The test plan leaves out a kind of test that the risk asks for.
  static let testKindMissing = Rule(
    name: "test-kind-missing",
    summary: "The test plan leaves out a kind of test that the risk asks for.",
    rationale: """
      Low risk needs a functional test, medium risk compatibility as well, and high risk also \
      security and a rehearsal of the way back.
      """,
    source: "field list of a change record, mandatory minimum by type and risk",
    section: .testing, from: .approved,
    levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        """
        testing:
          plan: [{kind: functional, do: Open and save ten claims.}]
        """, at: "testing.plan"),
      .good(
        """
        assessment: {risk: low}
        testing:
          plan: [{kind: functional, do: Open and save ten claims.}]
        """),
    ],
    check: { context in
      guard !context.isTestingWaived, let plan = context.testing?.plan, !plan.isEmpty else {
        return []
      }
      return context.requiredTests.filter { kind in !plan.contains { $0.kind == kind } }.map {
        kind in
        Violation(
          "risk \(context.risk.rawValue) needs a \(kind.rawValue) test, the plan has none",
          at: "testing.plan", advice: "plan a \(kind.rawValue) test",
          related: [context.demand(for: .testing), .record("the risk", "assessment.risk")]
            .compactMap { $0 })
      }
    })
}
