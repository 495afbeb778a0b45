internal import Records
internal import YAMLTree

extension Rule {
  /// The way back from several steps has one step only.
  static let rollbackStepsTooFew = Rule(
    name: "rollback-steps-too-few",
    summary: "The way back from several steps has one step only.",
    rationale: """
      From medium risk on a plan of one step hides the others: stopping what still writes, going \
      back, and starting again. What one step did, one step may undo.
      """,
    source: "RB-04; Strathclyde",
    section: .rollback, from: .approved, levels: Levels(.off, .error, .error, emergency: .off),
    examples: [
      .bad(
        """
        rollback:
          steps:
            - id: R1
              undoes: [P2, P4]
              do: Switch the connections back
              by: implementer
              expect: 40 sessions on version 12
              minutes: 10
        """, at: "rollback.steps"),
      .good(
        """
        rollback:
          steps:
            - id: R1
              undoes: [P4]
              do: Switch the connections back.
              by: implementer
              expect: 40 sessions on version 12
              minutes: 15
            - id: R2
              undoes: [P2]
              do: Open writes on the old cluster.
              by: implementer
              expect: ten writes pass
              minutes: 10
        """),
    ],
    check: { context in
      guard let rollback = context.rollback, rollback.steps?.count == 1,
        rollback.strategy != ChangeRequest.Rollback.Strategy.none,
        context.implementation?.steps?.count ?? 2 > 1
      else { return [] }
      return [
        Violation(
          "the way back has 1 step, risk \(context.risk.rawValue) needs 2 or more",
          at: "rollback.steps", advice: "write down each thing that is done as a step of its own")
      ]
    })
}
