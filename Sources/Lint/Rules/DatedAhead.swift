internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// Something is said to have happened at a time that has not come yet.
  static let datedAhead = Rule(
    name: "dated-ahead",
    summary: "Something is said to have happened at a time that has not come yet.",
    rationale: """
      A result, a rehearsal or a log of the future was written before it was true. Asked with \
      `--now` alone.
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
      return context.pastTimes.filter { $0.time > now }.map {
        Violation(
          "\($0.time) has not come yet: it is \(now)", at: $0.place,
          advice: "write it down when it has happened")
      }
    })
}

extension LintContext {
  /// The times of what the record says has happened, with their places.
  fileprivate var pastTimes: [(time: Instant, place: Place)] {
    var times: [(Instant?, Place)] = []
    for (index, result) in (change.testing?.results ?? []).enumerated() {
      times.append((result.at, Place("testing.results[\(index)].at")))
    }
    times.append((change.rollback?.rehearsal?.at, "rollback.rehearsal.at"))
    times.append((change.execution?.started, "execution.started"))
    times.append((change.execution?.finished, "execution.finished"))
    for (index, entry) in (change.execution?.log ?? []).enumerated() {
      times.append((entry.at, Place("execution.log[\(index)].at")))
    }
    return times.compactMap { time, place in time.map { ($0, place) } }
  }
}
