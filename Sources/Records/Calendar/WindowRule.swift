package import Primitives

/// Whether a planned interval fits into the windows that a calendar allows.
package struct WindowRule {
  /// Why the question has no answer.
  package enum Fault: Error, Hashable, Sendable {
    case unknownWindow(String)
    /// A window opens or closes at a local time that clocks skip on that day.
    case skippedTime(String, CivilDate)
    case unknownTime
  }

  private let calendar: Calendar
  private let zone: TimeZoneRules

  /// The windows of a calendar by the clocks of a zone.
  package init(calendar: Calendar, zone: TimeZoneRules) {
    self.calendar = calendar
    self.zone = zone
  }

  /// Whether the whole interval lies in the union of the windows. No windows at all never fit.
  package func fits(_ planned: ChangeRequest.Interval, windows ids: [String]) throws(Fault) -> Bool
  {
    var open: [ChangeRequest.Interval] = []
    for id in ids {
      guard let window = calendar.windows.first(where: { $0.id == id }) else {
        throw .unknownWindow(id)
      }
      open += try occurrences(of: window, around: planned)
    }
    var reached = planned.start
    for interval in open.sorted(by: { $0.start < $1.start }) where interval.start <= reached {
      reached = max(reached, interval.end)
    }
    return reached >= planned.end
  }

  /// Every opening of a window that may touch an interval. A night belongs to its first day.
  private func occurrences(of window: Calendar.Window, around planned: ChangeRequest.Interval)
    throws(Fault) -> [ChangeRequest.Interval]
  {
    guard let first = zone.local(planned.start.advanced(by: -2 * 86_400))?.day,
      let last = zone.local(planned.end.advanced(by: 86_400))?.day,
      last.daysSinceEpoch - first.daysSinceEpoch < 400
    else { throw .unknownTime }
    var result: [ChangeRequest.Interval] = []
    for number in first.daysSinceEpoch...max(first.daysSinceEpoch, last.daysSinceEpoch) {
      let day = CivilDate(daysSinceEpoch: number)
      if let opening = try occurrence(of: window, on: day) { result.append(opening) }
    }
    return result
  }

  /// The opening of a window that belongs to a day; nil if it has none there.
  package func occurrence(of window: Calendar.Window, on day: CivilDate) throws(Fault)
    -> ChangeRequest.Interval?
  {
    guard window.days.contains(day.weekday) else { return nil }
    let last =
      window.to <= window.from ? CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1) : day
    let start = try instant(day, window.from, window, isEnd: false)
    let end = try instant(last, window.to, window, isEnd: true)
    return start < end ? ChangeRequest.Interval(start: start, end: end) : nil
  }

  /// A time of day as an instant; of a doubled hour the first.
  private func instant(
    _ day: CivilDate, _ minutes: Calendar.MinuteOfDay, _ window: Calendar.Window, isEnd: Bool
  ) throws(Fault) -> Instant {
    switch zone.resolve(day, seconds: minutes * 60) {
    case .instant(let instant): return instant
    case .twice(let first, _): return first
    case .skipped: throw .skippedTime(window.id, day)
    case nil: throw .unknownTime
    }
  }
}
