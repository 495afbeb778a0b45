internal import Decision
internal import Primitives

/// When commits came to the trunk, as far as their order and today's clock let them claim it.
///
/// A commit dated before the one below it, or after today, is taken to be as old as the one below:
/// no claim can put what it brought into the time before or after all audits.
struct TrunkArrivals {
  private let times: [Instant]

  init(history: History, now: Instant?) {
    let end = Instant(seconds: .max)
    let clock = Chronology(history: history, now: now ?? end)
    var times: [Instant] = []
    for position in history.graph.spine.indices {
      let claimed = clock.moment(at: position)?.time ?? end
      let latest = now.map { min($0, claimed) } ?? claimed
      if let below = times.last {
        times.append(claimed < below || claimed != latest ? below : claimed)
      } else {
        times.append(latest)
      }
    }
    self.times = times
  }

  subscript(position: Int) -> Instant? {
    times.indices.contains(position) ? times[position] : nil
  }
}
