internal import Records
internal import YAMLTree

extension Rule {
  /// The tests or the rehearsal run in the production environment that the change is meant for.
  static let testEnvironmentShared = Rule(
    name: "test-environment-shared",
    summary: """
      The tests or the rehearsal run in the production environment that the change is meant for.
      """,
    rationale: """
      A test in production is the change itself, carried out before anybody agreed to it.
      """,
    source: """
      NIST CM-4(1), PCI DSS 6.5.3, ISO 27001 A.8.31, LSREL09-BP01; field list of a change \
      record, testing
      """,
    section: .testing,
    examples: [
      .bad("testing: {environment: production}", at: "testing.environment"),
      .bad(
        """
        rollback:
          rehearsal: {environment: production}
        """, at: "rollback.rehearsal.environment"),
      .good("testing: {environment: preprod}"),
    ],
    check: { context in
      let places: [(String?, Place)] = [
        (context.testing?.environment, "testing.environment"),
        (context.rollback?.rehearsal?.environment, "rollback.rehearsal.environment"),
      ]
      return places.compactMap { environment, place in
        guard let environment, environment == "production" else { return nil }
        return Violation(
          "`\(environment)` is no place for a test", at: place,
          advice: "name an environment apart from production",
          related: [.record("where the change takes place", "request.environment")])
      }
    })
}
