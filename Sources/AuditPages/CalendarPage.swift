internal import Audit
internal import ChangeCalendar
internal import Decision
internal import Markup
internal import Primitives
internal import Records

extension AuditSite {
  /// The pages of the calendar.
  func calendarPages() -> [Page] { [calendarPage(schedule: schedule)] }

  /// When changes might happen, were planned and were carried out.
  ///
  /// - Parameter schedule: windows, freezes and holidays; nil: what the changes themselves say.
  func calendarPage(schedule: ChangeSchedule?) -> Page {
    shell.page(
      PageSection.calendar.place, title: PageSection.calendar.title, section: .calendar,
      note: "What was planned and what was done, in the period's days."
    ) { main in
      CalendarPage(report: report, schedule: schedule, clock: clock).write(into: &main)
    }
  }
}

/// What stands on the calendar's page.
struct CalendarPage {
  let report: AuditReport
  let schedule: ChangeSchedule?
  let clock: PageClock

  private var period: AuditPeriod { report.scope.period }

  func write(into page: inout Markup) {
    page.element("p") { line in
      line.text("The planned windows are also in ")
      line.element(
        "a", [.link(PageSection.calendar.place.link(to: ["calendar.ics"]))], text: "calendar.ics")
      line.text(
        ", for any calendar program. Days begin in \(period.zone); times are in UTC. An execution "
          + "is drawn from Start to Finish, or as the record states it.")
    }
    writeFreezes(into: &page)
    writeGantt(into: &page)
    page.element("h2", text: "Month by month")
    MonthGrid(
      days: period.from..<period.until, entries: days, frozen: frozenDays,
      holidays: Set(schedule?.holidays ?? [])
    ).write(into: &page, from: PageSection.calendar.place)
  }

  // MARK: Windows and freezes

  private func writeFreezes(into page: inout Markup) {
    guard let schedule else {
      return page.paragraph(
        "Openings of windows and freezes are in the policies in force; see the page Policies.")
    }
    let freezes = schedule.freezes.map { freeze -> [String?] in
      [
        freeze.id, "\(freeze.interval.start)", "\(freeze.interval.end)",
        freeze.exceptRole ?? "nobody",
      ]
    }
    page.rows("Freezes", ["Freeze", "From", "Until", "Who may except a change"], freezes)
    var openings: [String: (count: Int, frozen: Int)] = [:]
    for window in schedule.windows {
      openings[window.opening.window, default: (0, 0)].count += 1
      if window.open.isEmpty { openings[window.opening.window, default: (0, 0)].frozen += 1 }
    }
    page.rows(
      "Windows", ["Window", "Openings in the period", "Of these wholly frozen"],
      openings.sorted { $0.key < $1.key }.map {
        [$0.key, String($0.value.count), String($0.value.frozen)]
      })
  }

  private var frozenDays: Set<CivilDate> {
    var days: Set<CivilDate> = []
    for freeze in schedule?.freezes ?? [] {
      guard let first = day(of: max(freeze.interval.start, period.start)),
        let last = day(of: min(freeze.interval.end, period.end).advanced(by: -1)), first <= last
      else { continue }
      for number in first.daysSinceEpoch...last.daysSinceEpoch {
        days.insert(CivilDate(daysSinceEpoch: number))
      }
    }
    return days
  }

  // MARK: Changes

  private func executed(_ change: ChangeSummary) -> ChangeRequest.Interval? {
    guard let start = change.milestones.started?.time else { return nil }
    let end = change.milestones.finished?.time ?? start
    return ChangeRequest.Interval(start: start, end: max(start, end))
  }

  private func writeGantt(into page: inout Markup) {
    let whole = ChangeRequest.Interval(start: period.start, end: period.end)
    var work: [Gantt.Work] = []
    for change in report.changes {
      let done = executed(change)
      let isHere =
        change.window.map { $0.overlaps(whole) } ?? false
        || done.map { $0.overlaps(whole) || whole.contains($0.start) } ?? false
      guard isHere else { continue }
      for system in change.systems.isEmpty ? ["no system named"] : change.systems {
        work.append(
          Gantt.Work(change: change.id, system: system, planned: change.window, executed: done))
      }
    }
    work.sort { left, right in
      left.system == right.system ? left.change < right.change : left.system < right.system
    }
    guard !work.isEmpty else {
      return page.paragraph("No change was planned or carried out in the period.")
    }
    Gantt(
      days: period.from..<period.until, interval: whole, work: work,
      freezes: (schedule?.freezes ?? []).map { ($0.id, $0.interval) }
    ).write(into: &page, id: "gantt", title: "Work on each system")
  }

  /// By day, the changes whose work began then, else was planned to begin.
  private var days: [CivilDate: [String]] {
    var days: [CivilDate: [String]] = [:]
    for change in report.changes {
      guard let time = change.milestones.started?.time ?? change.window?.start,
        period.contains(time), let day = day(of: time)
      else { continue }
      days[day, default: []].append(change.id)
    }
    return days
  }

  /// The day of the calendar's zone; of UTC where the zone's rules are not at hand.
  private func day(of instant: Instant) -> CivilDate? {
    (schedule?.zone ?? clock.rules ?? TimeZoneRules(offset: 0)).local(instant)?.day
  }
}
