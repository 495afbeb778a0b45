package import ChangeCalendar
internal import Decision
internal import Primitives
internal import Records

/// Writes a change calendar as an agenda: a line for each day that has something.
package struct CalendarText {
  private let hasColour: Bool
  /// The columns of the terminal; nil where lines are neither broken nor cut.
  private let width: Int?

  package init(hasColour: Bool, width: Int? = nil) {
    self.hasColour = hasColour
    self.width = width
  }

  /// The whole page.
  package func page(_ schedule: ChangeSchedule) -> String {
    let words = CalendarWords(schedule)
    var page = Page(hasColour: hasColour, width: width)
    page.item("", words.title + ", " + words.range)
    page.item("", words.counts)
    if let problem = schedule.problem {
      page.item("", "nothing can be decided at present: " + problem, ink: .bad)
    }
    page.space()
    let agenda = Agenda(schedule, words)
    for number in schedule.days.lowerBound.daysSinceEpoch..<schedule.days.upperBound.daysSinceEpoch
    {
      add(agenda.day(CivilDate(daysSinceEpoch: number)), words, to: &page)
    }
    if agenda.isEmpty { page.line("nothing on these days") }
    if !schedule.unplanned.isEmpty {
      page.heading("Asked for these days, without a window yet")
      for change in schedule.unplanned {
        page.item(
          "  \(PlainText.line(change.id))  ",
          "\(change.title), between \(words.clock.stamp(change.timeline.start)) and "
            + words.clock.stamp(change.timeline.end))
      }
    }
    page.space()
    page.item("", words.basis)
    return page.text
  }

  private func add(_ day: Agenda.Day, _ words: CalendarWords, to page: inout Page) {
    guard !day.isEmpty else { return }
    let lead = LocalClock.date(day.date) + "  "
    if day.notes.isEmpty {
      page.line(LocalClock.date(day.date))
    } else {
      page.item(lead, day.notes.joined(separator: "; "))
    }
    for entry in day.entries { add(entry, words, to: &page) }
  }

  private func add(_ entry: Agenda.Entry, _ words: CalendarWords, to page: inout Page) {
    let change = entry.change
    let indent = "    "
    let start = "  \(entry.span)  \(PlainText.line(change.id))  "
    let rest = " · \(words.stage(change))  "
    let used = PlainText.width(start + change.gate.rawValue + rest)
    let title = PlainText.line(change.title)
    let word = ink(change)(change.gate.rawValue, hasColour)
    // A title that has no room beside the rest gets a line of its own.
    let fits = width.map { used + PlainText.width(title) <= $0 } ?? true
    if fits {
      page.line(start + word + rest + title)
    } else {
      page.line(start + word + " · " + words.stage(change))
      page.item(indent, title)
    }
    if !change.systems.isEmpty {
      page.item(indent, "systems " + change.systems.joined(separator: ", "))
    }
    page.item(indent, words.decision(change), ink: ink(change.decision.state))
    for conflict in entry.conflicts {
      page.item(
        indent + "! ", words.conflict(conflict, of: change.id),
        ink: conflict.holder == change.id ? .waiting : .bad)
    }
  }

  private func ink(_ change: PlannedChange) -> Ink {
    change.progress.isOver ? .dim : VerdictText.ink(change.gate)
  }

  private func ink(_ state: DecisionTime.State) -> Ink {
    switch state {
    case .decided: .good
    case .open: .strong
    case .late, .undecidable: .bad
    case .over: .dim
    }
  }
}

/// What is on which day.
struct Agenda {
  /// A change on the first of its days that is shown.
  struct Entry {
    let change: PlannedChange
    let span: String
    let conflicts: [ChangeSchedule.Conflict]
  }

  /// All of one day.
  struct Day {
    let date: CivilDate
    var notes: [String] = []
    var entries: [Entry] = []

    var isEmpty: Bool { notes.isEmpty && entries.isEmpty }
  }

  private var days: [CivilDate: Day] = [:]

  /// Whether there is nothing on any day.
  var isEmpty: Bool { days.isEmpty }

  /// What is on a day.
  func day(_ date: CivilDate) -> Day { days[date] ?? Day(date: date) }

  init(_ schedule: ChangeSchedule, _ words: CalendarWords) {
    let clock = words.clock
    for date in schedule.holidays { note("holiday", on: date) }
    for freeze in schedule.freezes {
      for day in Self.days(of: freeze.interval, schedule) {
        let isWhole =
          freeze.interval.start <= day.interval.start && freeze.interval.end >= day.interval.end
        let part = ChangeRequest.Interval(
          start: max(freeze.interval.start, day.interval.start),
          end: min(freeze.interval.end, day.interval.end))
        let span = isWhole ? "" : " " + clock.span(part, on: day.date)
        note("FROZEN \(PlainText.line(freeze.id))\(span)", on: day.date)
      }
    }
    for window in schedule.windows {
      for part in window.open where part.end > schedule.interval.start {
        let shown = ChangeRequest.Interval(
          start: max(part.start, schedule.interval.start), end: part.end)
        guard let date = clock.day(shown.start), schedule.days.contains(date) else { continue }
        let id = PlainText.line(window.opening.window)
        note("open \(clock.span(shown, on: date)) \(id)", on: date)
      }
    }
    for fault in schedule.faults { note(words.fault(fault), on: fault.day) }
    for change in schedule.changes {
      guard let date = clock.day(max(change.window.start, schedule.interval.start)) else {
        continue
      }
      let entry = Entry(
        change: change, span: clock.span(change.window, on: date),
        conflicts: schedule.conflicts(of: change.id))
      days[date, default: Day(date: date)].entries.append(entry)
    }
  }

  private mutating func note(_ text: String, on date: CivilDate) {
    days[date, default: Day(date: date)].notes.append(text)
  }

  /// The shown days that an interval touches, each with its instants.
  private static func days(of interval: ChangeRequest.Interval, _ schedule: ChangeSchedule)
    -> [(date: CivilDate, interval: ChangeRequest.Interval)]
  {
    let numbers =
      schedule.days.lowerBound.daysSinceEpoch..<schedule.days.upperBound.daysSinceEpoch
    return numbers.compactMap { number in
      let date = CivilDate(daysSinceEpoch: number)
      guard let start = schedule.zone.beginning(of: date),
        let end = schedule.zone.beginning(of: CivilDate(daysSinceEpoch: number + 1)),
        interval.overlaps(ChangeRequest.Interval(start: start, end: end))
      else { return nil }
      return (date, ChangeRequest.Interval(start: start, end: end))
    }
  }
}
