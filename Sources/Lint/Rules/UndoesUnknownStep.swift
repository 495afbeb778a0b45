internal import Records
internal import YAMLTree

extension Rule {
  /// A step of the way back undoes a step that does not exist.
  static let undoesUnknownStep = Rule(
    name: "undoes-unknown-step",
    summary: "A step of the way back undoes a step that does not exist.",
    rationale: """
      A reference to a step that was renamed or dropped shows that the two plans were not \
      written together.
      """,
    source: "RB-05",
    section: .rollback,
    examples: [
      .bad(
        """
        rollback:
          steps:
            - id: R1
              undoes: [P7]
              do: Switch the connections back
              by: implementer
              expect: 40 sessions on version 12
              minutes: 10
            - id: R2
              undoes: [P2, P4]
              do: Open writes
              by: implementer
              expect: writes pass
              minutes: 5
        """, at: "rollback.steps[0].undoes[0]"),
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
      let known = Set((context.implementation?.steps ?? []).compactMap(\.id))
      return (context.rollback?.steps ?? []).enumerated().flatMap { index, step in
        step.undoes.enumerated().compactMap { position, id in
          guard !known.contains(id) else { return nil }
          return Violation(
            "no implementation step is called `\(id)`",
            at: Place("rollback.steps[\(index)].undoes[\(position)]"),
            advice: Names.stepAdvice(id, among: known),
            related: [.record("the steps", "implementation.steps")])
        }
      }
    })
}
