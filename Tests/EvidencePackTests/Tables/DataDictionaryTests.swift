import EvidencePack
import Foundation
import Testing

struct DataDictionaryTests {
  @Test func `the documentation is what the tables say`() throws {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    let path = parts.dropLast(4).joined(separator: "/") + "/Documentation/audit-data.md"
    let stored = try? String(contentsOfFile: path, encoding: .utf8)
    guard stored != DataDictionary.page else { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try DataDictionary.page.write(toFile: path, atomically: true, encoding: .utf8)
    }
    Issue.record("Documentation/audit-data.md differs; UPDATE_GOLDEN=1 rewrites it")
  }

  @Test func `no meaning breaks a row of the page`() {
    for line in DataDictionary.page.split(separator: "\n") where line.hasPrefix("|") {
      #expect(line.count { $0 == "|" } == 4, "\(line)")
    }
  }
}
