import Diagnostics
import Foundation
import Lint
import Primitives
import Testing
import YAMLTree

@testable import Records

@Suite struct SuppressionRuleTests {
  /// The faults of a complete record and policy with the lines of an example in them.
  private func faults(_ example: SuppressionRule.Example) throws -> [String] {
    let path = "changes/2026/CHG-2026-7F3K.yaml"
    var settings = LintSettings()
    var text = BaseRecords.text(.normal) + "\n"
    if example.file == path {
      let root = try #require(YAMLReader.read(Array(example.yaml.utf8), path: "a").root)
      guard case .mapping(let entries) = root.content else { return [] }
      let keys = entries.map(\.key)
      let reading = try #require(YAMLReader.read(Array(text.utf8), path: "a").root)
      guard case .mapping(let all) = reading.content else { return [] }
      let rest = all.filter { !keys.contains($0.key) }
      let kept = Node(content: .mapping(rest), span: reading.span)
      text = example.yaml + "\n" + YAMLWriter.text(kept)
    } else {
      let root = try #require(YAMLReader.read(Array(example.yaml.utf8), path: "a").root)
      var reading = Reading(path: example.file)
      settings = try #require(LintSettingsShape.settings.read(root, &reading))
    }
    var policy = SamplePolicy.value
    policy.lint = settings
    let document = RecordDocument.read(Array(text.utf8), path: path)
    let root = try #require(document.root)
    let clock = SuppressionClock(
      now: try #require(Instant(rfc3339: "2026-03-01T00:00:00Z")), zone: TimeZoneRules(offset: 0))
    let findings = lint(document, policy: policy, evidence: SamplePolicy.evidence)
    return SuppressionReport(
      findings,
      in: SuppressionReport.Scope(
        documents: [document], comments: [CommentReading(Array(text.utf8), root: root, path: path)],
        policy: policy, stage: .approved, isWhole: true), at: clock
    ).faults.map(\.rule)
  }

  @Test(arguments: SuppressionRule.all.map(\.name))
  func `the examples of a rule show it`(_ name: String) throws {
    let rule = try #require(SuppressionRule.named(name))
    for example in rule.examples {
      let found = try faults(example)
      #expect(found.contains(name) == example.isReported, "\(example.yaml): \(found)")
    }
  }

  @Test(arguments: SuppressionRule.all.map(\.name))
  func `the page of a rule is what the rule says`(_ name: String) throws {
    let rule = try #require(SuppressionRule.named(name))
    let path = Folders.root + "/Documentation/rules/\(name).md"
    let stored = try? String(contentsOfFile: path, encoding: .utf8)
    guard stored != rule.page else { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try rule.page.write(toFile: path, atomically: true, encoding: .utf8)
    }
    Issue.record("\(name).md differs from the rule; UPDATE_GOLDEN=1 rewrites it")
  }
}
