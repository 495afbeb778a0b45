internal import Records
internal import YAMLTree

extension Rule {
  /// At high risk the implementer alone decides about going back.
  static let selfDecidedRollback = Rule(
    name: "self-decided-rollback",
    summary: "At high risk the implementer alone decides about going back.",
    rationale: """
      Whoever has worked for hours on a change is the last to give it up.
      """,
    source: "RB-07; Strathclyde, GitLab production change template",
    section: .rollback, from: .approved, levels: Levels(.off, .off, .error, emergency: .off),
    examples: [
      .bad(
        """
        rollback:
          decision: {owner: fay.stone, deputy: kim.orr}
        """, at: "rollback.decision.owner"),
      .good(
        """
        rollback:
          decision: {owner: gus.vale, deputy: kim.orr}
        """),
    ],
    check: { context in
      guard let owner = context.rollback?.decisionOwner,
        context.implementation?.implementer == owner
      else { return [] }
      return [
        Violation(
          "`\(owner)` implements the change and decides about going back",
          at: "rollback.decision.owner", advice: "let somebody else decide",
          related: [.record("the implementer", "implementation.implementer")])
      ]
    })
}
