internal import Records
internal import YAMLTree

extension Rule {
  /// An implementation step is undone by no step of the way back.
  static let stepWithoutWayBack = Rule(
    name: "step-without-way-back",
    summary: "An implementation step is undone by no step of the way back.",
    rationale: """
      Changes fail in the middle. A way back that starts from the end leaves the half that was \
      done.
      """,
    source: "RB-05; partial failure",
    section: .rollback, from: .approved, levels: Levels(.off, .warning, .error, emergency: .off),
    examples: [
      .bad(
        """
        implementation:
          steps:
            - id: P1
              kind: capture
              do: Record the log position
              by: implementer
              expect: a position
              minutes: 5
            - id: P2
              do: Stop writes
              by: implementer
              expect: no open transaction
              minutes: 5
            - id: P9
              do: Drop the old schema
              by: implementer
              expect: 0 tables
              minutes: 5
        """, at: "implementation.steps[2]", also: ["log-unknown-step", "undoes-unknown-step"]),
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
      guard let rollback = context.rollback, let steps = context.implementation?.steps
      else {
        return []
      }
      let undone = Set((rollback.steps ?? []).flatMap(\.undoes))
      return steps.enumerated().compactMap { index, step in
        guard step.kind == .act, step.reversible != false, let id = step.id, !undone.contains(id)
        else {
          return nil
        }
        return Violation(
          "no step of the way back undoes `\(id)`", at: Place("implementation.steps[\(index)]"),
          advice: "name `\(id)` in an `undoes`, or mark it `reversible: false`",
          related: [context.demand(for: .rollback), .record("the way back", "rollback.steps")]
            .compactMap { $0 })
      }
    })
}
