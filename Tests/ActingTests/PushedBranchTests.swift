import Foundation
import TestSupport
import Testing

/// What may stand on the branches below `assent/`.
struct PushedBranchTests {
  private let stage: PushScene
  private var scene: Scene { stage.scene }
  private var folder: String { "refs/heads/assent/\(scene.record.id)" }

  init() throws { stage = try PushScene() }

  @Test func `a person's acts pass on their own branch and land by a merge`() throws {
    let first = try scene.act(.approve("change-manager"), by: .bo, on: scene.tip)
    let second = try scene.act(.schedule, by: .bo, on: first)
    let answer = try stage.push("\(second):\(folder)/bo.chen")
    #expect(answer.isAccepted, "\(answer)")
    try scene.merge(second)
    let landing = try stage.push("\(scene.tip):refs/heads/main", ":\(folder)/bo.chen")
    #expect(landing.isAccepted, "\(landing)")
  }

  @Test func `nobody's acts stand on another's branch`() throws {
    let act = try scene.act(.approve("change-manager"), by: .cat, on: scene.tip)
    stage.expectRefusal(
      try stage.push("\(act):\(folder)/bo.chen"), "carrier-other-signer")
  }

  @Test func `other work does not stand there`() throws {
    let work = try scene.commit(
      "Work\n", by: .bo, changes: ["notes.txt": .text("x\n")], on: scene.tip)
    stage.expectRefusal(try stage.push("\(work):\(folder)/bo.chen"), "carrier-no-act")
  }

  @Test(arguments: ["refs/heads/assent/x", "refs/heads/assent/a/b/c"])
  func `a branch of another shape is refused`(_ name: String) throws {
    let act = try scene.act(.approve("change-manager"), by: .bo, on: scene.tip)
    stage.expectRefusal(try stage.push("\(act):\(name)"), "carrier-name")
  }

  @Test func `an objection does not vanish with its branch, nor by a forced push`() throws {
    let act = try scene.act(.object("S1", as: "security"), by: .eli, on: scene.tip)
    let name = "\(folder)/eli.frost"
    #expect(try stage.push("\(act):\(name)").isAccepted)
    stage.expectRefusal(try stage.push(":\(name)"), "act-dropped")
    let other = try scene.act(.approve("security"), by: .eli, on: scene.tip)
    stage.expectRefusal(
      try stage.push("\(other):\(name)", options: ["--force"]), "act-dropped")
    // Once landed the branch may go.
    try scene.merge(act)
    #expect(try stage.pushTrunk().isAccepted)
    #expect(try stage.push(":\(name)").isAccepted)
  }

  @Test func `an approval that nobody wants any more may vanish`() throws {
    let act = try scene.act(.approve("change-manager"), by: .bo, on: scene.tip)
    #expect(try stage.push("\(act):\(folder)/bo.chen").isAccepted)
    #expect(try stage.push(":\(folder)/bo.chen").isAccepted)
  }

  @Test func `owners approve a policy one after the other on the commit that proposes it`() throws {
    var new = scene.organisation
    try new.replace("version: 1", with: "version: 2", in: "assent.yaml")
    let message = """
      Approve the policy

      Policy-Approve: sha256:\(try new.digest); from=sha256:\(try scene.organisation.digest)
      Change-Repository: \(SampleOrganisation.repository)

      """
    let proposal = try scene.commit(
      "Change the policy\n", by: .ana, changes: new.entries, on: scene.tip)
    let first = try scene.commit(message, by: .cfo, signedBy: .cfo, on: proposal)
    let second = try scene.commit(message, by: .ciso, signedBy: .ciso, on: first)
    let folder = "refs/heads/assent/policy"
    #expect(try stage.push("\(first):\(folder)/cfo.lane").isAccepted)
    let answer = try stage.push("\(second):\(folder)/ciso.rey")
    #expect(answer.isAccepted, "\(answer)")
    stage.expectRefusal(
      try stage.push("\(second):\(folder)/cto.fin"), "carrier-other-signer")
    stage.expectRefusal(try stage.push("\(proposal):\(folder)/cto.fin"), "carrier-no-act")
    let other = try scene.commit(
      "Work\n", by: .cto, changes: ["notes.txt": .text("x\n")], on: proposal)
    let third = try scene.commit(message, by: .cto, signedBy: .cto, on: other)
    stage.expectRefusal(try stage.push("\(third):\(folder)/cto.fin"), "carrier-no-act")
    try scene.merge(second, takingTheirs: true)
    let landing = try stage.pushTrunk()
    #expect(landing.isAccepted, "\(landing)")
  }

  @Test func `a probe passes, and no act hides behind one`() throws {
    let probe = try scene.commit(
      CommitPlan(
        "Probe\n", by: .bo, at: scene.clock, parents: [scene.tip], signer: .bo), onTrunk: false)
    let name = "refs/heads/assent/doctor/x1"
    #expect(try stage.push("\(probe):\(name)").isAccepted)
    #expect(try stage.push(":\(name)").isAccepted)
    let act = try scene.act(.approve("change-manager"), by: .bo, on: scene.tip)
    stage.expectRefusal(try stage.push("\(act):\(name)"), "carrier-name")
  }
}
