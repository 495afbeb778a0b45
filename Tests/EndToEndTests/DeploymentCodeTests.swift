import TestSupport
import Testing

/// Where the code of a deployment is read, and changes at the end of their way.
struct DeploymentCodeTests {
  /// The code of one linked commit on a base, in a repository of its own.
  private struct Code {
    let repository: ScratchRepository
    let base: String
    let tip: String

    init(in repository: ScratchRepository? = nil) throws {
      self.repository = try repository ?? ScratchRepository()
      let before = Moment.beginning - 10.days
      base = try self.repository.commit(
        CommitPlan(
          "Begin\n", by: .joe, at: before, parents: [], changes: ["src/app.c": .text("1\n")]))
      tip = try self.repository.commit(
        CommitPlan(
          "Work\n\nChange: CHG-2026-7F3K\n", by: .joe, at: before + 1.minutes, parents: [base],
          changes: ["src/app.c": .text("2\n")]))
      try self.repository.updateReferences(["refs/heads/code": tip])
    }

    var artifact: String { DeploymentWorld.list([tip]) }
  }

  private func scene(
    _ code: Code, more: String = "", begins: Moment = .beginning, sharing: Bool = false
  ) throws -> Scene {
    var organisation = try SampleOrganisation()
    try organisation.govern(more)
    return try Scene(
      organisation, SampleRecord(begins: begins, artifacts: code.artifact), begins: begins,
      repository: sharing ? code.repository : nil, through: .scheduled)
  }

  private func ask(_ scene: Scene, _ code: Code, _ more: String...) throws -> DeploymentAnswer {
    try DeploymentAnswer(
      scene.assent(
        [
          "gate", "--commit", code.tip, "--since", code.base, "--trust-root", scene.root, "--now",
          scene.inWindow.text, "--what-if", "--format", "json",
        ] + more))
  }

  @Test func `by the machine's clock an allowed deployment exits 0`() throws {
    let code = try Code()
    let scene = try scene(code, begins: Moment.current - 5.days - 16.hours, sharing: true)
    let answer = try DeploymentAnswer(
      scene.assent([
        "gate", "--commit", code.tip, "--since", code.base, "--trust-root", scene.root, "--format",
        "json",
      ]))
    #expect(answer.status == 0 && answer.decision == "allowed", "\(answer)")
  }

  @Test func `the code may lie in another clone`() throws {
    let code = try Code()
    let scene = try scene(code)
    let answer = try ask(scene, code, "--code", code.repository.path)
    #expect(answer.status == 8 && answer.decision == "allowed", "\(answer)")
    // Here there is no such commit.
    let here = try ask(scene, code)
    #expect(here.status == 3 && here.errorCode == "not-found", "\(here)")
    #expect(here.remarks.contains("--code"))
  }

  @Test func `a clone that lacks a part of the code is refused`() throws {
    let code = try Code()
    let scene = try scene(code)
    let shallow = try ScratchRepository(
      cloning: code.repository, "--depth", "1", "--branch", "code")
    let answer = try ask(scene, code, "--code", shallow.path)
    #expect(answer.status == 3 && answer.errorCode == "shallow", "\(answer)")
  }

  @Test func `of several governed repositories one is named`() throws {
    let code = try Code()
    let scene = try scene(
      code,
      more: "  - {repository: harbourline/mail, branch: main, protect: [docs]}\n", sharing: true)
    #expect(try ask(scene, code).status == 2)
    let claims = try ask(scene, code, "--repository", "harbourline/claims")
    #expect(claims.decision == "allowed", "\(claims)")
    #expect(try ask(scene, code, "--repository", "harbourline/mail").decision == "allowed")
  }

  @Test func `an artifact of another repository is none of this one`() throws {
    let code = try Code()
    let artifact = "{name: claims-api, repository: harbourline/mail, commit: \"\(code.tip)\"}"
    var organisation = try SampleOrganisation()
    try organisation.govern()
    let scene = try Scene(
      organisation, SampleRecord(artifacts: artifact), repository: code.repository,
      through: .scheduled)
    let answer = try ask(scene, code)
    #expect(answer.decision == "prevented", "\(answer)")
    #expect(answer.reasons.contains("no-change"), "\(answer)")
  }

  @Test func `a policy that governs no code decides nothing`() throws {
    let code = try Code()
    let scene = try Scene(
      SampleOrganisation(), SampleRecord(artifacts: code.artifact), repository: code.repository,
      through: .scheduled)
    let answer = try ask(scene, code)
    #expect(answer.status == 2 && answer.errorCode == "code-unknown", "\(answer)")
  }

  @Test func `an unsettled policy decides nothing`() throws {
    let code = try Code()
    let scene = try scene(code, sharing: true)
    try scene.organisation.replace("version: 1", with: "version: 2", in: "assent.yaml")
    try scene.commit("Edit the policy\n", by: .cfo, changes: scene.organisation.entries)
    let answer = try ask(scene, code)
    #expect(answer.status == 3 && answer.reasons.contains("policy-pending"), "\(answer)")
  }

  struct Ending: NamedCase {
    let name: String
    var outcome = "successful"
    var rollsBack = false
    let decision: String
  }

  // "Those changes must be allowed, finished successfully, or superseded".
  @Test(arguments: [
    Ending(name: "successful", decision: "allowed"),
    Ending(name: "rolled back", outcome: "rolled-back", decision: "prevented"),
    Ending(name: "successful, then rolled back", rollsBack: true, decision: "prevented"),
  ]) func `a finished change is past its gate`(_ row: Ending) throws {
    let code = try Code()
    let later = try code.repository.commit(
      CommitPlan(
        "More\n\nChange: CHG-2026-8G4M\n", by: .joe, at: .beginning, parents: [code.tip],
        changes: ["src/app.c": .text("3\n")]))
    let scene = try scene(code, sharing: true)
    try scene.finish(outcome: row.outcome, of: code.tip)
    if row.rollsBack {
      try scene.act(
        Act(
          "Start",
          [
            ("role", "implementer"), ("kind", "rollback"), ("trigger", "T1"),
            ("commit", SampleRecord.target),
          ]), by: .fay)
    }
    try scene.carry(SampleRecord(id: "CHG-2026-8G4M", artifacts: DeploymentWorld.list([later])))
    let answer = try DeploymentAnswer(
      scene.assent([
        "gate", "--commit", later, "--since", code.base, "--trust-root", scene.root, "--now",
        scene.clock.text, "--what-if", "--format", "json",
      ]))
    #expect(answer.decision == row.decision, "\(answer)")
    #expect(answer.changes == ["CHG-2026-7F3K", "CHG-2026-8G4M"], "\(answer)")
    // What has finished opens the gate for nothing more.
    let again = try DeploymentAnswer(
      scene.assent([
        "gate", "--commit", code.tip, "--since", code.base, "--trust-root", scene.root, "--now",
        scene.clock.text, "--what-if", "--format", "json",
      ]))
    #expect(again.decision == "prevented", "\(again)")
  }
}

extension Scene {
  /// Carries the change out, with this outcome.
  fileprivate func finish(outcome: String, of commit: String) throws {
    clock = max(clock, record.window.lowerBound + 10.minutes)
    record.add(record.started(at: clock))
    try act(.start(commit), by: .fay, changes: [record.path: .text(record.text)])
    clock = clock + 40.minutes
    record.add(record.finished(at: clock))
    try act(.finish(outcome), by: .fay, changes: [record.path: .text(record.text)])
  }
}
