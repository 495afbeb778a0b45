import Foundation
import Lint
import Testing

@Suite struct RulePageTests {
  private let folder = Folders.root + "/Documentation/rules"

  @Test(arguments: Rule.all)
  func `the page of a rule is what the rule says`(_ rule: Rule) throws {
    try compare(rule.page, with: rule.name + ".md")
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
