import Diagnostics
import Foundation
import Lint
import Records
import Testing

@Suite struct RuleTests {
  @Test func `every file of the folder is a registered rule, and every rule has its file`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Folders.root + "/Sources/Lint/Rules")
    let names = files.map { kebab($0.replacing(".swift", with: "")) }
    #expect(Set(names) == Set(Rule.all.map(\.name)))
    #expect(names.count == Rule.all.count)
  }

  @Test(arguments: Rule.all)
  func `a rule is documented and has both kinds of example`(_ rule: Rule) {
    #expect(rule.examples.contains { $0.reported != nil })
    #expect(rule.examples.contains { $0.reported == nil })
    #expect(rule.summary.count <= 150 && rule.summary.hasSuffix("."))
    #expect(rule.rationale.count > 40 && !rule.source.isEmpty && !rule.since.isEmpty)
  }

  @Test(arguments: Rule.all)
  func `a rule reports its bad examples at the marked place`(_ rule: Rule) throws {
    for example in rule.examples {
      guard let place = example.reported else { continue }
      let documents = try Examples.documents(example)
      let own = try Examples.findings(example).filter { $0.rule == rule.name }
      if let file = example.files?.first {
        #expect(own.map(\.location.path) == [file])
        continue
      }
      let expected = documents.map { $0.location(of: Place(stringLiteral: place)) }
      #expect(
        own.contains { expected.contains($0.location) },
        "\(example.yaml) \(example.without): \(own)")
      for document in documents where document.findings.contains(where: { $0.severity == .error }) {
        Issue.record("\(example.yaml): \(document.findings)")
      }
    }
  }

  // What an example breaks beside its own rule would hide what the rule is about.
  @Test(arguments: Rule.all)
  func `a bad example breaks its own rule, and besides only those that it names`(
    _ rule: Rule
  ) throws {
    for (index, example) in rule.examples.enumerated() where example.reported != nil {
      let others = try Examples.rules(example).subtracting(Examples.rulesWithout(example))
        .subtracting([rule.name])
      #expect(
        others == example.also, "\(rule.name)#\(index) also: \(others.sorted())")
    }
  }

  @Test(arguments: Rule.all)
  func `a rule is silent about its good examples`(_ rule: Rule) throws {
    for example in rule.examples where example.reported == nil {
      let documents = try Examples.documents(example)
      let findings = try Examples.findings(example)
      #expect(findings.filter { $0.rule == rule.name } == [])
      #expect(documents.flatMap(\.findings) == [])
    }
  }

  @Test(arguments: Rule.all)
  func `messages are one line in lower case without a full stop`(_ rule: Rule) throws {
    for example in rule.examples where example.reported != nil {
      for finding in try Examples.findings(example) where finding.rule == rule.name {
        #expect(finding.message.first?.isUppercase == false, "\(finding.message)")
        #expect(!finding.message.hasSuffix("."), "\(finding.message)")
        #expect(!finding.message.contains("\n"), "\(finding.message)")
        let advice = try #require(finding.advice)
        #expect(advice.first?.isUppercase == false && !advice.hasSuffix("."), "\(advice)")
      }
    }
  }

  @Test func `names are found, and unknown names are not`() {
    #expect(Rule.named("rollback-missing")?.section == .rollback)
    #expect(Rule.named("rollback-mising") == nil)
  }

  private func kebab(_ name: String) -> String {
    var result = ""
    for character in name {
      if character.isUppercase, !result.isEmpty { result += "-" }
      result += character.lowercased()
    }
    return result
  }
}
