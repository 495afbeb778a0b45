import Foundation
import TestSupport
import Testing

/// `assent delegation`: roles handed over and taken back, with real keys.
struct DelegationCommandTests {
  private static let tomorrow = day(1)

  /// A day so many days from now, in UTC, as the tests' calendar counts.
  private static func day(_ distance: Int) -> String {
    String((Moment.current + distance.days).text.prefix(10))
  }

  private func run(
    _ arguments: [String], in stage: ActScene, by person: Persona? = nil
  ) throws -> Command.Outcome {
    try Assent.run(
      ["delegation"] + arguments + (try person.map { ["--key", try $0.key] } ?? []),
      in: stage.repository.path, home: stage.repository.home,
      environment: [
        "ASSENT_TRUST_ROOT": stage.scene.root, "GIT_AUTHOR_NAME": "Somebody",
        "GIT_AUTHOR_EMAIL": "somebody@harbourline.example", "GIT_COMMITTER_NAME": "Somebody",
        "GIT_COMMITTER_EMAIL": "somebody@harbourline.example",
      ])
  }

  private func give(
    _ role: String = "change-manager", to delegate: String = "joe.ward",
    until: String = Self.day(7), in stage: ActScene, by person: Persona = .bo, _ more: String...
  ) throws -> Command.Outcome {
    try run(["give", role, "--to", delegate, "--until", until] + more, in: stage, by: person)
  }

  @Test func `a delegate approves, until the role is taken back`() throws {
    let stage = try ActScene()
    try stage.sign("submit", by: .ana)
    let before = try stage.act("approve", by: .joe, ["--role", "change-manager"])
    #expect(before.status == 1, "\(before.errorText)")
    let given = try give(in: stage)
    #expect(given.status == 0, "\(given.errorText)")
    #expect(given.text.contains("hand change-manager to joe.ward"), "\(given.text)")
    let list = try run(["list"], in: stage)
    #expect(
      list.text.hasPrefix("joe.ward for bo.chen as change-manager, from \(Self.day(0)) until "),
      "\(list.text)")
    #expect(list.text.contains(": active ("), "\(list.text)")
    let inbox = try Assent.run(
      ["inbox", "joe.ward"], in: stage.repository.path, home: stage.repository.home,
      environment: ["ASSENT_TRUST_ROOT": stage.scene.root])
    #expect(
      inbox.text.contains("approve as change-manager for bo.chen, until \(Self.day(7))"),
      "\(inbox.text)")
    try stage.sign("approve", by: .joe, ["--role", "change-manager"])
    #expect(try stage.verdict()["acts"].elements.last?["counted"].bool == true)

    let ended = try run(["end", "change-manager", "--to", "joe.ward"], in: stage, by: .bo)
    #expect(ended.status == 0, "\(ended.errorText)")
    #expect(try run(["list"], in: stage).text == "Nobody acts for anybody.\n")
    #expect(try run(["list", "--all"], in: stage).text.contains(": recalled ("))
    // What was signed before keeps counting; nothing new does.
    #expect(try stage.verdict()["acts"].elements.last?["counted"].bool == true)
    let after = try stage.act("schedule", by: .joe, ["--role", "change-manager"])
    #expect(
      after.status == 1 && after.errorText.contains("delegation-invalid"), "\(after.errorText)")
    let again = try run(["end", "change-manager", "--to", "joe.ward"], in: stage, by: .bo)
    #expect(again.status == 1 && again.errorText.contains("recalled already"))
  }

  @Test func `a delegation waits on its branch until it lands`() throws {
    let stage = try ActScene(carrier: "branch")
    #expect(try give(in: stage).status == 0)
    #expect(try stage.tip("refs/heads/assent/roles/bo.chen") != "")
    #expect(try run(["list"], in: stage).text.contains("not landed yet"))
    // A second one stands on top of the first.
    #expect(try give("implementer", in: stage).status == 0)
    let landed = try Assent.run(
      ["land", "--no-push"], in: stage.repository.path, home: stage.repository.home,
      environment: [
        "ASSENT_TRUST_ROOT": stage.scene.root, "GIT_AUTHOR_NAME": "Somebody",
        "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "Somebody",
        "GIT_COMMITTER_EMAIL": "a@b.example",
      ])
    #expect(landed.status == 0, "\(landed.text)\(landed.errorText)")
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    var role = "change-manager"
    var to = "joe.ward"
    var until = DelegationCommandTests.tomorrow
    var more: [String] = []
    var by = Persona.bo
    var status: Int32 = 1
    let says: String

    var testDescription: String { name }
  }

  static let refusals = [
    Refusal(name: "of a role that one does not hold", by: .ivy, says: "does not hold"),
    Refusal(name: "to oneself", to: "bo.chen", says: "themselves"),
    Refusal(name: "to one who holds it", to: "cat.diaz", says: "holds `change-manager` already"),
    Refusal(name: "to a machine", to: "bot.ci", says: "no human"),
    Refusal(name: "to nobody", to: "joe.wart", status: 2, says: "did you mean joe.ward"),
    Refusal(
      name: "of no role", role: "change-manger", status: 2, says: "did you mean change-manager"),
    Refusal(name: "of what is no name", role: "a; to=b", status: 2, says: "knows no role"),
    Refusal(name: "over before it began", until: day(-3), status: 2, says: "is no day"),
    Refusal(
      name: "in the past", until: day(-1), more: ["--from", "2020-01-01"], says: "it ended on"),
    Refusal(name: "until no date", until: "soon", status: 2, says: "is no date"),
    Refusal(name: "by an unknown key", by: .mallory, says: "no person of the policy"),
  ]

  /// A scene that no case changes.
  private struct Untouched: @unchecked Sendable { let stage: ActScene }

  private static let untouched = Result { Untouched(stage: try ActScene()) }

  @Test(arguments: refusals) func `what would have no effect is refused`(_ row: Refusal) throws {
    let stage = try Self.untouched.get().stage
    let before = try stage.tip("refs")
    let outcome = try run(
      ["give", row.role, "--to", row.to, "--until", row.until] + row.more, in: stage, by: row.by)
    #expect(outcome.status == row.status, "\(outcome.errorText)")
    #expect(outcome.errorText.contains(row.says), "\(outcome.errorText)")
    #expect(try stage.tip("refs") == before)
  }

  @Test func `a role is neither passed on nor handed over twice`() throws {
    let stage = try ActScene()
    #expect(try give(in: stage).status == 0)
    let twice = try give(until: Self.tomorrow, in: stage)
    #expect(twice.status == 1 && twice.errorText.contains("already"), "\(twice.errorText)")
    let passed = try give(to: "ivy.moss", in: stage, by: .joe)
    #expect(passed.status == 1 && passed.errorText.contains("not passed on"), "\(passed.errorText)")
  }
}
