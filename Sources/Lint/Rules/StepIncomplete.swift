internal import Records
internal import YAMLTree

extension Rule {
  /// An implementation step leaves out its id, action, actor or expected result.
  static let stepIncomplete = Rule(
    name: "step-incomplete",
    summary: "An implementation step leaves out its id, action, actor or expected result.",
    rationale: """
      A step has to be carried out by somebody who did not write it, and to be seen to have \
      worked.
      """,
    source: "Strathclyde; field list of a change record, plans",
    section: .implementation, from: .approved,
    levels: Levels(.error, .error, .error, emergency: .warning),
    examples: [
      .bad(
        """
        assessment: {risk: low}
        implementation:
          steps: [{id: P4, do: Switch the connections, by: implementer, minutes: 15}]
        """, at: "implementation.steps[0].expect",
        also: ["log-unknown-step", "undoes-unknown-step"]),
      .good(
        """
        assessment: {risk: low}
        implementation:
          steps:
            - id: P4
              do: Switch the connections
              by: implementer
              expect: 40 sessions on version 16
              minutes: 15
        """),
    ],
    check: { context in
      (context.implementation?.steps ?? []).enumerated().flatMap { index, step in
        let isComplete =
          step.id != nil && step.action?.isEmpty == false && step.by?.isEmpty == false
          && step.expect?.isEmpty == false
        guard !isComplete else { return [Violation]() }
        let place = Place("implementation.steps[\(index)]")
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
