internal import Records
internal import YAMLTree

extension Rule {
  /// An implementation step has no planned minutes.
  static let stepUntimed = Rule(
    name: "step-untimed",
    summary: "An implementation step has no planned minutes.",
    rationale: """
      Without them nobody can tell whether the plan and the way back fit the window.
      """,
    source: """
      RB-08; Strathclyde, duration of each; field list of a change record, mandatory minimum by \
      type and risk
      """,
    section: .implementation, from: .approved,
    levels: Levels(.off, .warning, .error, emergency: .off),
    examples: [
      .bad(
        """
        implementation:
          steps:
            - id: P4
              do: Switch the connections
              by: implementer
              expect: 40 sessions on version 16
        """, at: "implementation.steps[0].minutes",
        also: ["log-unknown-step", "pre-state-uncaptured", "undoes-unknown-step"]),
      .good(
        """
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
        guard step.minutes == nil else { return [Violation]() }
        let place = Place("implementation.steps[\(index)]")
        return context.missing(
          [("minutes", context.lacks(step.minutes, Place("\(place).minutes")))], in: place)
      }
    })
}
