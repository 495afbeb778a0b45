internal import Primitives
internal import Synchronization

/// What questions about one history at one time found out that the next ones ask again: nothing
/// that could not be found out anew.
final class Recollection: Sendable {
  /// The clock of the questions.
  let now: Instant
  let times: RecordedTimes
  private let slots = Mutex<[SlotQuestion: Int?]>([:])

  /// Who holds a slot, by which policy.
  private struct SlotQuestion: Hashable {
    let change: String
    let policy: ObjectIdentifier?
  }

  init(of history: History, now: Instant) {
    self.now = now
    times = RecordedTimes(history, now: now)
  }

  /// Since which spine position a change of the history holds its slot at the tip.
  func slot(
    of change: String, by policy: History.PolicyVersion?, judging judge: () -> Int?
  ) -> Int? {
    let question = SlotQuestion(change: change, policy: policy.map(ObjectIdentifier.init))
    if let known = slots.withLock({ $0[question] }) { return known }
    let slot = judge()
    slots.withLock { $0[question] = .some(slot) }
    return slot
  }

  /// Keeps what was found out for a few clocks: an audit asks by that of its period and by today's.
  final class Shelf: Sendable {
    private static let room = 4

    private let kept = Mutex<[Recollection]>([])

    func recollection(of history: History, at now: Instant) -> Recollection {
      kept.withLock { kept in
        if let known = kept.first(where: { $0.now == now }) { return known }
        let new = Recollection(of: history, now: now)
        kept = kept.suffix(Self.room - 1) + [new]
        return new
      }
    }
  }
}
