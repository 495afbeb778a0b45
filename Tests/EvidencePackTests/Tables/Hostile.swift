import Audit
import AuditFixtures
import Primitives

/// Texts that a spreadsheet, a reader or a database might take for something else.
enum Hostile {
  static let texts = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u{A0}=1", "\"=1", "'=1", "'", "''",
    "a;=1", "a; =1", "a\t@b", "a\n-b", "a\r\n+b", "a;'=1", "\u{FF1D}1", "plain", "", " ", "a,b",
    "a\"b", "\"", "say \"hi\", then; go", "zwölf Übergänge", "変更", "👩🏽‍🔧", "_x0041_", "_x005F_x0041_",
    "TRUE", "1e5", "SEPT1", "0012", "1/2", "2026-07-01", "https://example.invalid/", "<b>&amp;",
    "ends with a line\n", "\\N", "\\", "a\\tb", "{\"json\": 1}", "a;\"=1\"",
  ]

  /// Texts of which no reader sees some signs; those become U+FFFD.
  static let invisible = [
    ("a\u{0}b", "a\u{FFFD}b"), ("a\u{1B}[31mb", "a\u{FFFD}[31mb"), ("\u{202E}=1", "\u{FFFD}=1"),
    ("a\u{FFFE}b", "a\u{FFFD}b"), ("a\u{2028}b", "a\u{FFFD}b"), ("\u{FEFF}=1", "\u{FFFD}=1"),
  ]

  /// The sample audit with those texts wherever text from outside goes.
  static var report: AuditReport { report(of: texts + invisible.map(\.0)) }

  static func report(of texts: [String]) -> AuditReport {
    var report = SampleAudit.report
    let pattern = report.changes[0]
    report.changes = texts.enumerated().map { index, text in
      var change = pattern
      change.id = "CHG-2026-\(1000 + index)"
      change.title = text
      change.systems = [text]
      change.environment = text
      change.results = [TestResult(.t1, .fail, text, commits: [SampleAudit.commit(index)])]
      return change
    }
    report.population.ids = report.changes.map(\.id)
    report.remarks = texts
    return report
  }
}
