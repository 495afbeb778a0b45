internal import Records
internal import YAMLTree

extension Rule {
  /// A standard change writes down what its template already says.
  static let standardSectionRepeated = Rule(
    name: "standard-section-repeated",
    summary: "A standard change writes down what its template already says.",
    rationale: """
      A standard change is approved because it differs from its template in nothing but the few \
      fields that the template leaves open. Whatever else it sets makes it a normal change, which \
      needs everything that a normal change needs.
      """,
    source: "the semantics of Assent, standard changes",
    levels: .warning,
    examples: [
      .bad(
        "rollback: {strategy: revert-config}", at: "rollback", base: .standard,
        also: [
          "assessment-missing", "data-effect-missing", "log-unknown-step",
          "point-of-no-return-missing", "rehearsal-missing", "request-incomplete",
          "rollback-decider-missing", "rollback-steps-missing", "rollback-target-missing",
          "rollback-untimed", "steps-missing", "systems-missing", "testing-missing",
          "trigger-missing", "verify-missing",
        ]),
      .bad(
        "request: {justification: The certificate expires in two weeks.}",
        at: "request.justification", base: .standard,
        also: [
          "assessment-missing", "log-unknown-step", "request-incomplete", "rollback-missing",
          "steps-missing", "systems-missing", "testing-missing",
        ]),
      .good(base: .standard),
    ],
    check: { context in
      context.furtherKeys.map { departure in
        Violation(
          departure.message + "; it is judged as a normal change", at: departure.place,
          advice: "remove it, or set `type: normal`", related: [.record("the type", "type")])
      }
    })
}
