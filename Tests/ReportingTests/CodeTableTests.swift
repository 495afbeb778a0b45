import Acts
import Decision
import Diagnostics
import Foundation
import Git
import Lint
import PolicyLint
import Reporting
import Testing

struct CodeTableTests {
  @Test func `the documentation is the table`() throws {
    try Golden.compare(CodeTable.page, withFile: "Documentation/codes.md")
  }

  @Test func `every case of every code has a meaning`() {
    #expect(CodeTable.acts.meanings.map(\.code) == ActReason.allCases.map(\.rawValue))
    #expect(
      CodeTable.gateReasons.meanings.map(\.code) == GateReason.Code.allCases.map(\.rawValue))
    #expect(CodeTable.flags.meanings.map(\.code) == Flag.Code.allCases.map(\.rawValue))
    #expect(CodeTable.nearMisses.meanings.map(\.code) == NearMiss.Code.allCases.map(\.rawValue))
    #expect(
      CodeTable.setUp.meanings.map(\.code).sorted()
        == SetUpFinding.Code.allCases.map(\.rawValue).sorted())
    let errors = Set(CodeTable.errors.meanings.map(\.code))
    #expect(Set(GitError.Code.allCases.map(\.rawValue)).subtracting(errors) == [])
  }

  @Test func `meanings are sentences for one row each`() {
    for meaning in CodeTable.groups.flatMap(\.meanings) {
      for text in [meaning.says, meaning.advice] {
        #expect(text.hasSuffix("."), "\(meaning.code)")
        #expect(!text.contains("\n") && !text.contains("|"), "\(meaning.code)")
      }
    }
    for group in CodeTable.groups {
      #expect(Set(group.meanings.map(\.code)).count == group.meanings.count, "\(group.title)")
    }
  }

  @Test func `every error code of the sources stands in the table`() throws {
    let known = Set(CodeTable.errors.meanings.map(\.code))
    let used = try Sources.matches(#"(?:LedgerError|Failure)\(\s*"([a-z0-9-]+)""#)
    #expect(used.contains("usage"))
    #expect(used.subtracting(known) == [])
  }

  @Test func `every finding code of the sources is a rule or stands in the table`() throws {
    let known = Set(
      CodeTable.findings.meanings.map(\.code) + Rule.all.map(\.name)
        + CommitRule.all.map(\.name) + PolicyRule.all.map(\.name))
    let used = try Sources.matches(#""((?:yaml|policy|record|file|unknown)(?:-[a-z]+)+)""#)
      .subtracting(CodeTable.groups.dropLast().flatMap(\.meanings).map(\.code))
    #expect(used.contains("yaml-syntax"))
    // An act's verb, what auditors call two exceptions, a column and a key.
    let others: Set = [
      "policy-approve", "policy-digest", "policy-not-authorised", "policy-unrest",
      "record-incomplete",
    ]
    #expect(used.subtracting(known).subtracting(others) == [])
  }
}

/// The texts of the product.
enum Sources {
  /// What the first group of a pattern matches anywhere in the sources.
  static func matches(_ pattern: String) throws -> Set<String> {
    let expression = try Regex(pattern, as: (Substring, Substring).self)
    var found: Set<String> = []
    let root = Golden.root + "/Sources"
    let files = try #require(FileManager.default.enumerator(atPath: root))
    for case let file as String in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
      for match in text.matches(of: expression) { found.insert(String(match.output.1)) }
    }
    return found
  }
}
