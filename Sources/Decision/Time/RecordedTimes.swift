internal import Primitives

/// The times that recorders vouch for, as far as a clock believes them.
struct RecordedTimes {
  private let recordings: [History.Recording]

  /// Leaves out what is dated after `now` or before the last that recorded.
  init(_ history: History, now: Instant) {
    var kept: [History.Recording] = []
    for recording in history.recordings where recording.time <= now {
      if let last = kept.last, recording.time < last.time { continue }
      kept.append(recording)
    }
    recordings = kept
  }

  /// The time of the first recording at or after an act's integration.
  func time(of act: Act) -> Instant? {
    guard let position = act.integration else { return nil }
    var (low, high) = (0, recordings.count)
    while low < high {
      let middle = (low + high) / 2
      if recordings[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low < recordings.count ? recordings[low].time : nil
  }
}
