internal import Records
internal import YAMLTree

extension Rule {
  /// The plan has no implementation steps.
  static let stepsMissing = Rule(
    name: "steps-missing",
    summary: "The plan has no implementation steps.",
    rationale: """
      A plan without steps can be neither judged, nor carried out by a deputy, nor undone step \
      by step.
      """,
    source: "Strathclyde, GitLab production change template; field list of a change record, plans",
    section: .implementation, from: .approved,
    levels: Levels(.error, .error, .error, emergency: .warning),
    examples: [
      .bad(
        without: ["implementation.steps"], at: "implementation.steps",
        also: ["log-unknown-step", "undoes-unknown-step"]),
      .good(
        """
        implementation:
          steps:
            - id: P1
              kind: capture
              do: Record the log position and the counts.
              by: implementer
              expect: a position and twelve counts
              minutes: 10
            - id: P2
              do: Stop writes.
              by: implementer
              expect: no open transaction
              minutes: 5
            - id: P3
              kind: decide
              do: Go on or go back.
              by: decision owner
              expect: a decision in the log
              minutes: 5
            - id: P4
              do: Switch the connections.
              by: implementer
              expect: 40 sessions on version 16
              minutes: 15
            - id: P5
              kind: verify
              do: Compare the counts.
              by: implementer
              expect: equal counts
              minutes: 10
        """),
    ],
    check: { context in
      let steps = context.implementation?.steps
      guard steps?.isEmpty ?? context.lacks(steps, "implementation.steps") else { return [] }
      return [
        Violation(
          "`implementation.steps` has no step", at: "implementation.steps",
          advice: "write down what is done, in order")
      ]
    })
}
