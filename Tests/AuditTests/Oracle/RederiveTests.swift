import Foundation
import TestSupport
import Testing

/// The script, and whether it can run here.
private enum Rederivation {
  static let script: String = {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return folder.joined(separator: "/") + "/rederive"
  }()

  static let hasYAML: Bool = {
    let home = ScratchFolder.run
    let outcome = try? Command.run(
      Command.find("python3"), ["-c", "import ruamel.yaml"], in: home,
      environment: CleanEnvironment.variables(home: home))
    return outcome?.status == 0 || ProcessInfo.processInfo.environment["CI"] == "true"
  }()
}

/// A script that knows nothing of the program, and uses `git` and `ssh-keygen` alone, reads the same
/// history and comes to the same.
@Suite(.enabled(if: Rederivation.hasYAML, "python3 has no reader of YAML"))
struct RederiveTests {
  private func rederive(
    _ scene: Scene, _ verdicts: Data, edit: (String) -> String = { $0 }
  ) throws -> Command.Outcome {
    let folder = try ScratchFolder("rederive")
    try folder.write(edit(String(decoding: verdicts, as: UTF8.self)), to: "verdicts.json")
    return try Command.run(
      try Command.find("python3"),
      [
        Rederivation.script, "--compare", "verdicts.json", scene.repository.path, scene.root,
        scene.tip,
        scene.record.id,
      ], in: folder.path, environment: CleanEnvironment.variables(home: folder.path), timeout: 120)
  }

  private func status(_ scene: Scene) throws -> Data {
    let now = max(scene.clock, scene.inWindow).text
    return try scene.assent([
      "status", "--format", "json", "--trust-root", scene.root, "--now", now,
    ]).output
  }

  @Test(arguments: [
    (Scene.Milestone.submitted, "start none"), (.approved, "start none"),
    (.started, "start authorised"), (.closed, "start authorised"),
  ])
  func `the script agrees about the standard story`(
    milestone: Scene.Milestone, standing: String
  ) throws {
    let scene = try Scene(at: milestone)
    let outcome = try rederive(scene, status(scene))
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
    #expect(outcome.text.contains("\(scene.record.id) \(standing)"))
  }

  @Test func `it agrees that work began without leave`() throws {
    let scene = try Scene(at: .managed)
    scene.clock = max(scene.clock, scene.inWindow)
    try scene.act(.start(), by: .fay)
    let outcome = try rederive(scene, status(scene))
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
    #expect(outcome.text.contains("start unauthorised: approved is not satisfied"))
  }

  @Test func `it agrees that an edit after the approvals takes them away`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.edit("max-minutes: 30", to: "max-minutes: 90")
    scene.clock = max(scene.clock, scene.inWindow)
    try scene.act(.start(), by: .fay)
    let outcome = try rederive(scene, status(scene))
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
    #expect(outcome.text.contains("start unauthorised: approved is not satisfied"))
  }

  @Test func `it names an approval by a key that nobody has, and by one without the role`() throws {
    for (person, role, fault) in [
      (Persona.mallory, "security", "signature"), (.ivy, "security", "role-not-held"),
    ] {
      let scene = try Scene(at: .approved)
      try scene.act(.approve(role), by: person)
      let verdicts = try status(scene)
      let honest = try rederive(scene, verdicts)
      #expect(honest.status == 0, "\(honest.text)\(honest.errorText)")
      #expect(honest.text.contains("\(scene.tip) Approve \(fault)"))
      // Somebody makes the verdict say that it counts.
      let forged = try rederive(scene, verdicts) { text in
        text.replacing("\"counted\":false", with: "\"counted\":true")
      }
      #expect(forged.status == 1)
      #expect(forged.text.contains("DIFFERENT"))
    }
  }
}
