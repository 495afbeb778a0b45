package import ChangeCalendar
internal import Decision
internal import Primitives
internal import Records

/// Writes a change calendar as iCalendar (RFC 5545), for calendar programs to read again and again.
package struct CalendarICS {
  /// Name and version of the engine, such as `assent 0.1.0`.
  private let engine: String

  package init(engine: String) { self.engine = engine }

  /// The whole object.
  ///
  /// Entries keep their UID for ever; what the policy says does not make people busy.
  package func calendar(_ schedule: ChangeSchedule) -> String {
    let words = CalendarWords(schedule)
    var lines = ICalendarLines()
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//Assent//\(engine)//EN")
    lines.add("CALSCALE", "GREGORIAN")
    lines.add("X-WR-CALNAME", text: words.title)
    lines.add("X-WR-TIMEZONE", text: schedule.zoneName)
    for change in schedule.changes { add(change, words, to: &lines) }
    for freeze in schedule.freezes { add(freeze, words, to: &lines) }
    for window in schedule.windows { add(window, words, to: &lines) }
    for holiday in schedule.holidays { add(holiday, schedule, to: &lines) }
    if schedule.changes.isEmpty, schedule.freezes.isEmpty, schedule.holidays.isEmpty,
      !schedule.windows.contains(where: { !$0.open.isEmpty })
    {
      addNothing(to: &lines)
    }
    lines.add("END", "VCALENDAR")
    return lines.text
  }

  // MARK: Events

  private func add(_ change: PlannedChange, _ words: CalendarWords, to lines: inout ICalendarLines)
  {
    let conflicts = words.schedule.conflicts(of: change.id)
    begin("\(change.id)@\(words.schedule.repository)", change.revision, to: &lines)
    lines.add("DTSTART", ICalendarLines.time(change.window.start))
    lines.add("DTEND", ICalendarLines.time(change.window.end))
    lines.add("SUMMARY", text: "\(change.id) \(change.title)")
    var description = [
      "Latest decision: \(words.decision(change))",
      "Gate: \(change.gate.rawValue)", "Stage: \(words.stage(change))",
    ]
    if !change.systems.isEmpty {
      description.append("Systems: " + change.systems.joined(separator: ", "))
    }
    description += conflicts.map { words.conflict($0, of: change.id) }
    description.append("Times of day: \(words.schedule.zoneName)")
    lines.add("DESCRIPTION", text: description.joined(separator: "\n"))
    let marks = conflicts.isEmpty ? [] : ["CONFLICT"]
    lines.add("CATEGORIES", texts: ["CHANGE", change.gate.rawValue.uppercased()] + marks)
    lines.add("STATUS", change.standing.rawValue.uppercased())
    lines.add("TRANSP", change.standing == .cancelled ? "TRANSPARENT" : "OPAQUE")
    lines.add("END", "VEVENT")
  }

  private func add(
    _ freeze: ChangeSchedule.Freeze, _ words: CalendarWords, to lines: inout ICalendarLines
  ) {
    let uid = "freeze-\(freeze.id)@\(words.schedule.repository)"
    begin(uid, words.schedule.policyRevision, to: &lines)
    lines.add("DTSTART", ICalendarLines.time(freeze.interval.start))
    lines.add("DTEND", ICalendarLines.time(freeze.interval.end))
    lines.add("SUMMARY", text: "Freeze \(freeze.id)")
    lines.add("DESCRIPTION", text: "No changes " + words.freeze(freeze))
    lines.add("CATEGORIES", "FREEZE")
    end(&lines)
  }

  /// What freezes leave of one opening, each part an event.
  private func add(
    _ window: ChangeSchedule.Window, _ words: CalendarWords, to lines: inout ICalendarLines
  ) {
    let opening = window.opening
    for (number, part) in window.open.enumerated() {
      let suffix = number == 0 ? "" : "-\(number + 1)"
      let uid =
        "window-\(opening.window)-\(ICalendarLines.date(opening.day))\(suffix)"
        + "@\(words.schedule.repository)"
      begin(uid, words.schedule.policyRevision, to: &lines)
      lines.add("DTSTART", ICalendarLines.time(part.start))
      lines.add("DTEND", ICalendarLines.time(part.end))
      lines.add("SUMMARY", text: "Change window \(opening.window)")
      lines.add("CATEGORIES", "WINDOW")
      end(&lines)
    }
  }

  private func add(
    _ holiday: CivilDate, _ schedule: ChangeSchedule, to lines: inout ICalendarLines
  ) {
    begin(
      "holiday-\(ICalendarLines.date(holiday))@\(schedule.repository)", schedule.policyRevision,
      to: &lines)
    lines.add("DTSTART;VALUE=DATE", ICalendarLines.date(holiday))
    lines.add("SUMMARY", text: "Holiday: no working day for lead times")
    lines.add("CATEGORIES", "HOLIDAY")
    end(&lines)
  }

  private func begin(_ uid: String, _ revision: Revision, to lines: inout ICalendarLines) {
    lines.add("BEGIN", "VEVENT")
    lines.add("UID", text: uid)
    lines.add("DTSTAMP", ICalendarLines.time(revision.time))
    lines.add("SEQUENCE", String(revision.sequence))
  }

  private func end(_ lines: inout ICalendarLines) {
    lines.add("TRANSP", "TRANSPARENT")
    lines.add("END", "VEVENT")
  }

  /// A calendar must hold something: a time zone says nothing about any day.
  private func addNothing(to lines: inout ICalendarLines) {
    lines.add("BEGIN", "VTIMEZONE")
    lines.add("TZID", "Etc/UTC")
    lines.add("BEGIN", "STANDARD")
    lines.add("DTSTART", "19700101T000000")
    lines.add("TZOFFSETFROM", "+0000")
    lines.add("TZOFFSETTO", "+0000")
    lines.add("END", "STANDARD")
    lines.add("END", "VTIMEZONE")
  }
}
