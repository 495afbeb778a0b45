internal import Diagnostics
internal import Primitives
internal import Records

extension PolicyRule {
  /// A window opens or closes at a time that clocks skip.
  static let windowSkipped = PolicyRule(
    name: "window-skipped",
    summary: "A window opens or closes at a local time that clocks skip this year or next.",
    rationale: """
      When clocks are put forward an hour does not exist. A window that begins or ends in it cannot \
      be evaluated, and no change can be planned in the days around.
      """,
    source: "the policy model: windows", severity: .warning,
    examples: [
      .bad(
        "calendar.yaml",
        """
        windows: [{id: night, days: [sat], from: "22:00", to: "02:30"}]
        """, at: "windows[0].to"),
      .good(
        "calendar.yaml",
        """
        windows: [{id: night, days: [sat], from: "22:00", to: "04:00"}]
        """),
    ],
    check: { context in
      guard let zone = context.zone, let today = zone.local(context.now)?.day else { return [] }
      let days = zone.skippingDays(from: today, through: today.year + 1)
      return context.policy.calendar.windows.enumerated().flatMap { index, window in
        window.ends.compactMap { end in
          let skipped = days.first { day in
            let opening = CivilDate(daysSinceEpoch: day.daysSinceEpoch - end.daysLater)
            return window.days.contains(opening.weekday)
              && zone.resolve(day, seconds: end.minute * 60) == .skipped
          }
          return skipped.map { day in
            PolicyViolation(
              "`\(window.id)` \(end.verb) on \(day) at a time that clocks skip in "
                + context.policy.calendar.timeZone,
              at: PolicySpot.calendar.appending("windows").appending(index).appending(end.key),
              advice: "choose a time before or after the hour that is skipped")
          }
        }
      }
    })
}

extension Calendar.Window {
  /// The two ends of a window: the key, what happens, when, and how many days after it opened.
  fileprivate var ends: [(key: String, verb: String, minute: Int, daysLater: Int)] {
    let isOver = to <= from || to == 1440
    return [
      ("from", "opens", from, 0), ("to", "closes", to == 1440 ? 0 : to, isOver ? 1 : 0),
    ]
  }
}

extension TimeZoneRules {
  /// The days of whose hours one does not exist.
  fileprivate func skippingDays(from first: CivilDate, through year: Int) -> [CivilDate] {
    guard let last = CivilDate(year: min(year, 9999), month: 12, day: 31), first < last else {
      return []
    }
    return (first.daysSinceEpoch...last.daysSinceEpoch).map(CivilDate.init(daysSinceEpoch:))
      .filter { day in
        let (start, end) = (resolve(day, seconds: 0), resolve(day, seconds: 86_400))
        guard case .instant(let from)? = start, case .instant(let to)? = end else { return true }
        return to.seconds - from.seconds < 86_400
      }
  }
}
