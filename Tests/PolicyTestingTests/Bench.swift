import Decision
import Diagnostics
import Foundation
import Ledger
import PolicyTesting
import Records
import TestSupport
import Testing

/// Cases and a policy side by side, without the program.
struct Bench {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The texts of a policy by their paths.
  var policy: [String: String]
  /// Files with cases by their paths.
  var cases: [String: String]
  /// Records by their paths.
  var records: [String: String] = [:]

  /// The sample organisation of this repository.
  static func sample() throws -> Bench {
    var policy: [String: String] = [:]
    var cases: [String: String] = [:]
    let names = try #require(FileManager.default.enumerator(atPath: "\(root)/policies"))
    for case let name as String in names where name.hasSuffix(".yaml") {
      let text = try String(contentsOfFile: "\(root)/policies/\(name)", encoding: .utf8)
      if name.hasPrefix("tests/") {
        cases["policies/\(name)"] = text
      } else {
        policy["policies/\(name)"] = text
      }
    }
    return Bench(policy: policy, cases: cases)
  }

  /// The organisation and the record of the tests, and one file of cases.
  ///
  /// Everybody has signed in the story `base`.
  static func small(_ cases: String, risk: String = "medium") throws -> Bench {
    let organisation = try SampleOrganisation()
    let record = try SampleRecord(risk: risk)
    let policy = Dictionary(
      uniqueKeysWithValues: organisation.files.map { ("policies/\($0.key)", $0.value) })
    return Bench(
      policy: policy, cases: ["policies/tests/a.yaml": head + cases],
      records: [record.path: record.text])
  }

  static let head = """
    schema: assent/policy-test/1
    stories:
      base:
        record: changes/2026/CHG-2026-7F3K.yaml
        acts:
          - {id: submit, by: ana.ruiz, act: submit}
          - {id: assess, by: rae.kerr, act: assess, role: risk-assessor}
          - {id: manager, by: bo.chen, act: approve, role: change-manager}
          - {id: owner, by: dan.holt, act: approve, role: system-owner(claims-db)}
          - {id: test, by: ivy.moss, act: test, role: tester}
          - {id: schedule, by: cat.diaz, act: schedule, role: change-manager}

    """

  /// Replaces the one place of a policy file where `old` stands.
  mutating func replace(_ old: String, with new: String, in file: String) throws {
    let path = "policies/\(file)"
    policy[path] = try Edit.replacing(old, with: new, in: policy[path] ?? "")
  }

  /// What came of all cases.
  func run() throws -> (results: [CaseResult], findings: [Finding]) {
    let reading = Policy.read(files: policy.mapValues { Array($0.utf8) })
    let policy = try #require(reading.policy, "\(reading.findings)")
    let tests = PolicyTests(
      PolicyTests.World(
        policy: policy, zone: ZoneReader.rules(of: policy.calendar.timeZone),
        record: { path in
          if let text = records[path] { return Array(text.utf8) }
          return (try? Data(contentsOf: URL(filePath: "\(Self.root)/\(path)"))).map { [UInt8]($0) }
        }))
    var results: [CaseResult] = []
    var findings: [Finding] = []
    for (path, text) in cases.sorted(by: { $0.key < $1.key }) {
      let (file, broken) = PolicyTestFile.read(Array(text.utf8), path: path)
      findings += broken
      guard let file else { continue }
      let outcome = tests.run(file, path: path)
      results += outcome.results
      findings += outcome.findings
    }
    return (results, findings)
  }
}
