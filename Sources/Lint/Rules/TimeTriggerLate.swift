internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// A time trigger comes after the last moment at which the way back still fits.
  static let timeTriggerLate = Rule(
    name: "time-trigger-late",
    summary: "A time trigger comes after the last moment at which the way back still fits.",
    rationale: """
      A rollback that is decided too late ends after the window, or begins behind the point of \
      no return.
      """,
    source: "RB-08, RB-09; Strathclyde",
    section: .rollback, levels: Levels(.warning, .error, .error, emergency: .off),
    examples: [
      .bad(
        """
        rollback:
          triggers:
            - id: T1
              signal: p95 query time
              source: dashboard claims
              when: "> 400 ms"
              for: 10m
            - {id: T2, at-latest: 2026-03-08T04:45:00+01:00, reason: the office opens}
        """, at: "rollback.triggers[1].at-latest"),
      .good(
        """
        rollback:
          triggers:
            - id: T1
              signal: p95 query time
              source: dashboard claims
              when: "> 400 ms"
              for: 10m
            - id: T2
              at-latest: 2026-03-08T03:00:00+01:00
              reason: writes have to be open by then
        """),
    ],
    check: { context in
      guard let slot = context.slot, let decision = context.latestDecision else { return [] }
      let bound = min(decision, context.latestNoReturn ?? decision)
      let basis: Violation.Related =
        bound < decision
        ? .record("the point of no return", "rollback.point-of-no-return")
        : .record("the time that the way back is given", "rollback.max-minutes")
      return (context.rollback?.triggers ?? []).enumerated().compactMap { index, trigger in
        guard let atLatest = trigger.atLatest, atLatest > bound else { return nil }
        return Violation(
          "the trigger waits until \(atLatest), the latest decision time is \(bound)",
          at: Place("rollback.triggers[\(index)].at-latest"),
          advice: "set it to \(bound) or earlier",
          related: [.record("the end", slot.place), basis])
      }
    })
}
