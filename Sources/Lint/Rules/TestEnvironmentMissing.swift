internal import Records
internal import YAMLTree

extension Rule {
  /// The record does not say where the tests run.
  static let testEnvironmentMissing = Rule(
    name: "test-environment-missing",
    summary: "The record does not say where the tests run.",
    rationale: """
      A result means something only for the environment in which it was obtained.
      """,
    source: "NIST CM-4(1), PCI DSS 6.5.3; field list of a change record, testing",
    section: .testing, from: .approved, levels: Levels(.error, .error, .error, emergency: .off),
    examples: [
      .bad(without: ["testing.environment"], at: "testing.environment"),
      .good("testing: {environment: preprod}"),
    ],
    check: { context in
      guard !context.isTestingWaived, let testing = context.testing else { return [] }
      return context.missing(
        [("environment", context.lacks(testing.environment, "testing.environment"))], in: "testing")
    })
}
