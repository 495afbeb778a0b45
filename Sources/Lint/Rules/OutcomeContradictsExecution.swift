internal import Records
internal import YAMLTree

extension Rule {
  /// The outcome does not agree with what the execution says about the way back.
  static let outcomeContradictsExecution = Rule(
    name: "outcome-contradicts-execution",
    summary: "The outcome does not agree with what the execution says about the way back.",
    rationale: """
      "Rolled back" without a rollback, or success with one, makes the rates wrong and the \
      record doubtful.
      """,
    source: "RB-22",
    section: .closure,
    examples: [
      .bad("closure: {outcome: rolled-back}", at: "closure.outcome"),
      .bad(
        """
        execution:
          rollback:
            trigger: T1
            decided-by: gus.vale
            started: 2026-03-08T01:40:00+01:00
            finished: 2026-03-08T02:00:00+01:00
            verified: true
        """, at: "closure.outcome"),
      .good(
        """
        closure: {outcome: rolled-back}
        execution:
          rollback:
            trigger: T1
            decided-by: gus.vale
            started: 2026-03-08T01:40:00+01:00
            finished: 2026-03-08T02:00:00+01:00
            verified: true
        """),
    ],
    check: { context in
      guard let outcome = context.closure?.outcome else { return [] }
      let rollback = context.execution?.rollback
      let message: String
      switch (outcome, rollback?.verified) {
      case (.rolledBack, nil) where rollback == nil: message = "there is no `execution.rollback`"
      case (.rolledBack, false?): message = "the rollback was not verified"
      case (.successful, _) where rollback != nil,
        (.successfulWithIssues, _) where rollback != nil,
        (.rejected, _) where rollback != nil:
        message = "the change was rolled back"
      default: return []
      }
      return [
        Violation(
          "the outcome is `\(outcome.rawValue)`, and \(message)", at: "closure.outcome",
          advice: "correct the outcome or the execution",
          related: [.record("the execution", "execution")])
      ]
    })
}
