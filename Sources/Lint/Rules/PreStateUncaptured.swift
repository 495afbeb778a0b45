internal import Records
internal import YAMLTree

extension Rule {
  /// Nothing records the state before the first step that changes it.
  static let preStateUncaptured = Rule(
    name: "pre-state-uncaptured",
    summary: "Nothing records the state before the first step that changes it.",
    rationale: """
      Whoever goes back has to know where to. The state before is gone with the first step that \
      changes it.
      """,
    source: "RB-14",
    section: .implementation, from: .approved,
    levels: Levels(.off, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        """
        implementation:
          steps:
            - id: P2
              do: Stop writes
              by: implementer
              expect: no open transaction
              minutes: 5
            - id: P4
              do: Switch the connections
              by: implementer
              expect: 40 sessions on version 16
              minutes: 15
        """, at: "implementation.steps[0]", also: ["log-unknown-step"]),
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
      guard let steps = context.implementation?.steps,
        let first = steps.firstIndex(where: { $0.kind == .act }),
        !steps[..<first].contains(where: { $0.kind == .capture })
      else { return [] }
      return [
        Violation(
          "no step of kind `capture` comes before `\(steps[first].id ?? "the first step")`",
          at: Place("implementation.steps[\(first)]"),
          advice: "add a `capture` step that records what the way back restores")
      ]
    })
}
