internal import ChangeCalendar
internal import Primitives
internal import Records

/// Where instants lie across the picture, and what stands above them.
struct SVGScale {
  /// A mark at an instant.
  struct Tick {
    let instant: Instant
    let x: Int
    let label: String
  }

  let schedule: ChangeSchedule
  /// The left and right ends in tenths of a pixel.
  let left: Int
  let right: Int
  /// The width of a day in tenths of a pixel.
  let day: Int

  init(_ schedule: ChangeSchedule, left: Int) {
    self.schedule = schedule
    self.left = left
    let days = max(
      1, schedule.days.upperBound.daysSinceEpoch - schedule.days.lowerBound.daysSinceEpoch)
    let width = min(11_200, max(5_600, days * 280))
    right = left + width
    day = width / days
  }

  /// The place of an instant, held within the days that are shown.
  func x(_ instant: Instant) -> Int {
    let start = schedule.interval.start.seconds
    let length = max(1, schedule.interval.end.seconds - start)
    let passed = min(max(0, min(instant.seconds, schedule.interval.end.seconds) - start), length)
    return left + Int(passed * Int64(right - left) / length)
  }

  /// Whether an instant is among the days that are shown.
  func shows(_ instant: Instant) -> Bool {
    schedule.interval.contains(instant) || instant == schedule.interval.end
  }

  /// The days that are shown.
  var days: [CivilDate] {
    (schedule.days.lowerBound.daysSinceEpoch..<schedule.days.upperBound.daysSinceEpoch)
      .map { CivilDate(daysSinceEpoch: $0) }
  }

  /// The midnight that begins a day, which may be the end of the last one.
  func x(_ day: CivilDate) -> Int {
    schedule.zone.beginning(of: day).map { x($0) } ?? left
  }

  /// The months, as far apart as their names need; short names where days are narrow.
  var months: [Tick] {
    let isShort = day < 100
    let room = isShort ? 700 : 1_200
    var ticks: [Tick] = []
    for day in days where day.day == 1 || day == schedule.days.lowerBound {
      guard let instant = schedule.zone.beginning(of: day) else { continue }
      let name = LocalClock.months[day.month - 1]
      let tick = Tick(
        instant: instant, x: x(instant),
        label: "\(isShort ? String(name.prefix(3)) : name) \(day.year)")
      if let last = ticks.last, tick.x - last.x < room {
        // The first month may be nearly over: its successor says more.
        guard ticks.count == 1, schedule.days.lowerBound.day != 1, last.x == left else { continue }
        ticks.removeLast()
      }
      if tick.x + room <= right + SVGDrawing.margin || ticks.isEmpty { ticks.append(tick) }
    }
    return ticks
  }

  /// The days that have room for their number: all, the Mondays, or none.
  var numbers: [Tick] {
    guard day >= 40 else { return [] }
    return days.compactMap { date in
      guard day >= 160 || date.weekday == 0, let instant = schedule.zone.beginning(of: date) else {
        return nil
      }
      let name = LocalClock.weekdays[date.weekday]
      let label = day >= 500 ? "\(name) \(date.day)" : "\(date.day)"
      return Tick(instant: instant, x: x(instant), label: label)
    }
  }

  /// The hours of days that are wide enough.
  var hours: [Tick] {
    guard day >= 1_200 else { return [] }
    let step = day >= 4_000 ? 2 : day >= 2_500 ? 3 : 6
    return days.flatMap { date in
      stride(from: step, to: 24, by: step).compactMap { hour -> Tick? in
        guard case .instant(let instant)? = schedule.zone.resolve(date, seconds: hour * 3600) else {
          return nil
        }
        return Tick(
          instant: instant, x: x(instant), label: LocalClock.timeOfDay(hour * 3600))
      }
    }
  }
}
