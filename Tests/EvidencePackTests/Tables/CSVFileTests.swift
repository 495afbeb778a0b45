import Audit
import AuditFixtures
import EvidencePack
import Foundation
import TestSupport
import Testing

struct CSVFileTests {
  /// Reads a file with Python's own reader: rows of cells.
  static func read(_ file: PackFile) throws -> [[String]] {
    let folder = try ScratchFolder("csv")
    let path = "\(folder.path)/\(file.path)"
    try Data(file.bytes).write(to: URL(filePath: path))
    let script = """
      import csv, json, sys
      with open(sys.argv[1], newline="", encoding="utf-8-sig") as f:
          json.dump(list(csv.reader(f, strict=True)), sys.stdout)
      """
    let outcome = try Command.run(
      try Command.find("python3"), ["-c", script, path], in: folder.path,
      environment: CleanEnvironment.variables(home: folder.path))
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    return try JSONDecoder().decode([[String]].self, from: outcome.output)
  }

  /// What was written, by the rule of the documentation: one `'` is taken away wherever a formula
  /// might begin.
  static func unmarked(_ cell: String) -> String {
    var result = String.UnicodeScalarView()
    var mayBegin = true
    for (index, scalar) in cell.unicodeScalars.enumerated() {
      if scalar == "'", mayBegin {
        mayBegin = false
        let next = Array(cell.unicodeScalars).dropFirst(index + 1).first
        if let next, ";\t\r\n".unicodeScalars.contains(next) { mayBegin = true }
        continue
      }
      let isBreak = ";\t\r\n".unicodeScalars.contains(scalar)
      let isBlank = scalar == "\"" || scalar.properties.isWhitespace
      mayBegin = isBreak || mayBegin && isBlank
      result.append(scalar)
    }
    return String(result)
  }

  @Test func `Python reads back what was written`() throws {
    let rows = try Self.read(CSVFile.file(.population, of: Hostile.report))
    #expect(rows[0] == AuditTable.population.columns.map(\.name))
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    let expected = Hostile.texts + Hostile.invisible.map(\.1)
    let titles = rows.dropFirst().map { Self.unmarked($0[1]) }
    for (title, text) in zip(titles, expected) {
      #expect(Array(title.unicodeScalars) == Array(text.unicodeScalars))
    }
    #expect(titles.count == expected.count)
  }

  @Test func `no cell begins a formula, whatever a spreadsheet splits at`() throws {
    for file in CSVFile.files(of: Hostile.report) {
      let text = String(decoding: file.bytes.dropFirst(3), as: UTF8.self)
      for separator in [",", ";", "\t"] {
        let cells = text.unicodeScalars.split { scalar in
          separator.unicodeScalars.contains(scalar) || scalar == "\r" || scalar == "\n"
        }
        for cell in cells {
          // Quotes and blanks before a formula do not help.
          let ink = cell.drop { $0 == "\"" || $0.properties.isWhitespace }
          guard let first = ink.first else { continue }
          #expect(
            !"=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first),
            "\(file.path): \(String(String.UnicodeScalarView(cell)))")
        }
      }
    }
  }

  @Test func `files are UTF-8 with a mark and lines end with CRLF`() {
    let file = CSVFile.file(.deployments, of: SampleAudit.report)
    #expect(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let text = String(decoding: file.bytes.dropFirst(3), as: UTF8.self)
    #expect(text.hasSuffix("\r\n"))
    #expect(text.utf8.count { $0 == 0x0A } == text.utf8.count { $0 == 0x0D })
  }

  @Test func `the same audit gives the same bytes, and names are a contract`() throws {
    let files = CSVFile.files(of: SampleAudit.report)
    #expect(files.map(\.path) == files.map(\.path).sorted())
    #expect(
      files.map(\.path) == [
        "commits.csv", "deployments.csv", "exceptions.csv", "people.csv", "population.csv",
        "tests.csv",
      ])
    for (one, other) in zip(files, CSVFile.files(of: SampleAudit.report)) {
      #expect(one.bytes == other.bytes)
    }
    for table in AuditTable.sheets {
      for column in table.columns {
        #expect(column.name.utf8.allSatisfy { $0 == 0x2D || (0x61...0x7A).contains($0) })
        #expect(column.meaning.hasSuffix("."), "\(table.name) \(column.name)")
      }
      #expect(Set(table.columns.map(\.name)).count == table.columns.count)
    }
  }

  @Test func `every exception is a row, those of the repository first`() throws {
    let rows = try Self.read(CSVFile.file(.exceptions, of: SampleAudit.report))
    #expect(
      rows.dropFirst().map { $0[1] } == [
        "record-deleted", "unmatched-production-change", "emergency-not-ratified",
        "approver-not-independent", "approval-after-deployment",
      ])
    #expect(rows[1][6] == "yes" && rows[1][2] == "CHG-2026-0137")
  }

  @Test func `without a feed the file says so instead of being empty`() throws {
    var report = SampleAudit.report
    report.reconciliation.deployments = nil
    report.reconciliation.commits = nil
    for table in [AuditTable.deployments, .commits] {
      let rows = try Self.read(CSVFile.file(table, of: report))
      #expect(rows.count == 2)
      #expect(rows[1][0] == "not-evaluable")
    }
    report.reconciliation.deployments = []
    #expect(try Self.read(CSVFile.file(.deployments, of: report)).count == 1)
  }

  @Test func `every change and test is a row`() throws {
    let report = SampleAudit.report
    let rows = try Self.read(CSVFile.file(.tests, of: report))
    #expect(rows.count == 1 + report.repositoryResults.count + 8 * 18)
    #expect(rows.contains { $0[0] == "CHG-2026-0130" && $0[1] == "T7" && $0[2] == "fail" })
  }
}
