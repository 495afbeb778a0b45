internal import Records
internal import YAMLTree

extension Rule {
  /// A standard change writes down what its template already says.
  static let standardSectionRepeated = Rule(
    name: "standard-section-repeated",
    summary: "A standard change writes down what its template already says.",
    rationale: """
      A standard change is approved because it differs from its template in nothing but the few \
      fields that the template leaves open. Whatever else it sets, it is a normal change.
      """,
    source: "the semantics of Assent, standard changes",
    examples: [
      .bad("rollback: {strategy: revert-config}", at: "rollback", base: .standard),
      .bad(
        "request: {justification: The certificate expires in two weeks.}",
        at: "request.justification", base: .standard),
      .good(base: .standard),
    ],
    check: { context in
      let change = context.change
      guard change.kind == .standard else { return [] }
      let parts: [(String, Bool)] = [
        ("request.description", change.request?.description != nil),
        ("request.justification", change.request?.justification != nil),
        ("request.expected-outcome", change.request?.expectedOutcome != nil),
        ("request.environment", change.request?.environment != nil),
        ("assessment", change.assessment != nil),
        ("testing", change.testing != nil),
        ("implementation.artifacts", !(change.implementation?.artifacts ?? []).isEmpty),
        ("implementation.steps", change.implementation?.steps != nil),
        ("rollback", change.rollback != nil),
      ]
      return parts.filter(\.1).map { path, _ in
        Violation(
          "a standard change sets `\(path)`, which its template gives", at: Place(path),
          advice: "remove it, or set `type: normal`", related: [.record("the type", "type")])
      }
    })
}
