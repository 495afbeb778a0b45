import TestSupport
import Testing

/// `gate --commit D --since P`: "judges a deployment of a governed repository" (5).
struct DeploymentTests {
  struct Row: NamedCase {
    let name: String
    let commit: String
    var since = "base"
    var more: [String] = []
    let decision: String
    var reasons: [String] = []
    var changes = [DeploymentWorld.open]
  }

  private static let open = DeploymentWorld.open
  private static let short = DeploymentWorld.short

  static let rows = [
    Row(name: "a commit linked by a line", commit: "linked", decision: "allowed"),
    Row(name: "a commit linked in its subject", commit: "subject", decision: "allowed"),
    Row(
      name: "a commit that links nothing", commit: "unlinked", decision: "prevented",
      reasons: ["artifact-wrong", "no-change"], changes: []),
    Row(
      name: "a commit that links nothing, its change added", commit: "unlinked",
      more: ["--change", open], decision: "allowed"),
    Row(
      name: "a removal that links nothing", commit: "removal", decision: "prevented",
      reasons: ["artifact-wrong", "no-change"], changes: []),
    Row(
      name: "a body that only looks like a link", commit: "alike", decision: "prevented",
      reasons: ["artifact-wrong", "no-change"], changes: []),
    Row(
      name: "a path that is not protected", commit: "docsLinked", decision: "allowed"),
    Row(
      name: "a path that is not protected, of no change", commit: "docs", decision: "prevented",
      reasons: ["artifact-wrong"], changes: []),
    Row(
      name: "a link to what has no record", commit: "unknown", decision: "prevented",
      reasons: ["artifact-wrong", "no-change"], changes: []),
    Row(
      name: "a good link beside one to what has no record", commit: "alsoUnknown",
      decision: "prevented", reasons: ["no-change"]),
    Row(
      name: "a change that is not approved", commit: "drafted", decision: "awaiting",
      reasons: ["change-awaiting"], changes: [DeploymentWorld.drafted]),
    Row(
      name: "an approved commit over one of a change that is not", commit: "foreign",
      decision: "awaiting", reasons: ["change-awaiting"],
      changes: [open, DeploymentWorld.drafted]),
    Row(
      name: "a squash of two changes, one not approved", commit: "squashed", decision: "awaiting",
      reasons: ["change-awaiting"], changes: [open, DeploymentWorld.drafted]),
    Row(
      name: "a change whose artifact does not reach the commit", commit: "later", since: "linked",
      decision: "prevented", reasons: ["artifact-wrong", "change-prevented", "no-change"],
      changes: [short]),
    Row(
      name: "one of two linked changes does not reach the commit", commit: "pair",
      decision: "prevented", reasons: ["change-prevented"], changes: [open, short]),
    Row(
      name: "a record without artifacts", commit: "bare", decision: "prevented",
      reasons: ["artifact-wrong", "change-prevented", "no-change"],
      changes: [DeploymentWorld.bare]),
    Row(
      name: "a superseded change", commit: "relaunched", decision: "allowed",
      changes: [open, DeploymentWorld.lost]),
    Row(
      name: "a superseded change that lists the commit itself", commit: "lost",
      decision: "awaiting", reasons: ["change-awaiting"],
      changes: [open, DeploymentWorld.lost]),
    Row(name: "a clean merge", commit: "merged", decision: "allowed"),
    Row(
      name: "a merge that changes a protected path itself", commit: "evil",
      decision: "prevented", reasons: ["no-change"]),
    Row(name: "such a merge that is linked", commit: "evilLinked", decision: "allowed"),
    Row(
      name: "a merge that brings old code back", commit: "reverting", more: ["--change", open],
      decision: "prevented", reasons: ["no-change"]),
    Row(
      name: "a merge of another history", commit: "joined", decision: "prevented",
      reasons: ["no-change"]),
    Row(
      name: "what runs is no ancestor", commit: "linked", since: "subject", decision: "invalid",
      reasons: ["not-ancestor"], changes: []),
    Row(
      name: "an unapproved change for another system", commit: "foreign",
      more: ["--system", "claims-db"], decision: "allowed"),
    Row(
      name: "a change for another system does not open the gate", commit: "linked",
      more: ["--system", "mail-relay"], decision: "prevented", reasons: ["artifact-wrong"],
      changes: []),
    Row(
      name: "an added change for another system adds nothing", commit: "unlinked",
      more: ["--change", open, "--system", "mail-relay"], decision: "prevented",
      reasons: ["artifact-wrong", "no-change"], changes: []),
    Row(
      name: "an added change that is not approved", commit: "linked",
      more: ["--change", DeploymentWorld.drafted], decision: "prevented",
      reasons: ["change-prevented"], changes: [open, DeploymentWorld.drafted]),
  ]

  @Test(arguments: rows) func `every protected commit belongs to an allowed change`(_ row: Row)
    throws
  {
    let answer = try DeploymentWorld.shared.get().ask(row.commit, since: row.since, row.more)
    #expect(answer.json["schema"].string == "assent/deployment/1", "\(answer)")
    #expect(answer.json.keys == ["schema", "decision", "reasons", "changes"])
    #expect(answer.decision == row.decision, "\(answer)")
    #expect(Set(answer.reasons).sorted() == row.reasons, "\(answer)")
    #expect(answer.changes == row.changes.sorted(), "\(answer)")
    let statuses: [String: Int32] = ["allowed": 8, "awaiting": 8, "prevented": 1, "invalid": 3]
    #expect(answer.status == statuses[row.decision])
  }

  @Test func `a reason names the commit, its subject and the paths`() throws {
    let world = try DeploymentWorld.shared.get()
    let answer = try world.ask("unlinked", since: "base")
    let message = try #require(
      zip(answer.reasons, answer.messages).first { $0.0 == "no-change" }?.1)
    for part in [try #require(world.code["unlinked"]), "Tidy up", "src/app.c"] {
      #expect(message.contains(part), "\(message)")
    }
  }

  // "An empty range exits 4".
  @Test func `where nothing lies between there is nothing to judge`() throws {
    let answer = try DeploymentWorld.shared.get().ask("linked", since: "linked")
    #expect(answer.status == 4, "\(answer)")
    #expect(answer.errorCode == "nothing-to-deploy")
  }

  @Test func `an added change without a record is nothing to judge`() throws {
    let world = try DeploymentWorld.shared.get()
    let answer = try world.ask("linked", since: "base", ["--change", "CHG-2026-0000"])
    #expect(answer.status == 4, "\(answer)")
    #expect(answer.errorCode == "no-such-change")
    // "the exit status is the worst in the order 3, 1, 8, 4, 0".
    let worse = try world.ask("unlinked", since: "base", ["--change", "CHG-2026-0000"])
    #expect(worse.status == 1 && worse.decision == "prevented", "\(worse)")
    #expect(worse.remarks.contains("CHG-2026-0000"))
  }

  @Test(arguments: [
    (["--system", "claims"], 2), (["--repository", "harbourline/other"], 2),
    (["--artifact", "v1"], 2), (["--rollback"], 2), (["CHG-2026-7F3K"], 2),
    (["--code", "/nowhere"], 3),
  ]) func `what cannot be asked is refused`(_ more: [String], _ status: Int) throws {
    let answer = try DeploymentWorld.shared.get().ask("linked", since: "base", more)
    #expect(Int(answer.status) == status, "\(answer)")
    #expect(answer.json["schema"].string == "assent/error/1")
  }

  @Test(arguments: [
    ("linked", String(repeating: "7", count: 40), 3),
    (String(repeating: "7", count: 40), "base", 3),
    ("linked", "main", 2), ("linked~0", "base", 2), ("linked", "1234567", 2),
  ]) func `both ends are full ids of commits that exist`(
    _ commit: String, _ since: String, _ status: Int
  ) throws {
    let answer = try DeploymentWorld.shared.get().ask(commit, since: since)
    #expect(Int(answer.status) == status, "\(answer)")
  }

  @Test(arguments: [
    ["--since", "a"], ["--commit", "a", "--system", "claims-db"],
    ["--commit", "a", "--change", "CHG-2026-7F3K"], ["--commit", "a"], [],
  ]) func `half a question is wrong usage`(_ arguments: [String]) throws {
    let world = try DeploymentWorld.shared.get()
    let commit = try #require(world.code["linked"])
    let outcome = try Assent.run(
      ["gate", "--trust-root", world.root] + arguments.map { $0 == "a" ? commit : $0 },
      in: world.repository.path, home: world.repository.home)
    #expect(outcome.status == 2, "\(outcome.text) \(outcome.errorText)")
  }

  @Test func `a deployment needs a trust root and no supposition`() throws {
    let world = try DeploymentWorld.shared.get()
    let ends = [
      "gate", "--commit", world.code["linked"] ?? "", "--since", world.code["base"] ?? "",
    ]
    let rootless = try Assent.run(ends, in: world.repository.path, home: world.repository.home)
    #expect(rootless.status == 3)
    let supposed = try Assent.run(
      ends + ["--trust-root", world.root, "--now", world.now.text], in: world.repository.path,
      home: world.repository.home)
    #expect(supposed.status == 2)
  }

  // "The status never depends on the output format."
  @Test func `people read the answer first`() throws {
    let world = try DeploymentWorld.shared.get()
    let commit = try #require(world.code["squashed"])
    let outcome = try Assent.run(
      [
        "gate", "--commit", commit, "--since", world.code["base"] ?? "", "--trust-root",
        world.root, "--now", world.now.text, "--what-if", "--system", "claims-db",
      ], in: world.repository.path, home: world.repository.home)
    #expect(outcome.status == 8, "\(outcome.text)")
    #expect(outcome.text.hasPrefix("Deployment of \(commit.prefix(10)) is ALLOWED\n"))
    #expect(outcome.errorText.contains(DeploymentWorld.drafted), "\(outcome.errorText)")
  }
}
