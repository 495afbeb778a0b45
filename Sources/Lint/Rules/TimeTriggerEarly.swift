internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// A time trigger fires before the change begins.
  static let timeTriggerEarly = Rule(
    name: "time-trigger-early",
    summary: "A time trigger fires before the change begins.",
    rationale: """
      By such a plan the decision to go back is due before anything was done. The time stayed \
      behind when the window moved.
      """,
    source: "RB-06, RB-08",
    section: .rollback, levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        """
        rollback:
          triggers:
            - {id: T1, signal: p95 query time, source: dashboard claims, when: "> 400 ms", for: 10m}
            - {id: T2, at-latest: 2026-03-01T03:00:00+01:00, reason: writes have to be open by then}
        """, at: "rollback.triggers[1].at-latest"),
      .good(
        """
        rollback:
          triggers:
            - {id: T1, signal: p95 query time, source: dashboard claims, when: "> 400 ms", for: 10m}
            - {id: T2, at-latest: 2026-03-08T03:00:00+01:00, reason: writes have to be open by then}
        """),
    ],
    check: { context in
      guard let slot = context.slot else { return [] }
      return (context.rollback?.triggers ?? []).enumerated().compactMap { index, trigger in
        guard let time = trigger.atLatest, time <= slot.interval.start else { return nil }
        return Violation(
          "the trigger fires at \(time), and the change begins at \(slot.interval.start)",
          at: Place("rollback.triggers[\(index)].at-latest"), advice: "correct the time",
          related: [.record("the start", slot.place)])
      }
    })
}
