internal import Primitives
internal import Records

/// Writes instants as the clocks of a calendar's zone show them.
struct LocalClock {
  let zone: TimeZoneRules

  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The day of an instant; nil beyond what is known of the zone.
  func day(_ instant: Instant) -> CivilDate? { zone.local(instant)?.day }

  /// `Sat 2026-03-07`.
  static func date(_ day: CivilDate) -> String { "\(weekdays[day.weekday]) \(day)" }

  /// `23:00`, with seconds where there are any, and with the offset in the hour that clocks repeat.
  func time(_ instant: Instant) -> String {
    guard let local = zone.local(instant) else { return instant.description }
    return Self.timeOfDay(local.seconds) + offset(instant, local)
  }

  /// `Sat 2026-03-07 23:00`; in UTC beyond what is known of the zone.
  func stamp(_ instant: Instant) -> String {
    guard let day = day(instant) else { return instant.description }
    return Self.date(day) + " " + time(instant)
  }

  /// `22:00–04:00`, seen from a day: the other days are named where the two times alone would
  /// mislead.
  func span(_ interval: ChangeRequest.Interval, on day: CivilDate) -> String {
    guard let first = self.day(interval.start), let last = self.day(interval.end) else {
      return "\(interval.start)–\(interval.end)"
    }
    let start = first == day ? time(interval.start) : stamp(interval.start)
    if first == day, last.daysSinceEpoch == day.daysSinceEpoch + 1 {
      // The midnight that ends a day, and nights.
      let end = time(interval.end)
      if end == "00:00" { return start + "–24:00" }
      if interval.end.seconds - interval.start.seconds < 86_400 { return start + "–" + end }
    }
    return start + "–" + (last == first && first == day ? time(interval.end) : stamp(interval.end))
  }

  /// `22:00` of seconds since midnight.
  static func timeOfDay(_ seconds: Int) -> String {
    let text = two(seconds / 3600) + ":" + two(seconds / 60 % 60)
    return seconds % 60 == 0 ? text : text + ":" + two(seconds % 60)
  }

  /// `+02:00` where the local time happened twice, else nothing.
  private func offset(_ instant: Instant, _ local: (day: CivilDate, seconds: Int)) -> String {
    guard case .twice? = zone.resolve(local.day, seconds: local.seconds),
      let offset = zone.offset(at: instant)
    else { return "" }
    let minutes = abs(offset) / 60
    return (offset < 0 ? "-" : "+") + Self.two(minutes / 60) + ":" + Self.two(minutes % 60)
  }

  private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}
