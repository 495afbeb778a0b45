internal import Records
internal import YAMLTree

extension Rule {
  /// A change that is no emergency waives its tests.
  static let testWaiverMisplaced = Rule(
    name: "test-waiver-misplaced",
    summary: "A change that is no emergency waives its tests.",
    rationale: """
      Only the pressure of an emergency excuses untested work; everybody else has the time.
      """,
    source: "field list of a change record, testing and mandatory minimum by type and risk",
    section: .testing,
    examples: [
      .bad(
        """
        testing:
          waiver: {reason: No spare cluster exists., accepted-by: gus.vale}
        """, at: "testing.waiver"),
      .good(without: ["testing.plan", "testing.results"], base: .emergency),
    ],
    check: { context in
      guard context.change.kind != .emergency, context.testing?.waiver != nil else {
        return []
      }
      return [
        Violation(
          "a \(context.change.kind.rawValue) change waives its tests", at: "testing.waiver",
          advice: "remove the waiver and test", related: [.record("the type", "type")])
      ]
    })
}
