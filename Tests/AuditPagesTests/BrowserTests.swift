import AuditFixtures
import AuditPages
import Foundation
import TestSupport
import Testing

/// What a browser and readers that are not ours make of the pages, opened from the folder.
@Suite struct BrowserTests {
  static let chromium = "/usr/bin/chromium"
  static let isExpected =
    Judge.python.isExpected
    && (access(chromium, X_OK) == 0 || ProcessInfo.processInfo.environment["CI"] == "true")

  @Test(.enabled(if: BrowserTests.isExpected, "there is no chromium, or \(Judge.python.absence)"))
  func `a browser with and without scripts has nothing to object to`() throws {
    let folder = try SiteFolder(SampleAudit.report, standards: SamplePages.standards)
    let look = try Judge.python.run([Self.script("look.py"), folder.path])
    #expect(look.text == "")
    #expect(look.status == 0, "\(look.errorText)")
  }

  static func script(_ name: String) -> String {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast().joined(separator: "/") + "/Browser/\(name)"
  }
}
