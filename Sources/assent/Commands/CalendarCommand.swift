internal import Acting
internal import ArgumentParser
internal import ChangeCalendar
internal import Decision
internal import Glibc
internal import Ledger
internal import Primitives
internal import Records
internal import Reporting

/// How a calendar is written.
enum CalendarFormat: String, CaseIterable, ExpressibleByArgument {
  case text, svg, ics, json
}

/// `assent calendar`: when changes may happen, when they are planned, and until when they can be
/// decided.
struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Show windows, freezes, planned changes, conflicts and latest decision times.")

  @Option(help: ArgumentHelp("The first day, in the calendar's zone; today.", valueName: "date"))
  var from: String?

  @Option(
    help: ArgumentHelp("The day after the last; 35 days after the first.", valueName: "date"))
  var until: String?

  @Option(help: "How the calendar is written.")
  var format: CalendarFormat = .text

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to this file, which is replaced.", valueName: "file"))
  var output: String?

  @ArgumentParser.Flag(help: "Leave out the openings of windows.")
  var noWindows = false

  @OptionGroup var place: PlaceOptions
  @OptionGroup var standpoint: StandpointOptions

  private static let usualDays = 35
  /// Three years: what is further away is no plan.
  private static let mostDays = 1096

  func run() throws {
    let from = try from.map { try Self.day($0, "--from") }
    let until = try until.map { try Self.day($0, "--until") }
    let session = try Session(place, standpoint)
    // The process ends with its result; taking the history apart first would only cost time.
    _ = Unmanaged.passRetained(session.history)
    let reader = try reader(session, from, until)
    let drafts = try session.verdicts(reader.candidates) { reader.draft(of: $0) }
    var schedule = reader.schedule(of: drafts)
    if noWindows { (schedule.windows, schedule.faults) = ([], []) }
    let text = text(schedule)
    guard let output else { return Terminal.result(text) }
    try acting { () throws(ActingError) in
      try Files.write(text, to: Files.path(output, in: place.directory), replacing: true)
    }
    Terminal.remark("wrote \(output)")
  }

  private func text(_ schedule: ChangeSchedule) -> String {
    switch format {
    case .text:
      let isShown = output == nil && isatty(STDOUT_FILENO) == 1
      return CalendarText(
        hasColour: output == nil && Terminal.hasColour, width: isShown ? Terminal.width : nil
      ).page(schedule)
    case .svg: return CalendarSVG().picture(schedule)
    case .ics: return CalendarICS(engine: engine).calendar(schedule)
    case .json: return CalendarJSON(engine: engine).calendar(schedule).line
    }
  }

  /// The days that are asked for, by the calendar of the policy in force at the trunk's tip.
  private func reader(_ session: Session, _ from: CivilDate?, _ until: CivilDate?) throws
    -> ScheduleReader
  {
    let history = session.history
    guard let policy = history.policy(at: history.tipPosition)?.policy else {
      throw Failure("policy-missing", "no policy is in force on the trunk", exitStatus: 3)
    }
    let name = policy.calendar.timeZone
    guard let zone = history.zones[name] else {
      throw Failure(
        "zone-unknown", "the calendar's time zone `\(name)` is not known here",
        hint: "install tzdata, or correct policies/calendar.yaml", exitStatus: 3)
    }
    guard let first = from ?? zone.local(session.now)?.day else {
      throw Failure(
        "zone-unknown", "today lies beyond what is known of \(name)", hint: "give --from DATE",
        exitStatus: 3)
    }
    let end = until ?? CivilDate(daysSinceEpoch: first.daysSinceEpoch + Self.usualDays)
    let count = end.daysSinceEpoch - first.daysSinceEpoch
    guard count > 0 else {
      throw Failure(
        "usage", "`--until \(end)` is not after \(first), the first day",
        hint: "the day of --until is not shown any more: give a later one", exitStatus: 2)
    }
    guard count <= Self.mostDays else {
      throw Failure(
        "usage", "from \(first) until \(end) are \(count) days",
        hint: "ask for at most \(Self.mostDays) days", exitStatus: 2)
    }
    guard let reader = ScheduleReader(history: history, days: first..<end, now: session.now) else {
      throw Failure(
        "zone-unknown", "\(first) to \(end) lie beyond what is known of \(name)",
        hint: "ask for days before 2037", exitStatus: 3)
    }
    return reader
  }

  private static func day(_ text: String, _ flag: String) throws -> CivilDate {
    guard let day = CivilDate(text) else {
      throw Failure(
        "usage", "`\(flag) \(text)` is no date", hint: "write it like 2026-03-08", exitStatus: 2)
    }
    return day
  }
}
