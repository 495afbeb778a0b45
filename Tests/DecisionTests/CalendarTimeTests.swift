import Foundation
import Primitives
import Records
import Testing

@testable import Decision

/// When windows open, and until when a change can be submitted.
struct CalendarTimeTests {
  @Test func `no time is too far away to be printed or shown in a zone`() {
    #expect(Instant(seconds: .min).description == "0001-01-01T00:00:00Z")
    #expect(Instant(seconds: .max).description == "9999-12-31T23:59:59Z")
    #expect(Instant(seconds: -1).description == "1969-12-31T23:59:59Z")
    #expect(Instant(seconds: -86_400).description == "1969-12-31T00:00:00Z")
    #expect(TimeZoneRules(offset: -3600).local(Instant(seconds: .min)) == nil)
  }

  private static func berlin() throws -> TimeZoneRules {
    let file = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin"))
    return try #require(TimeZoneRules(tzif: [UInt8](file)))
  }

  private static func instant(_ text: String) throws -> Instant {
    try #require(Instant(rfc3339: text), "\(text)")
  }

  private static func calendar(_ days: [Int], _ from: Int, _ to: Int) -> Records.Calendar {
    var calendar = Records.Calendar()
    var window = Records.Calendar.Window()
    (window.id, window.days, window.from, window.to) = ("night", days, from, to)
    calendar.windows = [window]
    return calendar
  }

  struct Night: CustomTestStringConvertible, Sendable {
    let first: String
    let start: String
    let end: String
    let hours: Int64
    var testDescription: String { first }
  }

  @Test(arguments: [
    Night(
      first: "2026-03-21", start: "2026-03-21T22:00:00+01:00", end: "2026-03-22T04:00:00+01:00",
      hours: 6),
    Night(
      first: "2026-03-28", start: "2026-03-28T22:00:00+01:00", end: "2026-03-29T04:00:00+02:00",
      hours: 5),
    Night(
      first: "2026-10-24", start: "2026-10-24T22:00:00+02:00", end: "2026-10-25T04:00:00+01:00",
      hours: 7),
  ]) func `nights are as long as clocks make them`(_ night: Night) throws {
    let zone = try Self.berlin()
    let day = try #require(CivilDate(night.first))
    let interval = ChangeRequest.Interval(
      start: try #require(zone.beginning(of: day)),
      end: try #require(zone.beginning(of: CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1))))
    let found = Self.calendar([5], 22 * 60, 4 * 60)
      .openings(of: ["night", "no-such"], in: zone, within: interval)
    let expected = ChangeRequest.Interval(
      start: try Self.instant(night.start), end: try Self.instant(night.end))
    #expect(found.openings == [Opening(window: "night", day: day, interval: expected)])
    #expect(expected.end.seconds - expected.start.seconds == night.hours * 3600)
    #expect(found.faults.isEmpty)
    // The night before is not over when the next day begins.
    let sunday = ChangeRequest.Interval(
      start: interval.end, end: interval.end.advanced(by: 3600))
    let later = Self.calendar([5], 22 * 60, 4 * 60)
      .openings(of: ["night"], in: zone, within: sunday)
    #expect(later.openings.map(\.day) == [day])
    let after = ChangeRequest.Interval(start: expected.end, end: expected.end.advanced(by: 60))
    #expect(
      Self.calendar([5], 22 * 60, 4 * 60).openings(of: ["night"], in: zone, within: after).openings
        .isEmpty)
  }

  @Test func `a skipped time spoils its own day alone`() throws {
    let zone = try Self.berlin()
    let interval = ChangeRequest.Interval(
      start: try Self.instant("2026-03-22T00:00:00+01:00"),
      end: try Self.instant("2026-04-06T00:00:00+02:00"))
    let found = Self.calendar([6], 2 * 60 + 15, 5 * 60)
      .openings(of: ["night"], in: zone, within: interval)
    #expect(found.openings.map(\.day.description) == ["2026-03-22", "2026-04-05"])
    #expect(
      found.faults
        == [
          OpeningFault(
            window: "night", day: try #require(CivilDate("2026-03-29")), isSkipped: true)
        ])
  }

  @Test func `an overnight window of every day leaves no gap and no overlap`() throws {
    let zone = try Self.berlin()
    let interval = ChangeRequest.Interval(
      start: try Self.instant("2026-10-20T12:00:00+02:00"),
      end: try Self.instant("2026-10-30T12:00:00+01:00"))
    let found = Self.calendar([0, 1, 2, 3, 4, 5, 6], 12 * 60, 12 * 60)
      .openings(of: ["night"], in: zone, within: interval).openings
    #expect(found.count == 10)
    for (before, after) in zip(found, found.dropFirst()) {
      #expect(before.interval.end == after.interval.start)
    }
  }

  // Every hour of the weeks around both changes of clocks and around Christmas.
  @Test(arguments: [
    ("2026-03-20T00:00:00Z", "2d", true), ("2026-03-20T00:00:00Z", "1d", true),
    ("2026-10-16T00:00:00Z", "1d", true), ("2026-10-16T00:00:00Z", "5d", true),
    ("2026-12-21T00:00:00Z", "3d", true), ("2026-10-16T00:00:00Z", "48h", true),
    ("2026-10-16T00:00:00Z", "3d", false),
  ]) func `the latest submission keeps the lead time, and nothing later does`(
    _ first: String, _ lead: String, _ inWorkingDays: Bool
  ) throws {
    let zone = try Self.berlin()
    var calendar = Records.Calendar()
    calendar.holidays = Set(
      ["2026-12-24", "2026-12-25", "2027-01-01"].compactMap { CivilDate($0) })
    let period = try #require(Period(lead))
    let rule = LeadTimeRule(calendar: calendar, zone: zone)
    let begins = try Self.instant(first)
    for hour in 0..<400 {
      let start = begins.advanced(by: Int64(hour) * 3600 + 1800)
      let latest = try #require(
        calendar.latestSubmission(
          before: start, lead: period, inWorkingDays: inWorkingDays, zone: zone))
      func keeps(_ submitted: Instant) throws -> Bool {
        try #require(rule.earliest(after: submitted, period, inWorkingDays: inWorkingDays)) <= start
      }
      #expect(try keeps(latest), "\(start)")
      for minutes in stride(from: Int64(1), to: 6 * 1440, by: 29) {
        let later = latest.advanced(by: minutes * 60)
        #expect(try !keeps(later), "\(start): \(latest) and \(later)")
      }
    }
  }

  @Test func `a lead time that nothing keeps has no latest submission`() throws {
    let start = try Self.instant("2026-10-16T00:00:00Z")
    let period = Period(count: 100_000, unit: .days)
    #expect(
      Records.Calendar().latestSubmission(
        before: start, lead: period, inWorkingDays: true, zone: try Self.berlin()) == nil)
    #expect(
      Records.Calendar().latestSubmission(
        before: start, lead: Period(count: 1, unit: .days), inWorkingDays: true, zone: nil) == nil)
  }
}
