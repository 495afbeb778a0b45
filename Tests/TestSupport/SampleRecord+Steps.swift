extension SampleRecord {
  /// The section of step 7 as Start leaves it.
  package func started(at moment: Moment) -> String {
    "execution:\n  started: \(moment.text)\n"
  }

  /// What Finish adds to it.
  package func finished(at moment: Moment) -> String {
    """
      finished: \(moment.text)
      log:
        - {at: \((moment - 20.minutes).text), step: P1, by: fay.stone, result: done}
        - {at: \((moment - 5.minutes).text), step: P2, by: fay.stone, result: done}
      deviations: []
      issues: []

    """
  }

  /// The section of step 8.
  package func reviewed(from moment: Moment) -> String {
    """
    review:
      objectives-met: true
      monitoring: {from: \(moment.text), until: \((moment + 2.days).text), signals: [p95 latency of claims-api]}
      findings: [The promotion took three minutes longer than rehearsed.]
      improvements: [{do: Raise the estimate of step P2., owner: rob.lane, due: 2026-12-31}]

    """
  }

  /// The section of step 9.
  package func closed(_ outcome: String = "successful") -> String {
    """
    closure:
      outcome: \(outcome)
      notes: All claims are served by version 16 and the old primary is switched off.

    """
  }
}
