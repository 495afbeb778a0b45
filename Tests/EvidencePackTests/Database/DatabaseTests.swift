import Audit
import AuditFixtures
import EvidencePack
import Foundation
import Primitives
import TestSupport
import Testing

struct DatabaseTests {
  private let folder: ScratchFolder
  private var path: String { "\(folder.path)/audit.db" }

  init() throws { folder = try ScratchFolder("db") }

  /// What SQLite's own shell answers.
  private func ask(_ query: String, _ path: String? = nil) throws -> String {
    let outcome = try Command.run(
      try Command.find("sqlite3"), ["-batch", "-bail", path ?? self.path, query],
      in: folder.path, environment: CleanEnvironment.variables(home: folder.path))
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    return outcome.text
  }

  private func write(_ report: AuditReport, to path: String? = nil) throws {
    let database = try Database(path: path ?? self.path, scope: report.scope)
    for change in SampleHistory.changes(of: report) {
      try database.add(change.change, in: change.graph)
    }
    try database.finish(report)
  }

  @Test func `SQLite finds every key, reference and check kept`() throws {
    for report in [SampleAudit.report, Hostile.report] {
      try write(report)
      #expect(try ask("pragma integrity_check") == "ok\n")
      #expect(try ask("pragma foreign_key_check") == "")
      #expect(try ask("pragma user_version") == "1\n")
    }
  }

  @Test func `a check that is broken is found`() throws {
    try write(SampleAudit.report)
    for change in [
      "update tests set outcome = 'passed' where test = 'T7'",
      "update acts set counted = 2", "update changes set commit_id = 'abc'",
      "delete from tests where test = 'T5'", "insert into audits select * from audits",
    ] {
      let copy = "\(folder.path)/copy.db"
      try? FileManager.default.removeItem(atPath: copy)
      try FileManager.default.copyItem(atPath: path, toPath: copy)
      #expect(throws: TestFailure.self, "\(change)") {
        try ask("pragma foreign_keys = on; \(change)", copy)
      }
    }
  }

  @Test func `every fact of the sample is there`() throws {
    try write(SampleAudit.report)
    let expected = [
      ("changes", 8), ("tests", 8 * 18), ("exceptions", 5), ("repository_tests", 3),
      ("policies", 2), ("policy_approvals", 2), ("policy_files", 2), ("people", 1), ("keys", 1),
      ("roles", 1), ("person_parts", 8), ("duties", 2), ("duty_changes", 3), ("gaps", 1),
      ("deletions", 1), ("deployments", 2), ("deployment_changes", 1), ("protected_commits", 1),
      ("protected_commit_paths", 1), ("sample_items", 8), ("samples", 1), ("metrics", 2),
      ("metric_changes", 9), ("flow_values", 6), ("milestones", 48), ("change_systems", 16),
      ("remarks", 1), ("audits", 1), ("acts", 8), ("edits", 8), ("record_versions", 8),
      ("requirements", 8), ("requirement_acts", 8), ("stages", 72), ("gate_reasons", 8),
      ("near_misses", 8), ("edit_people", 8),
    ]
    for (table, count) in expected {
      #expect(try ask("select count(*) from \(table)") == "\(count)\n", "\(table)")
    }
    #expect(
      try ask("select started_at, started_source, approved_at from late_approvals limit 1") == "")
    #expect(
      try ask("select kind from open_exceptions order by number").split(separator: "\n").count == 2)
    #expect(try ask("select system from uncovered_deployments") == "billing-db\n")
    #expect(
      try ask("select change, test from failed_tests order by 1").contains("CHG-2026-0130|T7"))
    #expect(try ask("select count(*) from self_approvals") == "8\n")
    #expect(
      try ask("select happened_at, time_source from milestones where milestone = 'started' limit 1")
        == "2026-07-18T22:05:00Z|claimed\n")
    #expect(
      try ask("select commit_id, claimed_at, person, role, parameters from acts limit 1")
        == "\(SampleAudit.commit(107))|2026-07-10T08:00:00Z|fay.stone|security|note=x; to=y\n")
    #expect(
      try ask("select commit_id, happened_at, sections, version from edits limit 1")
        == "\(SampleAudit.commit(107))|2026-07-02T08:00:00Z|request|0\n")
  }

  @Test func `an approval after the start is seen by its view`() throws {
    var report = SampleAudit.report
    report.changes[7].milestones.approved = SampleAudit.moment(5, "2026-07-19T01:05:00Z")
    try write(report)
    #expect(try ask("select change from late_approvals") == "CHG-2026-0141\n")
  }

  @Test func `texts come back as they are`() throws {
    try write(Hostile.report)
    let answer = try ask(
      "select json_group_array(title) from (select title from changes order by id)")
    let titles = try JSONDecoder().decode([String].self, from: Data(answer.utf8))
    let expected = Hostile.texts + Hostile.invisible.map { $0.0.replacing("\u{0}", with: "?") }
    for (title, text) in zip(titles, expected) {
      #expect(title.unicodeScalars.elementsEqual(text.unicodeScalars))
    }
    #expect(titles.count == expected.count)
  }

  @Test func `the same audit gives the same bytes, over an older one too`() throws {
    try write(SampleAudit.report)
    let bytes = try Data(contentsOf: URL(filePath: path))
    let other = try ScratchFolder("db-other")
    try write(Hostile.report, to: "\(other.path)/other.db")
    try write(SampleAudit.report, to: "\(other.path)/other.db")
    #expect(try Data(contentsOf: URL(filePath: "\(other.path)/other.db")) == bytes)
    #expect(try FileManager.default.contentsOfDirectory(atPath: other.path) == ["other.db"])
  }

  @Test func `what is not finished leaves nothing`() throws {
    let report = SampleAudit.report
    do {
      let database = try Database(path: path, scope: report.scope)
      let change = SampleHistory.changes(of: report)[0]
      try database.add(change.change, in: change.graph)
      // The same again is a defect of the caller, and no second row.
      #expect(throws: TableError.self) { try database.add(change.change, in: change.graph) }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func `a change that the report lacks is an error`() throws {
    var report = SampleAudit.report
    let database = try Database(path: path, scope: report.scope)
    let change = SampleHistory.changes(of: report)[3]
    try database.add(change.change, in: change.graph)
    report.changes.remove(at: 3)
    #expect {
      try database.finish(report)
    } throws: { ($0 as? TableError)?.code == .tableContradictory }
  }

  @Test func `a folder that is not there is an error by name`() throws {
    #expect {
      _ = try Database(path: "/nonexistent/audit.db", scope: SampleAudit.scope)
    } throws: { ($0 as? TableError)?.code == .tableUnwritten }
  }

  @Test func `the schema names its tables, columns and views once`() {
    let names = DatabaseSchema.tables.map(\.name) + DatabaseSchema.views.map(\.name)
    #expect(Set(names).count == names.count)
    for table in DatabaseSchema.tables {
      let columns = ["repository", "audit_period"] + table.columns.map(\.name)
      #expect(Set(columns).count == columns.count, "\(table.name)")
      #expect(table.meaning.hasSuffix("."))
      for column in table.columns {
        #expect(column.meaning.hasSuffix("."), "\(table.name).\(column.name)")
      }
    }
  }
}
