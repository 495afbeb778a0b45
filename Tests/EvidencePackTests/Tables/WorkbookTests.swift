import Audit
import AuditFixtures
import EvidencePack
import Foundation
import Primitives
import TestSupport
import Testing

struct WorkbookTests {
  /// Reads a workbook with openpyxl: by sheet, rows of kind and text.
  static func read(_ path: String) throws -> [String: [[[String?]]]] {
    let script = """
      import datetime, json, sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      def cell(c):
          v = c.value
          if isinstance(v, datetime.datetime):
              assert c.number_format == 'yyyy-mm-dd\\\\ hh:mm:ss\\\\Z', c.number_format
              return ["time", v.strftime("%Y-%m-%dT%H:%M:%SZ")]
          return [c.data_type, None if v is None else str(v)]
      out = {}
      for s in book.worksheets:
          assert s.freeze_panes in ("A2", "B2"), s.freeze_panes
          assert s.auto_filter.ref
          assert not s._hyperlinks
          out[s.title] = [[cell(c) for c in row] for row in s.iter_rows()]
      json.dump(out, sys.stdout)
      """
    let outcome = try Judge.python.run(["-c", script, path])
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    return try JSONDecoder().decode([String: [[[String?]]]].self, from: outcome.output)
  }

  @Test(.enabled(if: Judge.python.isExpected, "\(Judge.python.absence)"))
  func `openpyxl reads what the files of comma-separated values say`() throws {
    let folder = try ScratchFolder("xlsx")
    let report = Hostile.report
    let path = "\(folder.path)/audit.xlsx"
    try Workbook.write(report, to: path)
    let sheets = try Self.read(path)
    #expect(Set(sheets.keys) == Set(AuditTable.sheets.map(\.sheet)))
    for table in AuditTable.files {
      let rows = try CSVFileTests.read(CSVFile.file(table, of: report))
      let sheet = try #require(sheets[table.sheet])
      #expect(sheet.count == rows.count)
      for (cells, texts) in zip(sheet, rows) {
        for (cell, text) in zip(cells, texts) {
          let expected = CSVFileTests.unmarked(text).replacingOccurrences(of: "\r", with: "\n")
          #expect((cell[1] ?? "").unicodeScalars.elementsEqual(expected.unicodeScalars))
          #expect(cell[0] != "f" && cell[0] != "e")
        }
      }
    }
  }

  @Test(.enabled(if: Judge.python.isExpected, "\(Judge.python.absence)"))
  func `times are dates, numbers are numbers, texts are never formulas`() throws {
    let folder = try ScratchFolder("xlsx")
    try Workbook.write(SampleAudit.report, to: "\(folder.path)/audit.xlsx")
    let sheets = try Self.read("\(folder.path)/audit.xlsx")
    let changes = try #require(sheets["Changes"])
    let names = changes[0].map { $0[1] ?? "" }
    let row = try #require(changes.first { $0[0][1] == "CHG-2026-0141" })
    let cell = { (name: String) in names.firstIndex(of: name).map { row[$0] } }
    #expect(cell("title") == ["s", "=HYPERLINK(\"https://example.invalid\") firmware"])
    #expect(cell("started") == ["time", "2026-07-18T22:05:00Z"])
    #expect(cell("exceptions") == ["n", "1"])
    #expect(cell("deleted") == ["s", "no"])
  }

  @Test func `the same audit gives the same bytes in any folder`() throws {
    let one = try ScratchFolder("xlsx-one")
    let other = try ScratchFolder("xlsx-other")
    try Workbook.write(SampleAudit.report, to: "\(one.path)/audit.xlsx")
    try Workbook.write(SampleAudit.report, to: "\(other.path)/audit.xlsx")
    let bytes = try Data(contentsOf: URL(filePath: "\(one.path)/audit.xlsx"))
    #expect(try Data(contentsOf: URL(filePath: "\(other.path)/audit.xlsx")) == bytes)
    #expect(try FileManager.default.contentsOfDirectory(atPath: one.path) == ["audit.xlsx"])
  }

  @Test(.enabled(if: Judge.python.isExpected, "\(Judge.python.absence)"))
  func `texts longer than a cell are cut with a mark, and absurd values stay readable`() throws {
    let folder = try ScratchFolder("xlsx")
    var report = Hostile.report(of: [
      String(repeating: "ü", count: 40_000), String(repeating: "👩", count: 20_000),
      String(repeating: "a", count: 32_767), String(repeating: "_x0041_", count: 6_000),
    ])
    report.changes[0].rollback.plannedMinutes = .max
    report.changes[1].rollback.plannedMinutes = .min
    report.changes[0].window = .init(
      start: Instant(seconds: .min), end: Instant(seconds: .max))
    try Workbook.write(report, to: "\(folder.path)/audit.xlsx")
    let rows = try #require(try Self.read("\(folder.path)/audit.xlsx")["Changes"])
    let titles = rows.dropFirst().map { $0[1][1] ?? "" }
    #expect(titles[0].utf16.count == 32_767 && titles[0].hasSuffix("ü … (cut)"))
    #expect(titles[1].utf16.count <= 32_767 && titles[1].hasSuffix("👩 … (cut)"))
    #expect(titles[2].utf16.count == 32_767 && titles[2].hasSuffix("aaa"))
    #expect(rows[1].contains { $0[1] == "9223372036854775807" })
    #expect(rows[1].contains { $0[1] == "9999-12-31T23:59:59Z" })
  }

  @Test func `a folder that is not there is an error, not a crash`() {
    #expect(throws: TableError.self) {
      try Workbook.write(SampleAudit.report, to: "/nonexistent/audit.xlsx")
    }
  }
}
