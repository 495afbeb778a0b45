internal import Records
internal import YAMLTree

extension Rule {
  /// The way back consists of phrases that fit every change.
  static let rollbackBoilerplate = Rule(
    name: "rollback-boilerplate",
    summary: "The way back consists of phrases that fit every change.",
    rationale: """
      A text that fits every change was written for none. It was copied, and nobody will be able \
      to follow it.
      """,
    source: "RB-16; the copy function of ServiceNow takes over backout plans by default",
    section: .rollback, from: .approved,
    levels: Levels(.warning, .warning, .error, emergency: .off),
    examples: [
      .bad(
        """
        rollback:
          steps:
            - id: R1
              undoes: [P2, P4]
              do: Restore from backup.
              by: implementer
              expect: 40 sessions on version 12
              minutes: 10
            - id: R2
              do: Open writes on the old cluster
              by: implementer
              expect: writes pass
              minutes: 5
        """, at: "rollback.steps[0].do"),
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
      guard let rollback = context.rollback else { return [] }
      var found: [Violation] = []
      func look(_ text: String?, _ place: @autoclosure () -> Place) {
        guard let text, !Phrase.isBlank(text), Phrase.isEmptyTalk(text) else { return }
        found.append(
          Violation(
            "`\(text)` fits every change", at: place(),
            advice: "write down what is done to these systems"))
      }
      for (index, step) in (rollback.steps ?? []).enumerated() {
        look(step.action, Place("rollback.steps[\(index)].do"))
        look(step.expect, Place("rollback.steps[\(index)].expect"))
      }
      for (index, trigger) in (rollback.triggers ?? []).enumerated() {
        look(trigger.signal, Place("rollback.triggers[\(index)].signal"))
      }
      look(rollback.data?.writesAfterChange, "rollback.data.writes-after-change")
      return found
    })
}
