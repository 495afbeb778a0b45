import Audit
import AuditFixtures
import Foundation
import Primitives
import Records
import Testing

/// Figures over time.
struct FlowSeriesTests {
  private func period(
    _ from: String, _ until: String, _ basis: AuditPeriod.Basis = .started
  ) throws -> AuditPeriod {
    AuditPeriod(
      from: try #require(CivilDate(from)), until: try #require(CivilDate(until)), zone: "UTC",
      start: Summaries.time("\(from)T00:00:00Z"), end: Summaries.time("\(until)T00:00:00Z"),
      basis: basis)
  }

  private func labels(_ from: String, _ until: String) throws -> [String] {
    let flow = FlowMetrics(changes: [], period: try period(from, until))
    return flow.series("changes-by-week")?.bars.map(\.label) ?? []
  }

  @Test func `weeks are those of ISO 8601`() throws {
    #expect(
      try labels("2026-12-21", "2027-01-12") == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"])
    #expect(try labels("2024-12-29", "2024-12-31") == ["2024-W52", "2025-W01"])
    #expect(try labels("2026-07-01", "2026-07-02") == ["2026-W27"])
    #expect(try labels("2026-07-06", "2026-07-13") == ["2026-W28"])
    #expect(try labels("1969-12-31", "1970-01-06") == ["1970-W01", "1970-W02"])
  }

  /// `date` of GNU numbers weeks too.
  @Test func `weeks agree with the system's`() throws {
    for day in stride(from: 0, to: 40_000, by: 97) {
      let from = CivilDate(daysSinceEpoch: day)
      let until = CivilDate(daysSinceEpoch: day + 1)
      var calendar = Foundation.Calendar(identifier: .iso8601)
      calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      let parts = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: date)
      let (year, week) = (parts.yearForWeekOfYear ?? 0, parts.weekOfYear ?? 0)
      let expected = "\(year)-W\(week < 10 ? "0" : "")\(week)"
      #expect(try labels(from.description, until.description) == [expected])
    }
  }

  @Test func `long periods take longer steps`() throws {
    #expect(try labels("2020-01-01", "2023-01-01").count == 157)
    let months = try labels("2016-01-01", "2026-01-01")
    #expect(months.count == 120)
    #expect(months.first == "2016-01" && months.last == "2025-12")
    #expect(try labels("1990-01-01", "2026-01-01") == (1990...2025).map { "\($0)" })
    #expect(try labels("0001-01-01", "9999-01-01").count == 160)
  }

  @Test func `changes fall into the week of what places them`() throws {
    let change = Summaries.change(1, .emergency) {
      $0.milestones.created = Summaries.moment("2026-07-01T00:00:00Z")
      $0.milestones.started = Summaries.moment("2026-07-08T00:00:00Z")
      $0.milestones.closed = Summaries.moment("2026-07-15T00:00:00Z")
      $0.milestones.finished = Summaries.moment("2026-07-09T00:00:00Z")
      $0.outcome = .failed
    }
    let outside = Summaries.change(2) {
      $0.milestones.started = Summaries.moment("2026-08-08T00:00:00Z")
    }
    for (basis, column) in [(AuditPeriod.Basis.created, 0), (.started, 1), (.closed, 2)] {
      let flow = FlowMetrics(
        changes: [change, outside], period: try period("2026-06-29", "2026-07-20", basis))
      let series = try #require(flow.series("changes-by-week"))
      #expect(series.title == "Changes \(basis.rawValue) by week")
      #expect(series.series == ["standard", "normal", "emergency", "type unknown"])
      for (index, bar) in series.bars.enumerated() {
        #expect(bar.values == (index == column ? [0, 0, 1, 0] : [0, 0, 0, 0]))
      }
      #expect(flow.series("failures-by-month")?.bars.map(\.values) == [[0, 0], [0, 1]])
    }
  }

  @Test func `days begin in the calendar's zone`() throws {
    // Berlin is two hours ahead: this is the first of July there, the last of June in UTC.
    let change = Summaries.change(1) {
      $0.milestones.started = Summaries.moment("2026-06-30T22:30:00Z")
      $0.milestones.finished = Summaries.moment("2026-06-30T22:45:00Z")
      $0.outcome = .successful
    }
    for zone in [nil, TimeZoneRules(offset: 7200)] {
      var context = FlowMetrics.Context()
      context.zone = zone
      let flow = FlowMetrics(changes: [change], period: Summaries.period, context: context)
      #expect(
        flow.series("failures-by-month")?.bars.map { "\($0.label) \($0.values)" }
          == ["2026-07 [1, 0]", "2026-08 [0, 0]", "2026-09 [0, 0]"])
    }
  }
}
