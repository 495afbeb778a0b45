import Foundation
import Lint
import PolicyLint
import Testing

struct PolicyRulePageTests {
  private let folder = Folders.root + "/Documentation/rules"

  @Test(arguments: PolicyRule.all)
  func `the page of a rule is what the rule says`(_ rule: PolicyRule) throws {
    try compare(rule.page, with: rule.name + ".md")
  }

  @Test(arguments: CommitRule.all.map(\.name))
  func `the page of a rule about commits is what the rule says`(_ name: String) throws {
    let rule = try #require(CommitRule.named(name))
    #expect(rule.rationale.count > 40 && rule.summary.count <= 150)
    try compare(rule.page, with: rule.name + ".md")
  }

  @Test func `the index lists every rule`() throws {
    try compare(PolicyRule.index, with: "README.md")
  }

  @Test func `no page is left over from a rule that is gone`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let names =
      Rule.all.map(\.name) + CommitRule.all.map(\.name) + PolicyRule.all.map(\.name)
      + SuppressionRule.all.map(\.name) + ["README"]
    #expect(Set(files).subtracting(names.map { $0 + ".md" }) == [])
  }

  private func compare(_ text: String, with file: String) throws {
    let path = folder + "/" + file
    let stored = try? String(contentsOfFile: path, encoding: .utf8)
    guard stored != text else { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    Issue.record("\(file) differs from the rule; UPDATE_GOLDEN=1 rewrites it")
  }
}

/// Where the package stands.
enum Folders {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()
}
