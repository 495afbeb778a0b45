import Audit
import AuditFixtures
import AuditPages
import Foundation
import Testing

@Suite struct AuditSiteTests {
  private func pages(_ report: AuditReport) -> [String: String] {
    let site = AuditSite(report: report, standards: SamplePages.standards)
    let pages = site.pages().map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
    return Dictionary(pages, uniquingKeysWith: { first, _ in first })
  }

  @Test func `the pack's pages are all there, each once`() {
    let names = AuditSite(report: SampleAudit.report).pages().map(\.name)
    #expect(Set(names).count == names.count)
    let expected = [
      "index", "changes", "exceptions", "uncovered", "people", "policies", "calendar", "flow",
      "sample", "suppressions", "standards", "method", "tests",
    ]
    #expect(Set(names) == Set(expected.map { "\($0).html" }))
  }

  @Test func `the first page names the changes that went wrong, the gravest first`() throws {
    let index = try #require(pages(SampleAudit.report)["index.html"])
    let ids = ["CHG-2026-0141", "CHG-2026-0130", "CHG-2026-0126"]
    let places = ids.map { index.range(of: ">\($0)</a>")?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(index.contains("3 of 8 changes went wrong; 2 exceptions of the repository."))
    #expect(index.contains(">62.5 %</a></dd><dd>5 of 8;"))
    #expect(!index.contains(">CHG-2026-0107</a>"))
    for id in ids { #expect(index.contains("href=\"changes/\(id).html\"")) }
  }

  @Test func `no page says that all is well where nothing could be compared`() throws {
    var report = SampleAudit.report
    report.reconciliation = Reconciliation()
    report.scope.checkpoint = nil
    report.population.ids = []
    report.changes = []
    report.repositoryResults = []
    let index = try #require(pages(report)["index.html"])
    #expect(index.contains("nothing was tested"))
    #expect(index.contains("not evaluable: nothing was given to compare deployments with"))
    #expect(index.contains("no earlier checkpoint was given"))
    #expect(!index.contains("No exception in"))
    #expect(!index.contains("100 %"))
  }

  @Test func `a change is led by why it went wrong, not by what followed`() throws {
    var report = SampleAudit.report
    let id = report.changes[0].id
    func fail(_ test: ControlTest, _ kind: AuditException.Kind) -> TestResult {
      TestResult(
        test, .fail, "\(kind.rawValue) told",
        exceptions: [AuditException(kind, change: id, test: test, "\(kind.rawValue) told")])
    }
    report.repositoryResults = []
    report.population.ids = [id]
    report.changes[0].results = [
      TestResult(.t5, .pass, "descends from every approval"), fail(.t12, .startedUnauthorised),
      fail(.t12, .outsideWindow), fail(.t18, .unmatchedProductionChange),
    ]
    let index = try #require(pages(report)["index.html"])
    #expect(index.contains(">Outside the window</a>: outside-window told ("))
    #expect(index.contains("; also: Unmatched production change, Started unauthorised"))
    // T5 passes, and yet the gate was closed when it was started.
    #expect(index.contains(">0 %</a></dd><dd>0 of 1; 0 not evaluable"))
  }

  @Test func `a test of the repository that fails for changes is no exception of its own`() throws {
    var report = SampleAudit.report
    let id = report.changes[0].id
    report.population.ids = [id]
    report.changes[0].results = [
      TestResult(
        .t15, .fail, "somebody acted on it after leaving",
        exceptions: [AuditException(.leaverActed, change: id, test: .t15, "had left")])
    ]
    report.repositoryResults = [TestResult(.t15, .fail, "1 act by people who had left")]
    let index = try #require(pages(report)["index.html"])
    #expect(index.contains("1 of 1 change went wrong."))
    #expect(index.contains("1 exception in all"))
    #expect(!index.contains("Tool access not segregated"))
  }

  @Test func `what no change names is told apart from what a change did not allow`() throws {
    var report = SampleAudit.report
    let match = try #require(report.reconciliation.deployments?.first)
    report.reconciliation.deployments = [
      Reconciliation.Cover.uncovered, .notAllowedThen, .notAllowedThen, .covered,
    ].map {
      Reconciliation.DeploymentMatch(
        deployment: match.deployment, cover: $0, changes: [], reason: "so")
    }
    report.reconciliation.commits = nil
    let index = try #require(pages(report)["index.html"])
    #expect(index.contains("deployments; no code was given; 2 more not as a change allowed"))
    #expect(
      index.contains(
        "3 of 4 deployments not covered by a change (75 %): 1 that no change names, "
          + "2 that a change names but did not allow then"))
  }

  @Test func `nobody is said to be independent where a change says otherwise`() throws {
    var report = SampleAudit.report
    report.duties.removeAll { $0.isBreach }
    report.population.ids = [report.changes[0].id]
    report.changes[0].results = [TestResult(.t7, .fail, "the author approved it")]
    let people = try #require(pages(report)["people.html"])
    #expect(people.contains("In 1 change an approver was not independent (T7)"))
    #expect(!people.contains("every diagonal is empty"))
  }

  @Test func `a failed test without a named exception is shown as one`() throws {
    var report = SampleAudit.report
    let id = report.changes[0].id
    report.changes[0].results = report.changes[0].results.map { result in
      result.test == .t10 ? TestResult(.t10, .fail, "no plan at A") : result
    }
    let pages = pages(report)
    let exceptions = try #require(pages["exceptions.html"])
    #expect(exceptions.contains("id=\"missing-rollback-plan\""))
    #expect(exceptions.contains(">\(id)</a>"))
    #expect(try #require(pages["index.html"]).contains("4 of 8 changes went wrong"))
  }

  @Test func `a share is never rounded up to all`() throws {
    let index = try #require(pages(LargeAudit.report(4000, wrongOneIn: 4000))["index.html"])
    #expect(index.contains("1 of 4000 changes went wrong"))
    var report = LargeAudit.report(2000, wrongOneIn: 2001)
    report.changes[7].results = [TestResult(.t5, .fail, "late")]
    let almost = try #require(pages(report)["index.html"])
    #expect(almost.contains("99.9 %"))
    #expect(!almost.contains(">100 %<"))
  }

  @Test func `changes outside the period count in no figure`() throws {
    var report = SampleAudit.report
    report.population.ids.removeAll { $0 == "CHG-2026-0130" }
    report.population.overlapping = ["CHG-2026-0130"]
    let pages = pages(report)
    #expect(try #require(pages["index.html"]).contains("2 of 7 changes went wrong"))
    let changes = try #require(pages["changes.html"])
    let overlap = try #require(changes.range(of: "id=\"overlapping\""))
    #expect(changes[overlap.upperBound...].contains(">CHG-2026-0130</a>"))
    #expect(!changes[..<overlap.lowerBound].contains("changes/CHG-2026-0130.html"))
  }

  @Test func `the same report gives the same bytes`() {
    let (first, second) = (
      AuditSite(report: SampleAudit.report), AuditSite(report: SampleAudit.report)
    )
    #expect(first.pages().map(\.bytes) == second.pages().map(\.bytes))
    #expect(first.assets.map(\.bytes) == second.assets.map(\.bytes))
  }

  @Test func `ten thousand changes stay in pages below 300 KB that miss none`() {
    let report = LargeAudit.report(10_000, wrongOneIn: 3)
    let clock = ContinuousClock()
    var pages: [Page] = []
    let time = clock.measure { pages = AuditSite(report: report).pages() }
    #expect(pages.allSatisfy { $0.bytes.count < 300_000 })
    #expect(Set(pages.map(\.name)).count == pages.count)
    let lists = pages.filter { $0.name.hasPrefix("changes") }
    let rows = lists.reduce(0) { count, page in
      count + String(decoding: page.bytes, as: UTF8.self).components(separatedBy: "id=\"c-").count
        - 1
    }
    #expect(rows == 10_000)
    // Slow machines and debug builds included; a loop over changes within changes takes hours.
    #expect(time < .seconds(120))
  }

  struct LongTitle: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let unit: String
    let count: Int
  }

  @Test(arguments: [
    LongTitle(testDescription: "signs that are escaped", unit: "\"'&<>", count: 200_000),
    LongTitle(testDescription: "one word", unit: "A", count: 1_000_000),
    LongTitle(testDescription: "combining marks", unit: "e\u{301}", count: 300_000),
    LongTitle(testDescription: "one letter with many marks", unit: "\u{301}", count: 500_000),
  ])
  func `a title of a megabyte is cut`(title: LongTitle) {
    let text = String(repeating: title.unit, count: title.count)
    let pages = AuditSite(report: LargeAudit.report(600, wrongOneIn: 2, title: text)).pages()
    #expect(pages.allSatisfy { $0.bytes.count < 300_000 })
  }

  @Test func `a repository's name cannot end a string of the style sheet`() throws {
    var report = SampleAudit.report
    report.scope.repository = "\"; } } body { background: url(https://evil.example) } \\\n</style>"
    let style = try #require(AuditSite(report: report).assets.first { $0.name.hasSuffix(".css") })
    let text = String(decoding: style.bytes, as: UTF8.self)
    #expect(!text.contains("evil.example"))
    #expect(!text.contains("url("))
    #expect(!text.contains("</style"))
  }
}
