internal import Records
internal import YAMLTree

extension Rule {
  /// Nobody, or nobody else, is named to decide about going back.
  static let rollbackDeciderMissing = Rule(
    name: "rollback-decider-missing",
    summary: "Nobody, or nobody else, is named to decide about going back.",
    rationale: """
      The decision costs the change, and has to be made within minutes. It needs an owner, and a \
      deputy for the night when the owner sleeps.
      """,
    source: "RB-07; Strathclyde, DORA RTS 17(1)(e), responsibilities",
    section: .rollback, from: .approved,
    levels: Levels(.error, .error, .error, emergency: .warning),
    examples: [
      .bad(without: ["rollback.decision"], at: "rollback.decision.owner"),
      .bad(without: ["rollback.decision.deputy"], at: "rollback.decision.deputy"),
      .good(
        """
        rollback:
          decision: {owner: gus.vale, deputy: kim.orr}
        """),
    ],
    check: { context in
      guard let rollback = context.rollback else { return [] }
      return context.missing(
        [
          ("owner", context.lacks(rollback.decisionOwner, "rollback.decision.owner")),
          ("deputy", context.lacks(rollback.decisionDeputy, "rollback.decision.deputy")),
        ], in: "rollback.decision")
    })
}
