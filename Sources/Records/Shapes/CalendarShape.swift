internal import Diagnostics
internal import Primitives
internal import YAMLTree

/// The shape of `policies/calendar.yaml`.
enum CalendarShape {
  /// The whole file.
  static let calendar = Shape<Calendar>.object({ Calendar() }) {
    Field(
      checking: "schema", .choice([("assent/calendar/1", ())]), required: true,
      "The format of the file and its version.")
    Field(
      "time-zone", .text(.timeZone), \.timeZone, required: true,
      "The IANA name of the zone that days and times of day are in.")
    Field("windows", window.list(), \.windows, "When changes may be carried out.")
    Field("freezes", freeze.list(), \.freezes, "When they may not.")
    Field("holidays", Shape.date.list(), "Days that are not worked.") {
      $1.holidays = Set($0)
    }
  }

  private static let window = Shape<Calendar.Window>.object({ Calendar.Window() }, line: \.line) {
    Field("id", .text(.identifier), \.id, required: true, "The window's id.")
    Field(
      "days", day.list(isEmptyAllowed: false), \.days, required: true,
      "The days on which it opens.")
    Field("from", opening, \.from, required: true, "When it opens, such as \"22:00\".")
    Field(
      "to", minute, \.to, required: true,
      "When it closes; not after `from` means on the next day.")
  }

  private static let day = Shape<Int>.choice([
    ("mon", 0), ("tue", 1), ("wed", 2), ("thu", 3), ("fri", 4), ("sat", 5), ("sun", 6),
  ])

  private static let timeOfDay = TextPattern(
    name: "a time of day", advice: "write it as `\"22:00\"`, with quotes",
    regularExpression: "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$",
    matches: { Syntax.minuteOfDay($0) != nil })

  private static let minute = Shape.text(timeOfDay).then { text, _, _ in
    Syntax.minuteOfDay(text)
  }

  private static let opening = minute.then { minute, node, reading -> Int? in
    guard minute < 1440 else {
      reading.report(
        "bad-value", { "\($0) is `24:00`, when no window opens" }, at: node.span,
        advice: "write `\"00:00\"` and the next day")
      return nil
    }
    return minute
  }

  private struct FreezeDraft: Sendable {
    var freeze = Calendar.Freeze()
    var from: Instant?
    var until: Instant?
  }

  private static let freeze = Shape<FreezeDraft>.object({ FreezeDraft() }, line: \.freeze.line) {
    Field("id", .text(.identifier), \.freeze.id, required: true, "The freeze's id.")
    Field("from", .instant, \.from, required: true, "When it begins.")
    Field("until", .instant, \.until, required: true, "When it is over.")
    Field(group: "except", "Who may let a change through.") {
      Field("role", .text(.roleName), \.freeze.exceptRole, required: true, "The role.")
    }
  }.then { draft, node, reading -> Calendar.Freeze? in
    guard let from = draft.from, let until = draft.until else { return nil }
    guard from < until else {
      reading.report(
        "bad-value", { "\($0) ends at or before its start" },
        at: node["until"]?.span ?? node.span, advice: "let `until` be after `from`")
      return nil
    }
    var freeze = draft.freeze
    freeze.interval = ChangeRequest.Interval(start: from, end: until)
    return freeze
  }
}
