import Diagnostics
import Ledger
import PolicyLint
import PolicyTesting
import Primitives
import Records
import Starting
import Testing

/// The policies that `init` writes: they load, lint clean, and keep the cases that come with them.
struct ReadyWorkflowTests {
  private static let now = Instant(seconds: 1_790_000_000)

  static func people(_ count: Int) -> [People.Person] {
    let ids = ["ana", "bo", "cy", "dee", "eli", "fay", "gus"]
    return ids.prefix(count).enumerated().map { index, id in
      var person = People.Person(id: id)
      person.name = id.uppercased()
      person.email = ["\(id)@acme.example"]
      person.keys = [People.Key(material: .ssh(keys[index]))]
      return person
    }
  }

  /// Public keys of nobody.
  private static let keys = [
    "NTLWiv03pxYb65fyqcHomcOXCW40Tw6vk9TMcxVyHhu", "AzrYzt7itQ6zfbbuvgUjHszN6+itEvhLX6z1lqB+7Z7",
    "FLYaAzj9kvj2TWWEjoXhmZgfm5Lo1S2FKY2L5zphcrj", "JupTVmn3i4JKJGjnyTyworHbLe/QMizsP6TG9mz698f",
    "NseE8BjJ8iS0CmxCA5mhKwmgZJJSnPx8Nx5Q9PAEWM6", "Bg5ZVjDPwQ3uueGrNNLEq0ib5zMl+JkA6x9i7CpKKQE",
    "GbcKoFneUeuTls4zJrNOBAaPaQjBJAz9b4cAlaVGWhX",
  ].map { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI\($0)" }

  static func draft(
    _ workflow: ReadyWorkflow, people count: Int, zone: String = "Europe/Berlin"
  ) -> PolicyDraft {
    var draft = PolicyDraft()
    (draft.workflow, draft.repository) = (workflow, "acme/changes")
    draft.people = people(count)
    draft.owners = draft.people.map(\.id)
    draft.threshold = count > 2 ? 2 : 1
    (draft.timeZone, draft.zone) = (zone, ZoneReader.rules(of: zone))
    draft.today = CivilDate(daysSinceEpoch: Int(now.seconds / 86_400))
    return draft
  }

  struct Beginning: Sendable, CustomStringConvertible {
    let workflow: ReadyWorkflow
    let people: Int
    let zone: String
    var description: String { "\(workflow.rawValue) with \(people) people in \(zone)" }
  }

  static let beginnings = ReadyWorkflow.allCases.flatMap { workflow in
    [workflow.fewestPeople, 7].flatMap { people in
      ["UTC", "Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles"].map {
        Beginning(workflow: workflow, people: people, zone: $0)
      }
    }
  }

  @Test(arguments: beginnings)
  func `a new policy is clean and keeps its cases`(_ one: Beginning) throws {
    let draft = Self.draft(one.workflow, people: one.people, zone: one.zone)
    let files = Dictionary(
      uniqueKeysWithValues: draft.files.map { ($0.path, Array($0.text.utf8)) })
    let reading = Policy.read(files: files)
    #expect(reading.findings.map(\.message) == [])
    let policy = try #require(reading.policy)
    let findings = lintPolicy(policy, files: files, now: Self.now) { ZoneReader.rules(of: $0) }
    #expect(findings.map { "\($0.rule): \($0.message)" } == [])
    try expectCases(of: one.workflow, files, policy)
  }

  private func expectCases(
    of workflow: ReadyWorkflow, _ files: [String: [UInt8]], _ policy: Policy
  ) throws {
    let path = "policies/tests/\(workflow.rawValue).yaml"
    let (cases, broken) = PolicyTestFile.read(try #require(files[path]), path: path)
    #expect(broken.map(\.message) == [])
    let world = PolicyTests.World(
      policy: policy, zone: ZoneReader.rules(of: policy.calendar.timeZone), record: { _ in nil })
    let outcome = PolicyTests(world).run(try #require(cases), path: path)
    #expect(outcome.findings.map(\.message) == [])
    #expect(outcome.results.count > 6)
    for result in outcome.results where !result.hasPassed {
      Issue.record("\(result.name): \(result.mismatches) \(result.verdict.gate.reasons)")
    }
  }

  @Test func `fewer people than a workflow keeps apart are found short`() throws {
    for workflow in ReadyWorkflow.allCases {
      let draft = Self.draft(workflow, people: workflow.fewestPeople - 1)
      let files = Dictionary(
        uniqueKeysWithValues: draft.files.map { ($0.path, Array($0.text.utf8)) })
      let policy = try #require(Policy.read(files: files).policy)
      let findings = lintPolicy(policy, files: files, now: Self.now) { ZoneReader.rules(of: $0) }
      #expect(!findings.isEmpty, "\(workflow)")
    }
  }
}
