internal import Records
internal import YAMLTree

extension Rule {
  /// The owner of the decision to go back is also the deputy.
  static let selfDeputisedRollback = Rule(
    name: "self-deputised-rollback",
    summary: "The owner of the decision to go back is also the deputy.",
    rationale: """
      A deputy is for the case that the owner cannot be reached. One person cannot stand in for \
      herself.
      """,
    source: "RB-07",
    section: .rollback, from: .approved,
    levels: Levels(.error, .error, .error, emergency: .warning),
    examples: [
      .bad(
        """
        rollback:
          decision: {owner: gus.vale, deputy: gus.vale}
        """, at: "rollback.decision.deputy"),
      .good(
        """
        rollback:
          decision: {owner: gus.vale, deputy: kim.orr}
        """),
    ],
    check: { context in
      guard let rollback = context.rollback, let owner = rollback.decisionOwner,
        rollback.decisionDeputy == owner
      else { return [] }
      return [
        Violation(
          "`\(owner)` is owner and deputy of the decision", at: "rollback.decision.deputy",
          advice: "name another person", related: [.record("the owner", "rollback.decision.owner")])
      ]
    })
}
