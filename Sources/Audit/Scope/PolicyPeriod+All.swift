package import Decision
internal import Primitives
internal import Records

extension PolicyPeriod {
  /// The policies that were in force during a period, in the order of the trunk.
  ///
  /// - Parameter arrivals: how each of the history's policies came into force.
  package static func all(
    in history: History, arrivals: [PolicyArrival], during period: AuditPeriod, clock: Chronology
  ) -> [PolicyPeriod] {
    var starts: [(index: Int, position: Int)] = []
    for (position, index) in history.inForce.enumerated() {
      guard let index, starts.last?.index != index else { continue }
      starts.append((index, position))
    }
    let came = TrunkArrivals(history: history, now: clock.now)
    let known = Dictionary(arrivals.map { ($0.commit, $0) }) { first, _ in first }
    return starts.indices.compactMap { place in
      let (index, position) = starts[place]
      guard history.policies.indices.contains(index), let from = clock.moment(at: position) else {
        return nil
      }
      let next = place + 1 < starts.count ? clock.moment(at: starts[place + 1].position) : nil
      // What stands at the standpoint is shown whatever its date says, and so is what the trunk took
      // up in the period: a policy of an hour may be dated 1970.
      let isOver = next.map { $0.time <= period.start } ?? false
      let isAhead = from.time >= period.end && next != nil
      if isOver || isAhead {
        let end = next?.position.flatMap { came[$0] }
        guard let end, end > period.start, let begun = came[position], begun < period.end
        else { return nil }
      }
      let version = history.policies[index]
      let arrival = known[version.commit]
      return PolicyPeriod(
        version: version.policy.charter.version, digest: version.digest, commit: version.commit,
        from: from, until: next, isTrustRoot: arrival?.isTrustRoot ?? (place == 0),
        approvals: (arrival?.approvals ?? []).map {
          Approval(person: $0.person, commit: $0.commit, time: $0.time)
        }, changedFiles: arrival?.changedFiles ?? [])
    }
  }
}

extension PolicyUnrest {
  /// The stretches of the trunk, up to the standpoint, on which no policy was settled; those that
  /// ended before the period are left out.
  package static func all(
    in history: History, during period: AuditPeriod, clock: Chronology
  ) -> [PolicyUnrest] {
    let came = TrunkArrivals(history: history, now: clock.now)
    return history.problems.compactMap { problem in
      guard let from = clock.moment(at: problem.positions.lowerBound) else { return nil }
      let until = clock.moment(at: problem.positions.upperBound)
      let end = until?.position.flatMap { came[$0] }
      guard until.map({ max($0.time, end ?? $0.time) > period.start }) ?? true else { return nil }
      return PolicyUnrest(from: from, until: until, message: problem.message)
    }.sorted { ($0.from.position ?? 0, $0.message) < ($1.from.position ?? 0, $1.message) }
  }
}
