package import Primitives
package import Records

/// One opening of a window of the calendar.
package struct Opening: Hashable, Sendable {
  /// The window's id.
  package let window: String
  /// The day on which it opens, to which a night belongs.
  package let day: CivilDate
  package let interval: ChangeRequest.Interval

  package init(window: String, day: CivilDate, interval: ChangeRequest.Interval) {
    self.window = window
    self.day = day
    self.interval = interval
  }
}

/// Why a window's opening on one day cannot be told.
package struct OpeningFault: Hashable, Sendable {
  /// The window's id.
  package let window: String
  package let day: CivilDate
  /// Whether clocks skip the time of day; else it lies beyond what is known of the zone.
  package let isSkipped: Bool
}

extension Calendar {
  /// The openings of windows that share an instant with an interval, by start and id, and the days
  /// on which a window opens or closes at a time that does not exist.
  ///
  /// - Parameter ids: the windows asked for; those that the calendar lacks are passed over.
  package func openings(
    of ids: [String], in zone: TimeZoneRules, within interval: ChangeRequest.Interval
  ) -> (openings: [Opening], faults: [OpeningFault]) {
    guard let first = zone.local(interval.start.advanced(by: -2 * 86_400))?.day,
      let last = zone.local(interval.end)?.day, first <= last
    else { return ([], []) }
    let rule = WindowRule(calendar: self, zone: zone)
    var openings: [Opening] = []
    var faults: [OpeningFault] = []
    for window in windows where ids.contains(window.id) {
      for number in first.daysSinceEpoch...last.daysSinceEpoch {
        let day = CivilDate(daysSinceEpoch: number)
        do throws(WindowRule.Fault) {
          guard let found = try rule.occurrence(of: window, on: day), found.overlaps(interval)
          else { continue }
          openings.append(Opening(window: window.id, day: day, interval: found))
        } catch {
          var isSkipped = false
          if case .skippedTime = error { isSkipped = true }
          faults.append(OpeningFault(window: window.id, day: day, isSkipped: isSkipped))
        }
      }
    }
    return (
      openings.sorted { ($0.interval.start, $0.window) < ($1.interval.start, $1.window) },
      faults.sorted { ($0.day, $0.window) < ($1.day, $1.window) }
    )
  }
}
