import Foundation
import TestSupport
import Testing

/// A trunk beside the code: an orphan branch of the same repository, or a repository of its own.
struct OtherTrunkTests {
  /// A server whose `main` is code, squashed and linear, and whose trunk is `changes`.
  private func orphan() throws -> (
    stage: ActScene, remote: ScratchRepository, clone: ScratchRepository
  ) {
    let stage = try ActScene(carrier: "branch") { organisation in
      try organisation.replace("trunk: main", with: "trunk: changes", in: "assent.yaml")
    }
    let repository = stage.repository
    let code = try repository.commit(
      CommitPlan(
        "Begin\n", by: .joe, at: .current, parents: [], changes: ["main.c": .text("x\n")]))
    try repository.updateReferences([
      "refs/heads/changes": stage.scene.tip, "refs/heads/main": code,
    ])
    let remote = try ScratchRepository(cloning: repository, "--bare")
    return (stage, remote, try ScratchRepository(cloning: remote))
  }

  private func run(
    _ arguments: [String], _ stage: ActScene, in clone: ScratchRepository
  ) throws -> Command.Outcome {
    try Assent.run(
      arguments, in: clone.path, home: clone.home,
      environment: LandingTests.identity.merging(["ASSENT_TRUST_ROOT": stage.scene.root]) { $1 })
  }

  @Test func `acts, landing and gate work on an orphan branch`() throws {
    let (stage, remote, clone) = try orphan()
    let code = try stage.tip("refs/heads/main", in: remote)
    let submit = try stage.sign("submit", by: .ana, in: clone)
    #expect(try clone.git("rev-parse", "\(submit)^") == stage.scene.tip)
    let landing = try run(["land"], stage, in: clone)
    #expect(landing.status == 0, "\(landing.errorText)")
    #expect(try remote.git("rev-parse", "changes^2") == submit)
    #expect(try stage.tip("refs/heads/main", in: remote) == code)
    let gate = try run(["gate", stage.id, "--commit", SampleRecord.artifact], stage, in: clone)
    #expect(gate.status == 8, "\(gate.text)\(gate.errorText)")
    #expect(gate.text.contains("assessed/assessor"), "\(gate.text)")
  }

  @Test func `without a trust root the branch is named`() throws {
    let (stage, remote, clone) = try orphan()
    let outcome = try Assent.run(
      ["status", "--trunk", "changes"], in: clone.path, home: clone.home)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(outcome.text.contains(stage.id))
    let landing = try Assent.run(
      ["land", "--trunk", "changes"], in: clone.path, home: clone.home,
      environment: LandingTests.identity)
    #expect(landing.status == 0, "\(landing.errorText)")
    #expect(try stage.tip("refs/heads/changes", in: remote) == stage.scene.tip)
  }

  @Test func `a deployment of another clone's code is judged by the trunk's repository`() throws {
    let code = try ScratchRepository()
    let base = try code.commit(
      CommitPlan("Begin\n", by: .joe, at: .current, parents: [], changes: ["a": .text("1\n")]))
    let next = try code.commit(
      CommitPlan(
        "Go on\n\nChange: CHG-2026-7F3K\n", by: .joe, at: .current, parents: [base],
        changes: ["a": .text("2\n")]))
    try code.updateReferences(["refs/heads/main": next])
    let scene = try LandingScene { organisation in
      organisation.files["assent.yaml", default: ""] +=
        "code:\n  - {repository: harbourline/claims, branch: main, protect: [\"**\"]}\n"
    }
    let submit = try scene.sign("submit", by: .ana)
    #expect(try scene.landing().status == 0)
    #expect(try scene.act(submit)["counted"].bool == true)
    let gate = try run(
      [
        "gate", "--commit", next, "--since", base, "--code", code.path, "--repository",
        "harbourline/claims", "--format", "json",
      ], scene.stage, in: scene.clone)
    // The change is not approved yet, and names another artifact.
    #expect([1, 8].contains(gate.status), "\(gate.text)\(gate.errorText)")
    #expect(gate.text.contains("assent/deployment/1"), "\(gate.text)")
    #expect(gate.text.contains("CHG-2026-7F3K"), "\(gate.text)")
  }
}
