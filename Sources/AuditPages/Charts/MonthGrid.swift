internal import Markup
internal import Primitives

/// The months of a period as tables, a cell for each day.
struct MonthGrid {
  let days: Range<CivilDate>
  /// By day, the changes of that day, sorted.
  let entries: [CivilDate: [String]]
  let frozen: Set<CivilDate>
  let holidays: Set<CivilDate>

  /// Of more months than this, the last are shown.
  private static let mostMonths = 27
  /// Of more changes than this, days show how many there are.
  private static let mostLinks = 900

  private static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Writes the months that have a day in the period.
  func write(into page: inout Markup, from place: PagePlace) {
    let first = days.lowerBound.year * 12 + days.lowerBound.month - 1
    let end = CivilDate(daysSinceEpoch: days.upperBound.daysSinceEpoch - 1)
    let last = end.year * 12 + end.month - 1
    guard first <= last else { return page.paragraph("The period has no day.") }
    let shown = max(first, last - Self.mostMonths + 1)...last
    if shown.lowerBound > first {
      page.paragraph("The last \(shown.count) months are shown; the others are in audit.db.")
    }
    let links = entries.reduce(0) { $0 + min(4, $1.value.count) }
    page.element("div", [.style("months")]) { months in
      for month in shown {
        write(month / 12, month % 12 + 1, isDetailed: links <= Self.mostLinks, place, into: &months)
      }
    }
  }

  private func write(
    _ year: Int, _ month: Int, isDetailed: Bool, _ place: PagePlace, into page: inout Markup
  ) {
    guard let first = CivilDate(year: year, month: month, day: 1) else { return }
    page.element("table", [.style("month")]) { table in
      table.element("caption", text: "\(Self.names[month - 1]) \(year)")
      table.head(Self.weekdays)
      table.element("tbody") { body in
        var monday = first.daysSinceEpoch - first.weekday
        repeat {
          body.element("tr") { row in
            for number in monday..<monday + 7 {
              let day = CivilDate(daysSinceEpoch: number)
              if day.month == month {
                write(day, isDetailed, place, into: &row)
              } else {
                row.element("td") { _ in }
              }
            }
          }
          monday += 7
        } while CivilDate(daysSinceEpoch: monday).month == month
      }
    }
    page.newline()
  }

  private func write(
    _ day: CivilDate, _ isDetailed: Bool, _ place: PagePlace, into row: inout Markup
  ) {
    let isFrozen = frozen.contains(day)
    row.element("td", isFrozen ? [.style("frost")] : []) { cell in
      var head = String(day.day)
      if isFrozen { head += " freeze" }
      if holidays.contains(day) { head += " holiday" }
      cell.element("span", [.style("day")], text: head)
      let ids = entries[day] ?? []
      guard isDetailed else {
        if !ids.isEmpty { cell.text(ids.count == 1 ? "1 change" : "\(ids.count) changes") }
        return
      }
      for id in ids.prefix(4) { cell.add(ChangeLink(id, from: place)) }
      if ids.count > 4 { cell.text("and \(ids.count - 4) more") }
    }
  }
}
