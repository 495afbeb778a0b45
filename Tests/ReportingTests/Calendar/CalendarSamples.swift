import Acts
import Foundation
import Primitives
import Records
import Testing

@testable import ChangeCalendar
@testable import Decision

/// Change calendars made by hand, as the reader could give them.
enum CalendarSamples {
  static func berlin() throws -> TimeZoneRules {
    let file = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin"))
    return try #require(TimeZoneRules(tzif: [UInt8](file)))
  }

  static func instant(_ text: String) throws -> Instant {
    try #require(Instant(rfc3339: text), "\(text)")
  }

  static func interval(_ start: String, _ end: String) throws -> ChangeRequest.Interval {
    ChangeRequest.Interval(start: try instant(start), end: try instant(end))
  }

  static func window(_ id: String, _ days: [Int], _ from: Int, _ to: Int)
    -> Records.Calendar.Window
  {
    var window = Records.Calendar.Window()
    (window.id, window.days, window.from, window.to) = (id, days, from * 60, to * 60)
    return window
  }

  static func change(
    _ number: String, _ title: String, _ start: String, _ end: String,
    systems: [String] = ["claims-db"], stage: Stage? = .assessed,
    state: Decision.Verdict.State = .active, gate: GateDecision = .awaiting,
    progress: PlannedChange.Progress = .planned, standing: PlannedChange.Standing = .tentative,
    decision: DecisionTime, sequence: Int = 3
  ) throws -> PlannedChange {
    PlannedChange(
      id: "CHG-2026-\(number)", title: title, window: try interval(start, end), systems: systems,
      type: .normal, risk: .high, stage: stage, state: state, gate: gate, progress: progress,
      standing: standing, decision: decision,
      revision: Revision(sequence: sequence, time: try instant("2026-03-20T09:00:00Z")))
  }

  /// A calendar of some days without anything on them; `now` is an hour after noon of the first.
  static func empty(_ first: String, _ end: String) throws -> ChangeSchedule {
    let zone = try berlin()
    let days = try #require(CivilDate(first))..<(try #require(CivilDate(end)))
    let start = try #require(zone.beginning(of: days.lowerBound))
    let interval = ChangeRequest.Interval(
      start: start, end: try #require(zone.beginning(of: days.upperBound)))
    return ChangeSchedule(
      repository: "harbourline/changes", zoneName: "Europe/Berlin", zone: zone, days: days,
      interval: interval, now: start.advanced(by: 13 * 3600), mode: .live,
      trunkReference: "refs/heads/main", trunkCommit: try Samples.id("8"),
      policyCommit: try Samples.id("3"),
      policyRevision: Revision(sequence: 1, time: try instant("2026-01-05T08:00:00Z")),
      problem: nil, windows: [], faults: [], freezes: [], holidays: [], changes: [],
      conflicts: [], unplanned: [])
  }

  /// Windows, as the reader takes them from a calendar.
  static func addWindows(to schedule: inout ChangeSchedule) {
    var calendar = Records.Calendar()
    calendar.windows = [
      window("weekday-evening", [0, 1, 2, 3], 18, 26), window("weekend-night", [5], 22, 6),
    ]
    calendar.windows[0].to = 120
    let found = calendar.openings(
      of: ["weekday-evening", "weekend-night"], in: schedule.zone, within: schedule.interval)
    let freezes = schedule.freezes
    schedule.windows = found.openings.map { opening in
      ChangeSchedule.Window(
        opening: opening,
        open: freezes.reduce([opening.interval]) { parts, freeze in
          parts.flatMap { $0.without(freeze.interval) }
        })
    }
    schedule.faults = found.faults
  }

  static let security = GateReason(
    code: .requirementUnsatisfied, message: "approved/security: 0 of 1")

  /// Three weeks around the change to summer time with one of everything.
  static func full(_ first: String = "2026-03-23", _ end: String = "2026-04-13") throws
    -> ChangeSchedule
  {
    var schedule = try empty(first, end)
    schedule.freezes = [
      ChangeSchedule.Freeze(
        id: "easter",
        interval: try interval("2026-04-02T20:00:00+02:00", "2026-04-07T00:00:00+02:00"),
        exceptRole: "cab-chair")
    ]
    addWindows(to: &schedule)
    schedule.holidays = ["2026-04-03", "2026-04-06"].compactMap { CivilDate($0) }
    schedule.changes = try changes().filter { $0.window.overlaps(schedule.interval) }
    schedule.conflicts = [
      ChangeSchedule.Conflict(
        changes: ["CHG-2026-7F3K", "CHG-2026-8Q1M"],
        interval: try interval("2026-03-28T23:00:00+01:00", "2026-03-29T03:30:00+02:00"),
        holder: "CHG-2026-7F3K")
    ]
    schedule.unplanned = [
      ChangeSchedule.Unplanned(
        id: "CHG-2026-WAIT", title: "Replace the mail relay",
        timeline: try interval("2026-04-01T00:00:00+02:00", "2026-05-01T00:00:00+02:00"))
    ]
    return schedule
  }

  private static func changes() throws -> [PlannedChange] {
    [
      try change(
        "2DNE", "Rotate the certificate of the claims portal", "2026-03-23T18:00:00+01:00",
        "2026-03-23T19:00:00+01:00", systems: ["claims-web"], stage: .closed, state: .closed,
        gate: .prevented, progress: .closed, standing: .confirmed,
        decision: DecisionTime(state: .over)),
      try change(
        "7F3K", "Move the claims database to version 16", "2026-03-28T22:00:00+01:00",
        "2026-03-29T04:00:00+02:00", systems: ["claims-db", "claims-api"], stage: .scheduled,
        standing: .confirmed, decision: DecisionTime(state: .decided), sequence: 9),
      try change(
        "8Q1M", "Nächtliche Übergabe; Prüfung, Löschung & <Sicherung> der Partnerdaten \\ alt 🛟",
        "2026-03-28T23:00:00+01:00", "2026-03-29T03:30:00+02:00", gate: .prevented,
        decision: DecisionTime(
          state: .open, latest: try instant("2026-03-28T23:00:00+01:00"),
          holdings: [
            DecisionTime.Holding(
              verb: .approve, period: Period(count: 48, unit: .hours),
              earliest: try instant("2026-03-26T23:00:01+01:00"))
          ],
          lapsing: [
            DecisionTime.Lapse(verb: .approve, person: "bo.chen", role: "change-manager")
          ],
          missing: [
            GateReason(code: .conflict, message: "CHG-2026-7F3K holds the slot"), security,
          ])),
      try change(
        "9ZT4", "Open a port", "2026-04-02T19:00:00+02:00", "2026-04-02T21:00:00+02:00",
        systems: [], stage: nil, gate: .prevented,
        decision: DecisionTime(
          state: .open, latest: try instant("2026-04-02T19:00:00+02:00"),
          submitBy: try instant("2026-03-26T19:00:00+01:00"), needsSubmission: true,
          missing: [GateReason(code: .freeze, message: "freeze `easter` lasts until …")])),
      try change(
        "C4NC", "Give the brokers a new portal", "2026-04-09T18:00:00+02:00",
        "2026-04-09T20:00:00+02:00", state: .cancelled, gate: .prevented, progress: .cancelled,
        standing: .cancelled, decision: DecisionTime(state: .over)),
      try change(
        "J8EG", "Enlarge the document store", "2026-04-11T22:00:00+02:00",
        "2026-04-13T02:00:00+02:00", systems: ["document-store"], stage: .approved, state: .held,
        gate: .invalid,
        decision: DecisionTime(
          state: .undecidable, latest: try instant("2026-04-11T22:00:00+02:00"),
          missing: [GateReason(code: .policyError, message: "nobody holds the role `cab`")])),
    ]
  }

  /// So many changes, one after the other over the days.
  static func many(_ count: Int, _ first: String, _ end: String) throws -> ChangeSchedule {
    var schedule = try empty(first, end)
    addWindows(to: &schedule)
    let step = (schedule.interval.end.seconds - schedule.interval.start.seconds) / Int64(count + 1)
    let words: [GateDecision] = GateDecision.allCases
    for number in 0..<count {
      let start = schedule.interval.start.advanced(by: Int64(number) * step)
      let window = ChangeRequest.Interval(start: start, end: start.advanced(by: 3 * 3600))
      schedule.changes.append(
        PlannedChange(
          id: "CHG-2026-\(1000 + number)",
          title: String(repeating: "Wide Words ", count: number % 12 + 1),
          window: window, systems: ["claims-db"], type: .normal, risk: .low, stage: .approved,
          state: .active, gate: words[number % 4], progress: .planned, standing: .tentative,
          decision: DecisionTime(state: .open, latest: start, missing: [security]),
          revision: Revision(sequence: 0, time: start)))
    }
    return schedule
  }
}
