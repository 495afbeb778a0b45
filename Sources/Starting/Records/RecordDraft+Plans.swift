internal import Records

extension RecordDraft {
  /// Whether more is asked for than at low risk.
  private var isRisky: Bool { (risk ?? .low) > .low }

  /// Step 4.
  var testing: String {
    let kinds =
      ["functional"] + (isRisky ? ["compatibility"] : [])
      + ((risk ?? .low) > .medium ? ["security", "rollback"] : [])
    let plan = kinds.map { "    - {kind: \($0), do: \(Blank.text("what is tried"))}\n" }.joined()
    return """
      # 4. How it is tested, outside production.
      testing:
        environment: \(Blank.text("where, such as preprod"))
        plan:
      \(plan)  # Once tested; evidence lies in changes/evidence/\(id)/.
        # results:
        #   - kind: functional
        #     result: pass
        #     by: a tester
        #     at: 2026-01-31T14:00:00+01:00
        #     evidence: evidence/\(id)/functional.txt
        #     sha256: what sha256sum prints

      """
  }

  /// Step 5, the way there.
  var implementation: String {
    """
    # 5. What is deployed, step by step.
    implementation:
      \(name("implementer", implementer, "the id of whoever carries it out"))
      artifacts:
        - name: \(Blank.text("what is deployed"))
          commit: \(Blank.text("the full commit id"))
      steps:
        - id: P1
          kind: capture
          do: \(Blank.text("how the state before is noted"))
          by: implementer
          expect: \(Blank.text("what the note shows"))
          minutes: \(Blank.text("how many"))
        - id: P2
          do: \(Blank.text("one action"))
          by: implementer
          expect: \(Blank.text("what is seen then"))
          minutes: \(Blank.text("how many"))
          reversible: true

    """
  }

  /// Step 5, the way back.
  var rollback: String {
    """
    # The way back: an exact target, who decides, on what signal, and how it is known to be done.
    rollback:
      \(name("strategy", strategy, "such as redeploy-previous or revert-config"))
      target:
        name: \(Blank.text("what is run again"))
        commit: \(Blank.text("the full commit id"))
      decision:
        \(name("owner", decider, "the id of whoever decides"))
        \(name("deputy", deputy, "the id of somebody else"))
      triggers:
        - id: T1
          \(line("signal", trigger, "what is measured"))
          source: \(Blank.text("where it is read"))
          when: \(Blank.text("a comparison such as > 400 ms"))
          for: \(Blank.text("how long, such as 10m"))
        - id: T2
          at-latest: \(Blank.text("when the decision is due anyway"))
          reason: \(Blank.text("why then"))
      point-of-no-return: none
      data:
        loss: \(Blank.text("none or bounded"))
        writes-after-change: \(Blank.text("what becomes of data written meanwhile"))
      steps:
        - id: R1
          undoes: [P2]
          do: \(Blank.text("one action"))
          by: implementer
          expect: \(Blank.text("what is seen then"))
          minutes: \(Blank.text("how many"))
    \(isRisky ? secondStep : "")  max-minutes: \(Blank.text("the longest it may take"))
      verify:
        - check: \(Blank.text("what is looked at"))
          expect: \(Blank.text("what is seen"))
          minutes: \(Blank.text("how many"))
    \(isRisky ? rehearsal : "")
    """
  }

  private var secondStep: String {
    """
        - id: R2
          undoes: [P1]
          do: \(Blank.text("how it is compared with the note of P1"))
          by: implementer
          expect: \(Blank.text("what is seen then"))
          minutes: \(Blank.text("how many"))

    """
  }

  private var rehearsal: String {
    """
      secure-state: \(Blank.text("what protects the state to go back to"))
      rehearsal:
        environment: \(Blank.text("where it was tried"))
        at: \(Blank.text("when"))
        minutes: \(Blank.text("how many it took"))
        result: pass
        evidence: evidence/\(id)/rehearsal.txt
        sha256: \(Blank.text("what sha256sum prints of that file"))

    """
  }

  /// Step 6.
  var schedule: String {
    if kind == .standard {
      return "# 6. When.\nschedule:\n  \(interval("window"))\n"
    }
    let events = ["announcement"] + (isRisky ? ["rollback"] : [])
    let lines = events.map { event in
      """
          - audience: \(Blank.text("who is told"))
            channel: \(Blank.text("how"))
            at: \(Blank.text("when"))
            event: \(event)

      """
    }
    return """
      # 6. When, and who is told.
      schedule:
        \(interval("window"))
        communications:
      \(lines.joined())
      """
  }
}
