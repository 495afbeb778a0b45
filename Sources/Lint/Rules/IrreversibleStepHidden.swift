internal import Records
internal import YAMLTree

extension Rule {
  /// A step cannot be undone, although the record knows no point of no return.
  static let irreversibleStepHidden = Rule(
    name: "irreversible-step-hidden",
    summary: "A step cannot be undone, although the record knows no point of no return.",
    rationale: """
      Either the step can be left as it is when people go back, and a note says so, or the \
      record hides a one-way door.
      """,
    source: "RB-17, RB-09",
    section: .rollback, from: .approved, levels: .warning,
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
            - id: P4
              do: Drop the old tables
              by: implementer
              expect: 0 tables
              minutes: 15
              reversible: false
        """, at: "implementation.steps[2].reversible", also: ["log-unknown-step"]),
      .good(
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
            - id: P4
              do: Extend the volume by 400 GB
              by: implementer
              expect: 1600 GB
              minutes: 15
              reversible: false
              note: A larger volume does no harm and is left alone on the way back.
        """),
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
      guard let rollback = context.rollback, !context.isIrreversible,
        rollback.pointOfNoReturn == "none"
      else { return [] }
      return (context.implementation?.steps ?? []).enumerated().compactMap { index, step in
        guard step.kind == .act, step.reversible == false, Phrase.isBlank(step.note ?? "") else {
          return nil
        }
        return Violation(
          "`\(step.id ?? "a step")` cannot be undone, `point-of-no-return` is `none`",
          at: Place("implementation.steps[\(index)].reversible"),
          advice:
            "name the point of no return, or say in a `note` why the step may be left as it is",
          related: [.record("the point of no return", "rollback.point-of-no-return")])
      }
    })
}
