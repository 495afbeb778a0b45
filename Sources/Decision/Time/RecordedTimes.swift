package import Primitives

/// The times that recorders vouch for, as far as a clock believes them.
package struct RecordedTimes: Sendable {
  private let recordings: [History.Recording]
  /// The clock that believes them.
  let now: Instant

  /// Leaves out what is dated after `now` or before the last that recorded.
  package init(_ history: History, now: Instant) {
    var kept: [History.Recording] = []
    for recording in history.recordings where recording.time <= now {
      if let last = kept.last, recording.time < last.time { continue }
      kept.append(recording)
    }
    recordings = kept
    self.now = now
  }

  /// The time of the first recording at or after an act's integration.
  func time(of act: Act) -> Instant? { time(of: act.integration) }

  /// The time at which certificates are looked at: the recorded one, else the clock's own, since a
  /// commit's own date is nothing but a claim.
  func moment(of integration: Int?) -> Instant { time(of: integration) ?? now }

  /// The time of the first recording at or after a spine position.
  package func time(at position: Int) -> Instant? { time(of: position) }

  private func time(of integration: Int?) -> Instant? {
    guard let position = integration else { return nil }
    var (low, high) = (0, recordings.count)
    while low < high {
      let middle = (low + high) / 2
      if recordings[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low < recordings.count ? recordings[low].time : nil
  }
}

extension ChangeHistory {
  /// The history with the keys of all acts looked at at their time.
  func judged(by times: RecordedTimes) -> ChangeHistory {
    guard acts.contains(where: { !$0.keyValidity.isUnlimited }) else { return self }
    var copy = self
    copy.acts = acts.map { $0.judged(at: times.moment(of: $0.integration)) }
    return copy
  }
}
