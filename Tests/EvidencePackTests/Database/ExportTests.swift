import AuditFixtures
import EvidencePack
import Foundation
import TestSupport
import Testing

struct ExportTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder("export")
    let database = try Database(path: "\(folder.path)/audit.db", scope: Hostile.report.scope)
    try database.finish(Hostile.report)
  }

  private struct Row: Decodable {
    let title: String
  }

  private func export(_ arguments: [String]) throws -> Command.Outcome {
    try Assent.run(
      ["audit", "export", folder.path] + arguments, in: folder.path, home: folder.path)
  }

  @Test func `a table comes out as comma-separated values and as JSON Lines`() throws {
    let csv = try export(["--table", "changes"])
    #expect(csv.status == 0, "\(csv.errorText)")
    let rows = try CSVFileTests.read(PackFile(path: "x.csv", bytes: Array(csv.output)))
    #expect(rows[0].prefix(4) == ["repository", "audit_period", "id", "title"])
    let json = try export(["--table", "changes", "--format", "json"])
    // As a program reads it whose texts keep every sign.
    let titles = try json.output.split(separator: 0x0A).map {
      try JSONDecoder().decode(Row.self, from: Data($0)).title
    }
    let expected = Hostile.texts + Hostile.invisible.map { $0.0.replacing("\u{0}", with: "?") }
    #expect(titles.map { Array($0.unicodeScalars) } == expected.map { Array($0.unicodeScalars) })
    #expect(rows.count == titles.count + 1)
  }

  @Test func `every table and view is listed and can be had`() throws {
    let list = try export([])
    #expect(list.text.contains("late_approvals"))
    for name in DatabaseSchema.views.map(\.name) {
      let outcome = try export(["--table", name])
      #expect(outcome.status == 0, "\(name): \(outcome.errorText)")
    }
    let outcome = try export(["--table", "change"])
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("--table changes"))
  }

  @Test(arguments: [
    "drop table tests; create view tests as select * from changes",
    "alter table acts add column more text", "update audits set schema_name = 'x'",
    "delete from audits", "drop table edits",
  ])
  func `a database that only looks like a pack's is refused`(_ change: String) throws {
    _ = try Command.run(
      try Command.find("sqlite3"), ["\(folder.path)/audit.db", change], in: folder.path,
      environment: CleanEnvironment.variables(home: folder.path))
    let outcome = try export(["--table", "changes"])
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("is no database of assent/database/1"))
  }

  @Test func `what is no database at all is refused by name`() throws {
    try folder.write("plain text, not a database, long enough to be read as one", to: "audit.db")
    #expect(try export([]).status == 2)
    try FileManager.default.removeItem(atPath: "\(folder.path)/audit.db")
    let outcome = try export([])
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("audit.db"))
  }

  @Test func `the schema that is printed makes a database`() throws {
    let schema = try Assent.run(["audit", "schema"], in: folder.path, home: folder.path)
    let outcome = try Command.run(
      try Command.find("sqlite3"), ["-batch", "-bail", ":memory:"], in: folder.path,
      environment: CleanEnvironment.variables(home: folder.path), input: schema.output)
    #expect(outcome.status == 0 && outcome.errorText.isEmpty, "\(outcome.errorText)")
  }
}
