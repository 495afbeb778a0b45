import Audit
import Foundation
import Testing

/// Documentation/audit-tests.md, which auditors read beside the pack.
struct AuditTestsPageTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Documentation/audit-tests.md")

  @Test func `the page names every test, exception, basis and outcome`() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    for test in ControlTest.allCases {
      #expect(text.contains("\n### \(test.rawValue) "), "\(test.rawValue)")
    }
    let names =
      AuditException.Kind.allCases.map(\.rawValue) + TestResult.Basis.allCases.map(\.rawValue)
      + TestResult.Outcome.allCases.map(\.rawValue)
    for name in names { #expect(text.contains("`\(name)`"), "\(name)") }
  }
}
