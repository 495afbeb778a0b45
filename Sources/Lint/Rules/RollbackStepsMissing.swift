internal import Records
internal import YAMLTree

extension Rule {
  /// The way back has no step.
  static let rollbackStepsMissing = Rule(
    name: "rollback-steps-missing",
    summary: "The way back has no step.",
    rationale: """
      A way back is a list of things that somebody does. "Restore from backup" is not.
      """,
    source: "RB-04; Strathclyde",
    section: .rollback, from: .approved,
    examples: [
      .bad("rollback: {steps: []}", at: "rollback.steps", also: ["step-without-way-back"]),
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
      guard let rollback = context.rollback,
        rollback.strategy != ChangeRequest.Rollback.Strategy.none,
        rollback.steps?.isEmpty ?? context.lacks(rollback.steps, "rollback.steps")
      else { return [] }
      return [
        Violation(
          "`rollback.steps` has no step", at: "rollback.steps",
          advice: "write down what is done to go back, in order")
      ]
    })
}
