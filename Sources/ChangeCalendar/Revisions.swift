internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// Counts what may have changed an entry, so that programs which read a calendar again know the
/// newer of two versions.
///
/// Every number grows with the history, and one with the clock, so their sum never falls.
struct Revisions {
  let history: History
  let policy: Policy
  let now: Instant
  /// The spine positions at which another policy came into force.
  private let policyPositions: [Int]

  init(history: History, policy: Policy, now: Instant) {
    self.history = history
    self.policy = policy
    self.now = now
    policyPositions = history.inForce.indices.dropFirst().filter {
      guard let before = history.inForce[$0 - 1], let here = history.inForce[$0] else {
        return false
      }
      return before != here
    }
  }

  /// The revisions of the policy's own entries: the policies that came into force after the first.
  var ofPolicy: Revision {
    let positions = policyPositions
    let times = positions.map { time(at: $0) } + beginnings
    return Revision(sequence: positions.count, time: latest(times))
  }

  /// The revisions of a change: texts of its record, commits with acts on it, approvals that
  /// expired, and policies that came into force.
  func of(_ change: ChangeHistory) -> Revision {
    var positions: [Int] = []
    var standing: Int?
    for spine in change.spineVersions where spine.version != standing {
      positions.append(spine.position)
      standing = spine.version
    }
    let acts = Dictionary(change.acts.map { ($0.commit, $0) }) { first, _ in first }.values
    let expiries = expiries(of: change)
    // A longer `valid-for` revives approvals: that policy counts for all that were there.
    let policies = policyPositions.reduce(0) { sum, position in
      sum + 1 + change.acts.count { $0.integration.map { $0 < position } ?? false }
    }
    let times =
      (positions + policyPositions).map { time(at: $0) }
      + acts.map { act in act.integration.map { time(at: $0) } ?? act.time } + expiries
    return Revision(
      sequence: max(0, positions.count - 1) + acts.count + expiries.count + policies,
      time: latest(times))
  }

  /// When acts of the change ran out, up to now.
  private func expiries(of change: ChangeHistory) -> [Instant] {
    var periods: [Verb: Period] = [:]
    for rule in policy.workflows.flatMap(\.stages.values) {
      guard let act = rule.act, let period = rule.validFor else { continue }
      if let known = periods[act], known.seconds <= period.seconds { continue }
      periods[act] = period
    }
    return change.acts.compactMap { act in
      guard let period = periods[act.statement.verb] else { return nil }
      let since = min(act.time, act.integrationTime ?? act.time)
      let end = since.advanced(by: period.seconds)
      return end <= now ? end : nil
    }
  }

  private var beginnings: [Instant] {
    history.inForce.firstIndex { $0 != nil }.map { [time(at: $0)] } ?? []
  }

  private func time(at position: Int) -> Instant {
    history.graph.times[history.graph.spine[position]]
  }

  /// The latest of the times that are not in the future; dates are claims.
  private func latest(_ times: [Instant]) -> Instant {
    times.filter { $0 <= now }.max() ?? now
  }
}
