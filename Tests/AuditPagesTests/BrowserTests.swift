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
    try look(at: SiteFolder(SampleAudit.report, standards: SamplePages.standards))
  }

  @Test(.enabled(if: BrowserTests.isExpected, "there is no chromium, or \(Judge.python.absence)"))
  func `texts that try to be scripts, links and tags are read back as texts`() throws {
    let text =
      "</title></td><script>alert(1)</script><img src=https://x.example/ onerror=alert(2)>"
      + " \"onfocus='alert(3)' javascript:alert(4) &lt;b&gt; <!-- ../../etc"
    let folder = try SiteFolder(LargeAudit.report(with: text), name: "hostile")
    try look(at: folder, expecting: text)
  }

  /// Lets the browser and an independent parser read a folder of pages; both must find nothing wrong.
  private func look(at folder: SiteFolder, expecting text: String? = nil) throws {
    let arguments = [Self.script("look.py"), folder.path] + (text.map { ["-", $0] } ?? [])
    let environment = [
      "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": ScratchFolder.run,
      "TMPDIR": ScratchFolder.run,
    ]
    // A browser start for each page takes its time on a busy machine.
    let look = try Command.run(
      Judge.python.path, arguments, in: "/", environment: environment, timeout: 400)
    #expect(look.text == "")
    #expect(look.status == 0, "\(look.errorText)")
  }

  static func script(_ name: String) -> String {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast().joined(separator: "/") + "/Browser/\(name)"
  }
}
