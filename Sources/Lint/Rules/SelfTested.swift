internal import Records
internal import YAMLTree

extension Rule {
  /// At high risk every test was made by the implementer.
  static let selfTested = Rule(
    name: "self-tested",
    summary: "At high risk every test was made by the implementer.",
    rationale: """
      Who builds a change tests what was thought of while building it. The policy decides whose \
      Test counts; this looks at who ran them.
      """,
    source: "field list of a change record, testing: segregation of duties",
    section: .testing, from: .tested, levels: Levels(.off, .off, .warning, emergency: .off),
    examples: [
      .bad("implementation: {implementer: ivy.moss}", at: "testing.results", stage: .tested),
      .good("implementation: {implementer: fay.stone}", stage: .tested),
    ],
    check: { context in
      let people = (context.testing?.results ?? []).map(\.by)
      guard let implementer = context.implementation?.implementer, !people.isEmpty,
        people.allSatisfy({ $0 == implementer })
      else { return [] }
      return [
        Violation(
          "every test was made by `\(implementer)`, who also carries the change out",
          at: "testing.results", advice: "have somebody else repeat at least one of them",
          related: [.record("the implementer", "implementation.implementer")])
      ]
    })
}
