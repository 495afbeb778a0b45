import Audit
import AuditFixtures
import Foundation
import Testing

/// The page about figures against the figures.
struct MetricsPageTests {
  /// A figure as the page names it: once for all roles, templates and tests.
  private static func family(_ id: String) -> String {
    if id.hasPrefix("deviations-T") { return "deviations-T1" }
    for (start, name) in [("approval-wait:", "ROLE"), ("template-fail-rate:", "TEMPLATE")]
    where id.hasPrefix(start) {
      return start + name
    }
    return id
  }

  @Test func `the page has every figure and no other`() throws {
    var changes = SampleAudit.changes
    for index in changes.indices where changes[index].kind == .standard {
      changes[index].template = "STD-TLS-ROTATE@3"
    }
    var context = FlowMetrics.Context()
    context.reconciliation = SampleAudit.report.reconciliation
    let flow = FlowMetrics(changes: changes, period: SampleAudit.period, context: context)
    let page = try String(
      contentsOfFile: DocumentationFile.root + "/Documentation/metrics.md", encoding: .utf8)
    var named: Set<String> = []
    for line in page.split(separator: "\n") where line.hasPrefix("| `") {
      named.insert(String(line.dropFirst(3).prefix { $0 != "`" }))
    }
    #expect(page.contains("`deviations-T1` to `deviations-T18`"))
    named.insert("deviations-T1")
    #expect(named == Set(flow.metrics.map { Self.family($0.id) } + flow.series.map(\.id)))
  }
}
