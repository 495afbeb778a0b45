internal import Primitives
internal import Synchronization

/// What questions about one history at one time found out that the next ones ask again: nothing
/// that could not be found out anew.
final class Recollection: Sendable {
  /// The clock of the questions.
  let now: Instant
  let times: RecordedTimes

  init(of history: History, now: Instant) {
    self.now = now
    times = RecordedTimes(history, now: now)
  }

  /// Keeps what was found out for the clock that was last asked by.
  final class Shelf: Sendable {
    private let last = Mutex<Recollection?>(nil)

    func recollection(of history: History, at now: Instant) -> Recollection {
      last.withLock { last in
        if let last, last.now == now { return last }
        let new = Recollection(of: history, now: now)
        last = new
        return new
      }
    }
  }
}
