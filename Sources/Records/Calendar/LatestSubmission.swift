package import Primitives

extension Calendar {
  /// The last instant at which a change may be submitted so that its lead time is over by `start`.
  ///
  /// Counts the rule of lead times backwards and then asks that rule, so that both always agree.
  /// - Returns: nil if the zone is not known, its table ends, or no such instant is near.
  package func latestSubmission(
    before start: Instant, lead period: Period, inWorkingDays: Bool, zone: TimeZoneRules?
  ) -> Instant? {
    guard inWorkingDays, period.unit == .days else {
      return start.advanced(by: -period.seconds)
    }
    guard let zone, let local = zone.local(start) else { return nil }
    let rule = LeadTimeRule(calendar: self, zone: zone)
    func keeps(_ submitted: Instant) -> Bool {
      rule.earliest(after: submitted, period, inWorkingDays: true).map { $0 <= start } ?? false
    }
    // The latest day that keeps it at its first instant is the day sought. Holidays and weekends
    // stretch the way back, a year of them does not.
    let last = local.day.daysSinceEpoch
    for number in stride(from: last, through: max(-719_000, last - 3 * period.count - 400), by: -1)
    {
      let day = CivilDate(daysSinceEpoch: number)
      guard let begins = zone.beginning(of: day),
        let ends = zone.beginning(of: CivilDate(daysSinceEpoch: number + 1))
      else { return nil }
      guard keeps(begins) else { continue }
      var (low, high) = (begins.seconds, ends.seconds)
      while low + 1 < high {
        let middle = (low + high) / 2
        if keeps(Instant(seconds: middle)) { low = middle } else { high = middle }
      }
      return Instant(seconds: low)
    }
    return nil
  }
}
