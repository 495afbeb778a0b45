package import ChangeCalendar
internal import Reporting

/// `calendar.ics`: the changes, windows and freezes of the period for calendar programs.
package enum CalendarFile {
  /// - Parameter engine: name and version, such as `assent 0.1.0`.
  package static func file(_ schedule: ChangeSchedule, engine: String) -> PackFile {
    let text = CalendarICS(engine: engine).calendar(schedule)
    return PackFile(path: "calendar.ics", bytes: Array(text.utf8))
  }
}
