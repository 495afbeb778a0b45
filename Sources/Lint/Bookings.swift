internal import Records

/// Who wants one thing for one time, such as a system or a person.
struct Bookings {
  /// One wish.
  private struct Booking {
    let interval: ChangeRequest.Interval
    let index: Int
    /// Whether it changes the thing, or only needs it as it is.
    let changes: Bool
  }

  /// A wish that meets an earlier one.
  struct Clash {
    let index: Int
    let other: Int
    let thing: String
  }

  private var byThing: [String: [Booking]] = [:]

  mutating func add(
    _ thing: String, _ interval: ChangeRequest.Interval, _ index: Int, changes: Bool = true
  ) {
    byThing[thing, default: []].append(
      Booking(interval: interval, index: index, changes: changes))
  }

  /// By index the first clash of each with one that began before it, or at once and stands first.
  ///
  /// One pass over the wishes for a thing by their start: whatever begins is compared with the one
  /// that lasts longest, so that the work grows with the wishes and not with their pairs.
  func clashes() -> [Clash] {
    var found: [Int: Clash] = [:]
    for (thing, bookings) in byThing.sorted(by: { $0.key < $1.key }) where bookings.count > 1 {
      var lastChange: Booking?
      var lastNeed: Booking?
      let ordered = bookings.sorted {
        ($0.interval.start, $0.index) < ($1.interval.start, $1.index)
      }
      for booking in ordered {
        // Two that merely need a thing do not disturb each other.
        let rivals = booking.changes ? [lastChange, lastNeed] : [lastChange]
        let rival = rivals.compactMap { $0 }.first {
          $0.interval.end > booking.interval.start && $0.index != booking.index
        }
        if let rival, found[booking.index] == nil {
          found[booking.index] = Clash(index: booking.index, other: rival.index, thing: thing)
        }
        if booking.changes {
          if (lastChange?.interval.end).map({ $0 < booking.interval.end }) ?? true {
            lastChange = booking
          }
        } else if (lastNeed?.interval.end).map({ $0 < booking.interval.end }) ?? true {
          lastNeed = booking
        }
      }
    }
    return found.values.sorted { $0.index < $1.index }
  }
}
