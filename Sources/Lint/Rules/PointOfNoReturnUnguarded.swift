internal import Records
internal import YAMLTree

extension Rule {
  /// Nothing is planned for the time after the point of no return.
  static let pointOfNoReturnUnguarded = Rule(
    name: "point-of-no-return-unguarded",
    summary: "Nothing is planned for the time after the point of no return.",
    rationale: """
      Behind that point the way back is closed. What holds then has to be decided before.
      """,
    source: "RB-09, the rubric on irreversible changes",
    section: .rollback, from: .approved,
    levels: Levels(.warning, .error, .error, emergency: .warning),
    examples: [
      .bad("rollback: {point-of-no-return: P4}", at: "rollback.after"),
      .good(
        """
        rollback:
          point-of-no-return: P4
          after:
            strategy: forward-fix
            do: The vendor repairs the index while reads go to the replica.
        """),
    ],
    check: { context in
      guard let rollback = context.rollback, let point = rollback.pointOfNoReturn,
        point != "none"
      else { return [] }
      let after = rollback.after
      let hasStrategy = !context.lacks(after?.strategy, "rollback.after.strategy")
      let hasAction = !Phrase.isEmptyTalk(after?.action ?? "")
      guard !hasStrategy || !hasAction else { return [] }
      let moment = context.latestNoReturn.map { ", which has to be passed by \($0)" } ?? ""
      return [
        Violation(
          "nothing is planned for the time after `\(point)`\(moment)", at: "rollback.after",
          advice: "add `after` with `strategy` and `do`",
          related: [.record("the point of no return", "rollback.point-of-no-return")])
      ]
    })
}
