package import Primitives

/// The earliest start that a lead time leaves after a submission.
package struct LeadTimeRule {
  private let calendar: Calendar
  private let zone: TimeZoneRules?

  /// Lead times by a calendar's holidays and the clocks of a zone; nil where it is not known.
  package init(calendar: Calendar, zone: TimeZoneRules?) {
    self.calendar = calendar
    self.zone = zone
  }

  /// The instant so much later; nil if the zone is not known or its table ends.
  ///
  /// Days that are counted in working days keep the local time of day of the submission.
  package func earliest(after submitted: Instant, _ period: Period, inWorkingDays: Bool) -> Instant?
  {
    guard inWorkingDays, period.unit == .days else { return submitted.advanced(by: period.seconds) }
    guard period.count <= 3660, let zone, let local = zone.local(submitted) else { return nil }
    var day = local.day
    var left = period.count
    while left > 0 {
      day = CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1)
      if isWorkingDay(day) { left -= 1 }
    }
    switch zone.resolve(day, seconds: local.seconds) {
    case .instant(let instant): return instant
    // The later of two, and the hour after a skipped one: a lead time is never shortened.
    case .twice(_, let second): return second
    case .skipped:
      guard case .instant(let instant)? = zone.resolve(day, seconds: local.seconds + 3600) else {
        return nil
      }
      return instant
    case nil: return nil
    }
  }

  private func isWorkingDay(_ day: CivilDate) -> Bool {
    day.weekday < 5 && !calendar.holidays.contains(day)
  }
}
