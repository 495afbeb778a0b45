internal import Records
internal import YAMLTree

extension Rule {
  /// A step of the way back leaves out its id, action, actor or expected result.
  static let rollbackStepIncomplete = Rule(
    name: "rollback-step-incomplete",
    summary: "A step of the way back leaves out its id, action, actor or expected result.",
    rationale: """
      The way back is walked by people who are tired and did not write it.
      """,
    source: "RB-04; Strathclyde",
    section: .rollback, from: .approved,
    levels: Levels(.error, .error, .error, emergency: .warning),
    examples: [
      .bad(
        """
        assessment: {risk: low}
        rollback:
          steps:
            - id: R1
              undoes: [P2, P4]
              do: Switch the connections back
              by: implementer
              minutes: 10
        """, at: "rollback.steps[0].expect"),
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
      (context.rollback?.steps ?? []).enumerated().flatMap { index, step in
        let isComplete =
          step.id != nil && step.action?.isEmpty == false && step.by?.isEmpty == false
          && step.expect?.isEmpty == false
        guard !isComplete else { return [Violation]() }
        let place = Place("rollback.steps[\(index)]")
        return context.missing(
          [
            ("id", context.lacks(step.id, Place("\(place).id"))),
            ("do", context.lacks(step.action, Place("\(place).do"))),
            ("by", context.lacks(step.by, Place("\(place).by"))),
            ("expect", context.lacks(step.expect, Place("\(place).expect"))),
          ], in: place)
      }
    })
}
