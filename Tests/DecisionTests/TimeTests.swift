import Foundation
import Primitives
import Records
import Testing

@testable import Decision

struct TimeTests {
  private static func berlin() throws -> TimeZoneRules {
    let file = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin"))
    return try #require(TimeZoneRules(tzif: [UInt8](file)))
  }

  private static func instant(_ text: String) throws -> Instant {
    try #require(Instant(rfc3339: text), "\(text)")
  }

  @Test func `local times agree with the system's calendar over fifty years`() throws {
    let zone = try Self.berlin()
    var calendar = Foundation.Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "Europe/Berlin"))
    for step in 0..<6000 {
      let seconds = Int64(step) * 3 * 86_400 / 2 + Int64(step % 24) * 3600 - 3_000_000
      let instant = Instant(seconds: seconds)
      let local = try #require(zone.local(instant))
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second],
        from: Date(timeIntervalSince1970: TimeInterval(seconds)))
      #expect(
        [local.day.year, local.day.month, local.day.day] == [parts.year, parts.month, parts.day])
      #expect(
        local.seconds
          == (parts.hour ?? 0) * 3600 + (parts.minute ?? 0) * 60 + (parts.second ?? 0))
    }
  }

  @Test func `a time that clocks skip does not exist, one they repeat is two`() throws {
    let zone = try Self.berlin()
    let spring = try #require(CivilDate("2026-03-29"))
    let autumn = try #require(CivilDate("2026-10-25"))
    #expect(zone.resolve(spring, seconds: 9000) == .skipped)
    #expect(
      zone.resolve(autumn, seconds: 9000)
        == .twice(
          first: try Self.instant("2026-10-25T02:30:00+02:00"),
          second: try Self.instant("2026-10-25T02:30:00+01:00")))
  }

  struct Night: CustomTestStringConvertible, Sendable {
    let start: String
    let end: String
    let fits: Bool
    var testDescription: String { "\(start) to \(end)" }
  }

  // Saturday 22:00 to Sunday 04:00, Europe/Berlin.
  @Test(arguments: [
    Night(start: "2026-09-26T23:00:00+02:00", end: "2026-09-27T01:00:00+02:00", fits: true),
    Night(start: "2026-09-26T21:00:00+02:00", end: "2026-09-26T23:00:00+02:00", fits: false),
    Night(start: "2026-09-27T03:00:00+02:00", end: "2026-09-27T05:00:00+02:00", fits: false),
    Night(start: "2026-09-26T22:00:00+02:00", end: "2026-09-27T04:00:00+02:00", fits: true),
    Night(start: "2026-09-25T23:00:00+02:00", end: "2026-09-26T01:00:00+02:00", fits: false),
    // The night on which the clocks go back lasts seven hours.
    Night(start: "2026-10-24T22:00:00+02:00", end: "2026-10-25T04:00:00+01:00", fits: true),
  ]) func `a night belongs to its opening day`(_ night: Night) throws {
    var calendar = Records.Calendar()
    var window = Records.Calendar.Window()
    (window.id, window.days, window.from, window.to) = ("night", [5], 22 * 60, 4 * 60)
    calendar.windows = [window]
    let rule = WindowRule(calendar: calendar, zone: try Self.berlin())
    let planned = ChangeRequest.Interval(
      start: try Self.instant(night.start), end: try Self.instant(night.end))
    #expect(try rule.fits(planned, windows: ["night"]) == night.fits)
    #expect(try rule.fits(planned, windows: []) == false)
    #expect(throws: WindowRule.Fault.unknownWindow("nigt")) {
      try rule.fits(planned, windows: ["nigt"])
    }
  }

  @Test func `a window that opens at a skipped time is an error`() throws {
    var calendar = Records.Calendar()
    var window = Records.Calendar.Window()
    (window.id, window.days, window.from, window.to) = ("odd", [6], 2 * 60 + 15, 150)
    calendar.windows = [window]
    let rule = WindowRule(calendar: calendar, zone: try Self.berlin())
    let planned = ChangeRequest.Interval(
      start: try Self.instant("2026-03-29T03:00:00+02:00"),
      end: try Self.instant("2026-03-29T03:10:00+02:00"))
    #expect(throws: WindowRule.Fault.self) { try rule.fits(planned, windows: ["odd"]) }
  }

  @Test func `working days leave out weekends and holidays`() throws {
    var calendar = Records.Calendar()
    calendar.holidays = [try #require(CivilDate("2026-12-25"))]
    let rule = LeadTimeRule(calendar: calendar, zone: try Self.berlin())
    let week = Period(count: 5, unit: .days)
    // Submitted on a Thursday, it may start on the Thursday after.
    #expect(
      rule.earliest(
        after: try Self.instant("2026-09-03T10:00:00+02:00"), week, inWorkingDays: true)
        == (try Self.instant("2026-09-10T10:00:00+02:00")))
    #expect(
      rule.earliest(
        after: try Self.instant("2026-12-24T10:00:00+01:00"), Period(count: 1, unit: .days),
        inWorkingDays: true) == (try Self.instant("2026-12-28T10:00:00+01:00")))
    // The same time of day, although the clocks changed in between.
    #expect(
      rule.earliest(
        after: try Self.instant("2026-10-23T10:00:00+02:00"), Period(count: 1, unit: .days),
        inWorkingDays: true) == (try Self.instant("2026-10-26T10:00:00+01:00")))
  }
}
