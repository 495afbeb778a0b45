import Diagnostics
import Foundation
import Lint
import PolicyLint
import Records
import Reporting
import Testing

struct PolicyRuleTests {
  @Test func `every file of the folder is a registered rule, and every rule has its file`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Folders.root + "/Sources/PolicyLint/Rules")
    let names = files.map { kebab($0.replacing(".swift", with: "")) }
    #expect(names.sorted() == PolicyRule.all.map(\.name))
  }

  @Test func `a name means one thing`() {
    let names =
      PolicyRule.all.map(\.name) + Rule.all.map(\.name) + CommitRule.all.map(\.name)
      + SuppressionRule.all.map(\.name)
      + CodeTable.findings.meanings.map(\.code)
    #expect(Set(names).count == names.count)
  }

  @Test func `the base of the examples is clean`() throws {
    #expect(try BasePolicy.findings(BasePolicy.files()) == [])
  }

  @Test(arguments: PolicyRule.all)
  func `a rule is documented and has both kinds of example`(_ rule: PolicyRule) {
    #expect(rule.examples.contains { $0.reported != nil })
    #expect(rule.examples.contains { $0.reported == nil })
    #expect(rule.summary.count <= 150 && rule.summary.hasSuffix("."))
    #expect(rule.rationale.count > 40 && !rule.source.isEmpty && !rule.since.isEmpty)
  }

  @Test(arguments: PolicyRule.all)
  func `a rule reports its bad examples at the marked place, in words for people`(
    _ rule: PolicyRule
  ) throws {
    for example in rule.examples {
      guard let spot = example.reported else { continue }
      let files = try BasePolicy.files(example.changes)
      let own = try BasePolicy.findings(files).filter { $0.rule == rule.name }
      let location = PolicyTexts(files).location(of: spot)
      #expect(own.map(\.location).contains(location), "\(example.changes): \(own)")
      for finding in own {
        #expect(finding.message.first?.isUppercase == false, "\(finding.message)")
        #expect(!finding.message.hasSuffix(".") && !finding.message.contains("\n"))
        let advice = try #require(finding.advice)
        #expect(advice.first?.isUppercase == false && !advice.hasSuffix("."), "\(advice)")
      }
    }
  }

  @Test(arguments: PolicyRule.all)
  func `a rule is silent about its good examples`(_ rule: PolicyRule) throws {
    for example in rule.examples where example.reported == nil {
      let findings = try BasePolicy.findings(BasePolicy.files(example.changes))
      #expect(findings.filter { $0.rule == rule.name } == [])
    }
  }

  @Test func `the sample organisation has nothing to mend`() throws {
    var files: [String: [UInt8]] = [:]
    let folder = Folders.root + "/policies"
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where name.hasSuffix(".yaml") {
      files["policies/\(name)"] = Array(
        try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
    }
    #expect(try BasePolicy.findings(files) == [])
  }

  @Test func `the policy changes the weight of a rule, but not of what nobody could repair`() throws
  {
    func severities(_ changes: [(String, String)]) throws -> [String: Severity] {
      let examples = changes.map { PolicyExample.Change(file: $0.0, yaml: $0.1, without: []) }
      let findings = try BasePolicy.findings(BasePolicy.files(examples))
      return Dictionary(findings.map { ($0.rule, $0.severity) }) { first, _ in first }
    }
    let owners = ("assent.yaml", "owners: [{people: [ana, bo], threshold: 2}]")
    let quiet = #"severities: {owners-without-spare: "off", owners-locked-out: "off"}"#
    #expect(try severities([owners]) == ["owners-without-spare": .warning])
    #expect(try severities([owners, ("lint.yaml", quiet)]) == [:])
    let locked = ("people.yaml", "people: {ana: {keys: []}, bo: {keys: []}}")
    #expect(
      try severities([locked, ("lint.yaml", quiet)])["owners-locked-out"] == .error)
  }

  private static let cases: [(String, String?, Severity)] = [
    // Nobody holds the role, but there is another way.
    ("any: [{role: none, count: 1}, {role: reviewer, count: 1}]", "role-unheld", Severity.warning),
    ("any: [{role: none, count: 1}, {role: reviewer, count: 9}]", "role-unheld", .error),
    (
      "at-least: {n: 1, of: [{role: none, count: 1}, {role: reviewer, count: 1}]}", "role-unheld",
      .warning
    ),
    (
      "at-least: {n: 2, of: [{role: none, count: 1}, {role: reviewer, count: 1}]}", "role-unheld",
      .error
    ),
    ("{all: [{role: reviewer, count: 3}]}", "threshold-unreachable", .error),
    // Only an environment that nobody mentions is left out.
    (
      "all: [{role: reviewer, count: 1, when: {environment: [production]}}]",
      "requirement-undecidable", .warning
    ),
    (
      "all: [{role: reviewer, count: 1, when: {environment: [production], outage: [none]}}]",
      "requirement-undecidable", .error
    ),
    (
      "all: [{role: reviewer, count: 1, when: {type: [emergency]}}]", "requirement-undecidable",
      .error
    ),
    (
      "all: [{role: reviewer, count: 1, when: {zone: [internet]}}]", "requirement-undecidable",
      .error
    ),
    ("all: [{role: reviewer, count: 1, when: {zone: [internet, personal-data]}}]", nil, .error),
    ("all: [{role: reviewer, count: 1, when: {type: [normal, emergency]}}]", nil, .error),
    (
      "{role: reviewer, count: 1, when: {criticality: [low]}}", "requirement-unmatchable", .warning
    ),
    ("{role: reviewer, count: 1, when: {zone: [none]}}", "requirement-unmatchable", .warning),
  ]

  @Test(arguments: cases)
  func `a requirement weighs what it does`(
    _ requirement: String, _ rule: String?, _ severity: Severity
  ) throws {
    let changes = [
      PolicyExample.Change(
        file: "workflow.yaml",
        yaml: "stages:\n  reviewed:\n    require:\n      "
          + (requirement.hasPrefix("{")
            ? "all: [\(requirement)]" : requirement),
        without: ["stages.reviewed.require"]),
      PolicyExample.Change(file: "people.yaml", yaml: "roles: {none: []}", without: []),
    ]
    let found = try BasePolicy.findings(BasePolicy.files(changes))
    let own = found.filter { $0.rule == rule || rule == nil && $0.rule.hasPrefix("requirement-") }
    #expect(own.map(\.rule) == (rule.map { [$0] } ?? []), "\(found)")
    #expect(own.allSatisfy { $0.severity == severity }, "\(found)")
  }

  private func kebab(_ name: String) -> String {
    name.reduce(into: "") { result, character in
      if character.isUppercase, !result.isEmpty { result += "-" }
      result += character.lowercased()
    }
  }
}
