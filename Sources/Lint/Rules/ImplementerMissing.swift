internal import Records
internal import YAMLTree

extension Rule {
  /// The record names no implementer.
  static let implementerMissing = Rule(
    name: "implementer-missing",
    summary: "The record names no implementer.",
    rationale: """
      Whoever carries out the change may not approve it, and has to be known for that.
      """,
    source: "GitLab production change template; field list of a change record, plans",
    topic: .implementation,
    from: .approved,
    examples: [
      .bad(without: ["implementation.implementer"], at: "implementation.implementer"),
      .bad(without: ["implementation"], at: "implementation.implementer", base: .standard),
      .good("implementation: {implementer: fay.stone}"),
    ],
    check: { context in
      let implementer = context.implementation?.implementer
      guard context.lacks(implementer, "implementation.implementer") else { return [] }
      return context.missing([("implementer", true)], in: "implementation")
    })
}
