package import Decision
package import Primitives

/// Says when things happened on the trunk, and who vouches for it: the first recorder at or after,
/// else the dates that commits claim.
package struct SpineClock: Sendable {
  private let history: History
  /// The clock that believes recorders.
  let now: Instant
  /// Recordings as far as the clock believes them: none after `now`, none before the last.
  private let recordings: [History.Recording]

  package init(history: History, now: Instant) {
    self.history = history
    self.now = now
    var kept: [History.Recording] = []
    for recording in history.recordings where recording.time <= now {
      if let last = kept.last, recording.time < last.time { continue }
      kept.append(recording)
    }
    recordings = kept
  }

  /// The moment of a position on the first-parent chain; nil if there is no such position.
  package func moment(at position: Int) -> Moment? {
    let graph = history.graph
    guard graph.spine.indices.contains(position) else { return nil }
    let index = graph.spine[position]
    let recorded = recorded(from: position)
    return Moment(
      commit: graph.ids[index], position: position, time: recorded ?? graph.times[index],
      source: recorded == nil ? .claimed : .recorded)
  }

  /// The moment of an act: that of its integration if recorded, else its own date.
  package func moment(of act: Act) -> Moment {
    let recorded = act.integration.flatMap(recorded)
    return Moment(
      commit: act.id, position: act.integration, time: recorded ?? act.time,
      source: recorded == nil ? .claimed : .recorded)
  }

  private func recorded(from position: Int) -> Instant? {
    var (low, high) = (0, recordings.count)
    while low < high {
      let middle = (low + high) / 2
      if recordings[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low < recordings.count ? recordings[low].time : nil
  }
}
