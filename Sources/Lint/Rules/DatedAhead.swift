internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// Something is said to have happened at a time that has not come yet.
  static let datedAhead = Rule(
    name: "dated-ahead",
    summary: "Something is said to have happened at a time that has not come yet.",
    rationale: """
      A result, a rehearsal or a log of the future was written before it was true. Of results and \
      of the execution the first such time is reported. Asked with `--now` alone.
      """,
    source: "field list of a change record, test and execution",
    levels: .warning,
    examples: [
      .bad(
        """
        rollback:
          rehearsal: {at: 2026-03-07T17:00:00+01:00}
        """, without: ["execution", "review", "closure"], at: "rollback.rehearsal.at",
        now: "2026-03-01T12:00:00+01:00"),
      .good(
        without: ["execution", "review", "closure"], now: "2026-03-01T12:00:00+01:00"),
    ],
    check: { context in
      guard let now = context.surroundings.now else { return [] }
      return context.pastTimes.compactMap { times in
        guard let (time, place) = times.first(where: { $0.time > now }) else { return nil }
        return Violation(
          "\(time) has not come yet: it is \(now)", at: place,
          advice: "write it down when it has happened")
      }
    })
}

extension LintContext {
  /// The times of what the record says has happened, with their places, by what happened.
  fileprivate var pastTimes: [[(time: Instant, place: Place)]] {
    let results = (change.testing?.results ?? []).enumerated().map { index, result in
      (result.at, Place("testing.results[\(index)].at"))
    }
    let log = (change.execution?.log ?? []).enumerated().map { index, entry in
      (entry.at, Place("execution.log[\(index)].at"))
    }
    let groups: [[(Instant?, Place)]] = [
      results, [(change.rollback?.rehearsal?.at, "rollback.rehearsal.at")],
      [
        (change.execution?.started, "execution.started"),
        (change.execution?.finished, "execution.finished"),
      ] + log,
    ]
    return groups.map { $0.compactMap { time, place in time.map { ($0, place) } } }
  }
}
