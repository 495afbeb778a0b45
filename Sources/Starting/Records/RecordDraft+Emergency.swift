internal import Records

extension RecordDraft {
  /// What an emergency owes of the way there before it starts.
  var emergencyImplementation: String {
    """
    # 5. What is deployed.
    implementation:
      \(name("implementer", implementer, "the id of whoever carries it out"))
      artifacts:
        - name: \(Blank.text("what is deployed"))
          commit: \(Blank.text("the full commit id"))

    """
  }

  /// What an emergency owes of the way back before it starts.
  var emergencyRollback: String {
    """
    # The way back: an exact target, who decides, on what signal, and how it is known to be done.
    rollback:
      \(name("strategy", strategy, "such as redeploy-previous or revert-config"))
      target:
        name: \(Blank.text("what is run again"))
        commit: \(Blank.text("the full commit id"))
      \(name("decision", decider.map { "{owner: \($0)}" }, "who decides"))
      triggers:
        - id: T1
          \(line("signal", trigger, "what is measured"))
          source: \(Blank.text("where it is read"))
          when: \(Blank.text("a comparison such as > 400 ms"))
          for: \(Blank.text("how long, such as 10m"))
        - id: T2
          at-latest: \(Blank.text("when the decision is due anyway"))
          reason: \(Blank.text("why then"))
      steps:
        - id: R1
          do: \(Blank.text("one action"))
          by: implementer
          expect: \(Blank.text("what is seen then"))
          minutes: \(Blank.text("how many"))
      verify:
        - check: \(Blank.text("what is looked at"))
          expect: \(Blank.text("what is seen"))
          minutes: \(Blank.text("how many"))

    """
  }

  /// What falls due at ratification.
  var emergencyRest: String {
    """
    # Due at ratification, after the start: assessment, testing, implementation.steps, the rest of
    # rollback, schedule. `assent lint` names them then; filling in what is absent is no edit.

    """
  }
}
