internal import Records
internal import YAMLTree

extension Rule {
  /// There is no test plan.
  static let testingMissing = Rule(
    name: "testing-missing",
    summary: "There is no test plan.",
    rationale: """
      What is not tested before is tested on the users. The plan is judged together with the \
      change, the results come later.
      """,
    source: "NIST CM-3(2), SOC 2 CC8.1, PCI DSS 6.5.1; field list of a change record, testing",
    section: .testing, from: .approved, levels: Levels(.error, .error, .error, emergency: .off),
    examples: [
      .bad(without: ["testing"], at: "testing.plan"),
      .bad("testing: {plan: []}", at: "testing.plan"),
      .good(
        """
        assessment: {risk: low}
        testing:
          plan: [{kind: functional, do: Open and save ten claims.}]
        """),
    ],
    check: { context in
      guard !context.isTestingWaived else { return [] }
      let plan = context.testing?.plan
      guard plan?.isEmpty ?? context.lacks(plan, "testing.plan") else { return [] }
      return [
        Violation(
          "`testing.plan` plans no test", at: "testing.plan",
          advice: "plan at least: \(context.requiredTests.map(\.rawValue).joined(separator: ", "))")
      ]
    })
}
