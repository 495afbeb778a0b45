import Audit
import AuditFixtures
import EvidencePack
import Foundation
import Primitives
import TestSupport
import Testing

@Suite(
  .serialized, .enabled(if: PostgresServer.isExpected, "\(PostgresServer.absence)"))
struct PostgresTests {
  private let server: PostgresServer
  private let folder: ScratchFolder

  init() throws {
    server = try PostgresServer()
    folder = try ScratchFolder("pg")
  }

  /// A folder with a database as a pack has it.
  private func pack(_ report: AuditReport, _ name: String = "pack") throws -> String {
    let pack = "\(folder.path)/\(name)"
    try FileManager.default.createDirectory(atPath: pack, withIntermediateDirectories: true)
    let database = try Database(path: "\(pack)/audit.db", scope: report.scope)
    for each in SampleHistory.changes(of: report) { try database.add(each.change, in: each.graph) }
    try database.finish(report)
    return pack
  }

  @discardableResult
  private func load(_ pack: String, _ connection: String? = nil) throws -> Command.Outcome {
    try Assent.run(
      ["audit", "export", pack, "--postgres", connection ?? server.connection],
      in: folder.path, home: folder.path, timeout: 120)
  }

  private func sqlite(_ pack: String, _ query: String) throws -> String {
    try Command.run(
      try Command.find("sqlite3"), ["-batch", "\(pack)/audit.db", query], in: folder.path,
      environment: CleanEnvironment.variables(home: folder.path)
    ).text
  }

  @Test func `every table has in PostgreSQL what it has in SQLite, also after a second load`()
    throws
  {
    let pack = try pack(Hostile.report)
    for _ in 0..<2 {
      let outcome = try load(pack)
      #expect(outcome.status == 0, "\(outcome.errorText)")
      for table in DatabaseSchema.tables {
        let columns = ["repository", "audit_period"] + table.columns.map(\.name)
        // Both write their rows as JSON; hexadecimal keeps programs between from touching them.
        let list = columns.joined(separator: ", ")
        let ours = try sqlite(
          pack,
          "select hex(group_concat(json_array(\(list)), char(10))) from (select * from \(table.name) "
            + "order by \((1...columns.count).map(String.init).joined(separator: ",")))")
        let count = try server.ask("select count(*) from assent.\(table.name)")
        #expect(try sqlite(pack, "select count(*) from \(table.name)") == count, "\(table.name)")
        guard count != "0\n" else { continue }
        let theirs = try server.ask(
          "select json_agg(r) from (select \(list) from assent.\(table.name)) r")
        #expect(try Self.rows(theirs, columns) == Self.rows(hex: ours, columns), "\(table.name)")
      }
    }
  }

  /// Rows as sorted texts of JSON arrays.
  private static func rows(_ objects: String, _ columns: [String]) throws -> [String] {
    let all = try JSONSerialization.jsonObject(with: Data(objects.utf8)) as? [[String: Any]] ?? []
    return try all.map { row in try text(columns.map { row[$0] ?? NSNull() }) }.sorted()
  }

  private static func rows(hex: String, _ columns: [String]) throws -> [String] {
    var bytes: [UInt8] = []
    var digits = hex.utf8.filter { $0 > 0x20 }[...]
    while digits.count >= 2 {
      bytes.append(UInt8(String(decoding: digits.prefix(2), as: UTF8.self), radix: 16) ?? 0)
      digits = digits.dropFirst(2)
    }
    return try bytes.split(separator: 0x0A).map { line in
      let row = try JSONSerialization.jsonObject(with: Data(line)) as? [Any] ?? []
      return try text(row)
    }.sorted()
  }

  private static func text(_ row: [Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: row), as: UTF8.self)
  }

  @Test func `no text of a record commands psql or the server`() throws {
    let mark = "\(folder.path)/taken"
    let attacks = [
      "\\.\n\\! touch \(mark)", "\\\\.\n\\! touch \(mark)", "\\.", "\\N",
      "'; drop schema assent cascade; --", "\\'; drop schema assent cascade; --",
      "$$; drop schema assent cascade; $$", ":is_new", "\n\\q\n", "\\copy changes to '\(mark)'",
    ]
    var report = Hostile.report(of: attacks)
    report.scope.repository = "a'b\\'; drop schema assent cascade; --\n\\! touch \(mark)"
    let pack = try pack(report)
    #expect(try load(pack).status == 0)
    #expect(!FileManager.default.fileExists(atPath: mark))
    let titles = try server.ask("select json_agg(title order by id) from assent.changes")
    #expect(try JSONDecoder().decode([String].self, from: Data(titles.utf8)) == attacks)
    // Whatever the environment says of quotes.
    try load(pack, server.connection + " options='-c standard_conforming_strings=off'")
    #expect(try server.ask("select count(distinct repository) from assent.changes") == "1\n")
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test func `another period stands beside, and another repository`() throws {
    #expect(try load(try pack(SampleAudit.report)).status == 0)
    var other = SampleAudit.report
    other.scope.repository = "harbourline/platform"
    other.changes.removeLast()
    #expect(try load(try pack(other, "other")).status == 0)
    #expect(
      try server.ask("select repository, count(*) from assent.changes group by 1 order by 1")
        == "harbourline/changes|8\nharbourline/platform|7\n")
    #expect(try server.ask("select count(*) from assent.self_approvals") == "15\n")
  }

  @Test func `a schema of that name that is not ours is left alone`() throws {
    _ = try server.ask("create schema assent; create table assent.changes (id text)")
    let outcome = try load(try pack(SampleAudit.report))
    #expect(outcome.status == 3)
    #expect(outcome.errorText.contains("the schema assent is not assent/database/1"))
    #expect(try server.ask("select count(*) from assent.changes") == "0\n")
  }

  @Test func `a load that fails changes nothing`() throws {
    let pack = try pack(SampleAudit.report)
    #expect(try load(pack).status == 0)
    _ = try Command.run(
      try Command.find("sqlite3"),
      ["\(pack)/audit.db", "pragma ignore_check_constraints=on; update tests set outcome = 'ok'"],
      in: folder.path, environment: CleanEnvironment.variables(home: folder.path))
    let outcome = try load(pack)
    #expect(outcome.status == 3)
    #expect(outcome.errorText.contains("tests_outcome_check"), "\(outcome.errorText)")
    #expect(try server.ask("select count(*) from assent.tests where outcome = 'ok'") == "0\n")
    #expect(try server.ask("select count(*) from assent.tests") == "144\n")
  }

  @Test func `a server that is not there is named`() throws {
    let outcome = try load(try pack(SampleAudit.report), "host=/nonexistent dbname=x")
    #expect(outcome.status == 3)
    #expect(outcome.errorText.contains("/nonexistent"))
  }

  @Test func `tables and columns carry their meaning`() throws {
    #expect(try load(try pack(SampleAudit.report)).status == 0)
    #expect(
      try server.ask("select obj_description('assent.changes'::regclass)")
        == "A change of the period, or one that overlaps it.\n")
  }
}

struct PostgresConnectionTests {
  @Test(arguments: [
    "postgresql://audit:secret@db/x", "postgres://audit:secret@db", "postgresql://:secret@/x",
    "postgresql://audit@db/x?password=secret", "postgresql://audit@db/x?pass%77ord=secret",
    "postgresql://db/x?%70%61%73%73%77%6f%72%64=secret", "host=db password=secret",
    "host=db password = secret", "host=db PASSWORD=secret", "password\n=secret",
    "host=db sslpassword=secret", "postgresql://db?sslpassword=secret",
  ])
  func `a password never reaches a command line`(_ text: String) throws {
    #expect(PostgresConnection(text) == nil)
    let folder = try ScratchFolder("pw")
    let outcome = try Assent.run(
      ["audit", "export", "nowhere", "--postgres", text], in: folder.path, home: folder.path)
    #expect(outcome.status == 2 && outcome.errorText.contains("PGPASSWORD"))
    #expect(!outcome.errorText.contains("secret"))
  }

  @Test(arguments: [
    "service=audit", "host=/run/postgresql dbname=x user=audit", "postgresql://audit@db:5432/x",
    "postgresql://[::1]:5432/x", "audits", "host=db passfile=/etc/pw", "",
  ])
  func `what has no password is taken`(_ text: String) {
    #expect(PostgresConnection(text)?.text == text)
  }
}
