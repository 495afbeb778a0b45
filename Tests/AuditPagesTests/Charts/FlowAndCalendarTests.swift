import Audit
import AuditFixtures
@testable import ChangeCalendar
import Decision
import Foundation
import Primitives
import Records
import TestSupport
import Testing

@testable import AuditPages

/// The pages about flow and calendar, small and large.
struct FlowAndCalendarTests {
  private func text(_ pages: [AuditPages.Page]) -> String {
    pages.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
  }

  /// So many changes, one an hour from the period's start, on twenty systems.
  private func report(_ count: Int, hours: Int64 = 1) -> AuditReport {
    var report = SampleAudit.report
    let model = report.changes[0]
    report.changes = (0..<count).map { number in
      var change = model
      change.id = "CHG-2026-\(100_000 + number)"
      change.systems = ["system-\(number % 60)"]
      let start = report.scope.period.start.advanced(by: Int64(number) * 3600 * hours)
      change.window = ChangeRequest.Interval(start: start, end: start.advanced(by: 7200))
      change.milestones.started = Audit.Moment(
        commit: nil, position: nil, time: start, source: .claimed)
      change.milestones.finished = Audit.Moment(
        commit: nil, position: nil, time: start.advanced(by: 5400), source: .claimed)
      return change
    }
    return report
  }

  @Test(arguments: [
    (1, 7, "14.3 %"), (0, 3, "0.0 %"), (3, 3, "100.0 %"), (1, 0, "–"), (-1, 3, "–"),
    (.max, .max, "–"), (2, 3, "66.7 %"),
  ])
  func `a share has one decimal, and none of nothing`(_ part: Int, _ whole: Int, _ words: String) {
    #expect(FlowPage.percent(part, of: whole) == words)
  }

  @Test func `every figure has its formula and leads to its changes`() {
    let html = text(AuditSite(report: SampleAudit.report).flowPages())
    for metric in SampleAudit.report.metrics {
      #expect(html.contains(metric.formula) && html.contains("id=\"metric-\(metric.id)\""))
      for id in metric.changes { #expect(html.contains("href=\"changes/\(id).html\"")) }
    }
  }

  @Test func `what cannot be computed is no number`() {
    var report = SampleAudit.report
    report.metrics = [
      Metric(
        id: "m", title: "A figure", formula: "a of b", value: .notEvaluable("no change was closed"),
        changes: [])
    ]
    let html = text(AuditSite(report: report).flowPages())
    #expect(html.contains("not evaluable</span>: no change was closed"))
  }

  @Test func `ten thousand changes keep both pages small`() {
    var report = report(10_000)
    let ids = report.changes.map(\.id)
    report.metrics = (0..<70).map {
      Metric(
        id: "m\($0)", title: "Figure \($0)", formula: "a of b", value: .ratio(1, of: 2),
        changes: ids)
    }
    report.series = (0..<6).map { number in
      FlowSeries(
        id: "s\(number)", title: "Series \(number)", unit: "changes", series: ["a", "b", "c"],
        bars: (0..<520).map { FlowSeries.Bar(label: "2026-W\($0)", values: [$0, 1, 2]) })
    }
    let site = AuditSite(report: report)
    for page in site.flowPages() + site.calendarPages() {
      #expect(page.bytes.count < 300_000, "\(page.name) has \(page.bytes.count) bytes")
    }
  }

  @Test func `ten years keep the calendar small`() throws {
    var report = report(10_000, hours: 8)
    let period = report.scope.period
    let until = try #require(CivilDate("2036-07-01"))
    report.scope.period = AuditPeriod(
      from: period.from, until: until, zone: period.zone, start: period.start,
      end: period.start.advanced(by: 3653 * 86_400), basis: .started)
    let pages = AuditSite(report: report).calendarPages()
    #expect(pages[0].bytes.count < 300_000, "\(pages[0].bytes.count)")
    #expect(text(pages).contains("The last 27 months are shown"))
  }

  @Test func `freezes and windows of a schedule are on the calendar`() throws {
    let report = SampleAudit.report
    let period = report.scope.period
    let frozen = ChangeRequest.Interval(
      start: SampleAudit.time("2026-08-10T00:00:00Z"), end: SampleAudit.time("2026-08-12T00:00:00Z")
    )
    let schedule = ChangeSchedule(
      repository: "r", zoneName: "UTC", zone: TimeZoneRules(offset: 0),
      days: period.from..<period.until,
      interval: ChangeRequest.Interval(start: period.start, end: period.end),
      now: report.scope.now, mode: .replay, trunkReference: "refs/heads/main",
      trunkCommit: report.scope.standpoint, policyCommit: report.scope.trustRoot,
      policyRevision: Revision(sequence: 1, time: period.start), problem: nil, windows: [],
      faults: [],
      freezes: [
        ChangeSchedule.Freeze(id: "half-year <close>", interval: frozen, exceptRole: "cab-chair")
      ], holidays: [], changes: [], conflicts: [], unplanned: [])
    var site = AuditSite(report: report)
    site.schedule = schedule
    let html = text(site.calendarPages())
    #expect(html.contains("half-year &lt;close&gt;") && html.contains("cab-chair"))
    #expect(html.components(separatedBy: "class=\"frost\"").count - 1 == 2)
    #expect(html.contains("href=\"calendar.ics\""))
  }

  @Test func `the same audit gives the same bytes`() {
    let (one, two) = (AuditSite(report: report(50)), AuditSite(report: report(50)))
    #expect(
      text(one.flowPages() + one.calendarPages()) == text(two.flowPages() + two.calendarPages()))
  }

  @Test(.enabled(if: BrowserTests.isExpected, "there is no chromium, or \(Judge.python.absence)"))
  func `a browser has nothing to object to in dossiers and charts`() throws {
    var report = SampleAudit.report
    report.series.append(
      FlowSeries(
        id: "lead-times", title: "Lead time", unit: "changes", series: ["changes"],
        bars: ["1 day", "2 days", "3 days"].map { FlowSeries.Bar(label: $0, values: [3]) }))
    let folder = try SiteFolder(report, standards: SamplePages.standards, name: "dossier-site")
    let dossier = AuditSite(report: report).dossier(
      of: try DossierStory(DossierStory.way).audited())
    try Data(dossier.bytes).write(to: URL(filePath: "\(folder.path)/\(dossier.name)"))
    let look = try Judge.python.run([BrowserTests.script("look.py"), folder.path])
    #expect(look.text == "")
    #expect(look.status == 0, "\(look.errorText)")
  }
}
