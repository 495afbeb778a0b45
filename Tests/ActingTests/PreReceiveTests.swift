import Foundation
import Ledger
import TestSupport
import Testing

/// What the hook on the server lets pass, and what it refuses, by real pushes.
struct PreReceiveTests {
  @Test(arguments: ["1", "1000"]) func `a signed act passes out of the quarantine`(
    _ unpackLimit: String
  ) throws {
    let stage = try PushScene()
    // Packs and loose objects wait in quarantine each in their own way.
    try stage.server.git("config", "receive.unpackLimit", unpackLimit)
    try stage.scene.act(.assess(risk: "medium"), by: .rae)
    let answer = try stage.pushTrunk()
    #expect(answer.isAccepted, "\(answer)")
    #expect(!answer.text.contains("assent:"), "\(answer)")
    #expect(try stage.server.git("rev-parse", "main") == stage.scene.tip)
  }

  @Test func `the first push of all brings the trust root itself`() throws {
    let scene = try Scene(at: .approved)
    try scene.settle()
    let server = try ScratchRepository()
    try server.git("config", "receive.denyCurrentBranch", "ignore")
    let outcome = try Assent.run(
      ["hook", "install", "--server", "--trust-root", scene.root], in: server.path,
      home: server.home)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    try scene.repository.git("push", "file://\(server.path)", "\(scene.tip):refs/heads/main")
    #expect(try server.git("rev-parse", "main") == scene.tip)
  }

  @Test func `other branches and tags pass unread`() throws {
    let stage = try PushScene()
    let odd = try stage.scene.commit(
      "Say nothing\n\nChange-Approve: \(stage.scene.record.id)\n", by: .mallory,
      on: stage.scene.tip)
    let answer = try stage.push("\(odd):refs/heads/topic", "\(odd):refs/tags/v1")
    #expect(answer.isAccepted, "\(answer)")
  }

  @Test func `a branch that would leave no room for those of acts is refused`() throws {
    let stage = try PushScene()
    stage.expectRefusal(
      try stage.push("\(stage.scene.tip):refs/heads/assent"), "carrier-name")
  }

  // MARK: The trunk's line

  @Test func `deleting the trunk is refused`() throws {
    let stage = try PushScene()
    try stage.server.git("config", "receive.denyDeleteCurrent", "ignore")
    stage.expectRefusal(try stage.push(":refs/heads/main"), "trunk-deleted")
  }

  @Test func `rewriting the trunk is refused`() throws {
    let stage = try PushScene()
    let other = try stage.scene.commit(
      "Begin again\n", by: .mallory, changes: ["notes.txt": .text("x\n")], on: stage.scene.root)
    stage.expectRefusal(
      try stage.push("\(other):refs/heads/main", options: ["--force"]), "trunk-rewritten")
  }

  @Test func `a merge the wrong way round is refused, and the right way passes`() throws {
    let stage = try PushScene()
    let side = try stage.scene.commit(
      "Work\n", by: .dan, changes: ["notes.txt": .text("x\n")],
      on: try stage.scene.repository.git("rev-parse", "\(stage.scene.tip)^"))
    let plan = CommitPlan(
      "Merge branch 'main'\n", by: .dan, at: stage.scene.clock, parents: [side, stage.scene.tip])
    let tree = try stage.scene.repository.git(
      "merge-tree", "--write-tree", side, stage.scene.tip)
    let foxtrot = try stage.scene.repository.commit(plan, tree: tree)
    let answer = try stage.push("\(foxtrot):refs/heads/main")
    stage.expectRefusal(answer, "trunk-foxtrot")
    let right = try stage.scene.repository.commit(
      CommitPlan(
        "Merge the work\n", by: .dan, at: stage.scene.clock, parents: [stage.scene.tip, side]),
      tree: tree)
    #expect(try stage.push("\(right):refs/heads/main").isAccepted)
  }

  @Test func `a tracking reference that would stand for the trunk is refused`() throws {
    let stage = try PushScene()
    stage.expectRefusal(
      try stage.push("\(stage.scene.root):refs/remotes/origin/main"), "trunk-shadowed")
  }

  // MARK: Policy

  @Test func `a policy without its approvals is refused, and with them passes`() throws {
    let stage = try PushScene()
    let new = try Self.changedPolicy(stage.scene)
    let before = stage.scene.tip
    try stage.scene.commit("Change the policy\n", by: .cfo, changes: new.entries)
    stage.expectRefusal(try stage.pushTrunk(), "policy-pending")
    try Self.approve(new, stage.scene, from: before)
    let answer = try stage.pushTrunk()
    #expect(answer.isAccepted, "\(answer)")
  }

  @Test func `a pending policy passes where that is allowed, and its cure everywhere`() throws {
    let stage = try PushScene(hook: ["--allow-pending"])
    let new = try Self.changedPolicy(stage.scene)
    try stage.scene.commit("Change the policy\n", by: .cfo, changes: new.entries)
    let answer = try stage.pushTrunk()
    #expect(answer.isAccepted, "\(answer)")
    #expect(answer.text.contains("remark: the policy changed by"), "\(answer)")
    let strict = try Assent.run(
      ["hook", "install", "--server", "--trust-root", stage.scene.root], in: stage.server.path,
      home: stage.server.home)
    #expect(strict.status == 0)
    // One approval of two: not settled yet, and no worse than before.
    let message = Self.approval(of: new, from: stage.scene.organisation)
    try stage.scene.commit(try message(), by: .cfo, signedBy: .cfo)
    #expect(try stage.pushTrunk().isAccepted)
    try stage.scene.commit(try message(), by: .ciso, signedBy: .ciso)
    #expect(try stage.pushTrunk().isAccepted)
  }

  @Test func `a policy that cannot be read is refused even where a pending one passes`() throws {
    let stage = try PushScene(hook: ["--allow-pending"])
    try stage.scene.commit(
      "Break it\n", by: .cfo, changes: ["policies/people.yaml": .text("people: [\n")])
    stage.expectRefusal(try stage.pushTrunk(), "policy-unreadable")
  }

  @Test func `a commit that edits policy and records at once is refused`() throws {
    let stage = try PushScene(hook: ["--allow-pending"])
    let new = try Self.changedPolicy(stage.scene)
    try stage.scene.record.replace("minutes: 25}", with: "minutes: 26}")
    try stage.scene.commit(
      "Change everything\n", by: .cfo,
      changes: new.entries.merging([
        stage.scene.record.path: .text(stage.scene.record.text)
      ]) { $1 })
    stage.expectRefusal(try stage.pushTrunk(), "mixed")
  }

  // MARK: Records

  @Test(arguments: [
    ("changes/notes.txt", "x\n"), ("changes/2026/CHG-26-1.yaml", "x: y\n"),
    ("changes/2026/CHG-2026-ZZZZ.yaml", "title: [\n"),
    ("changes/CHG-2026-7F3K.yaml", "schema: assent/change/1\n"),
  ]) func `what is no sound record is refused`(_ path: String, _ text: String) throws {
    let stage = try PushScene()
    try stage.scene.commit("Add a file\n", by: .ana, changes: [path: .text(text)])
    let answer = try stage.pushTrunk()
    #expect(!answer.isAccepted && answer.text.contains(": record-unsound: "), "\(answer)")
  }

  @Test func `a draft that is merely incomplete passes`() throws {
    let stage = try PushScene()
    let id = "CHG-2026-ZZZZ"
    let text = """
      schema: assent/change/1
      id: \(id)
      title: Rename the queue of the claims service
      type: normal
      request: {requester: ana.ruiz}

      """
    try stage.scene.commit(
      "Ask\n", by: .ana, changes: ["changes/2026/\(id).yaml": .text(text)])
    let answer = try stage.pushTrunk()
    #expect(answer.isAccepted, "\(answer)")
  }

  @Test func `an old stray file is no reason against a new push`() throws {
    let stage = try PushScene()
    try stage.scene.commit(
      "Add a file\n", by: .ana, changes: ["changes/notes.txt": .text("x\n")])
    try FileManager.default.removeItem(atPath: "\(stage.server.path)/hooks/pre-receive")
    #expect(try stage.pushTrunk().isAccepted)
    let again = try Assent.run(
      ["hook", "install", "--server"], in: stage.server.path,
      home: stage.server.home)
    #expect(again.status == 0, "\(again.errorText)")
    try stage.scene.act(.assess(risk: "medium"), by: .rae)
    #expect(try stage.pushTrunk().isAccepted)
  }

  // MARK: Keeping it closed

  @Test func `nothing passes where the trust root is not to be found`() throws {
    let stage = try PushScene()
    try stage.server.git("config", "assent.trustRoot", String(repeating: "a", count: 40))
    try stage.scene.act(.assess(risk: "medium"), by: .rae)
    let answer = try stage.pushTrunk()
    #expect(!answer.isAccepted && answer.text.contains("cannot be decided"), "\(answer)")
    try stage.server.git("config", "--unset", "assent.trustRoot")
    #expect(try !stage.pushTrunk().isAccepted)
    try stage.server.git("config", "assent.trustRoot", "first")
    #expect(try !stage.pushTrunk().isAccepted)
  }

  @Test func `every code of a refusal stands in the documentation`() throws {
    let page = try String(
      contentsOfFile: (#filePath as NSString).deletingLastPathComponent
        + "/../../Documentation/codes.md", encoding: .utf8)
    for code in PushRefusal.Code.allCases {
      #expect(page.contains("| `\(code.rawValue)` |"), "\(code.rawValue)")
    }
  }

  // MARK: Support

  private static func changedPolicy(_ scene: Scene) throws -> SampleOrganisation {
    var new = scene.organisation
    try new.replace("version: 1", with: "version: 2", in: "assent.yaml")
    try new.replace("cab-chair: [hal.iver]", with: "cab-chair: [gus.lind]", in: "people.yaml")
    return new
  }

  private static func approval(
    of new: SampleOrganisation, from old: SampleOrganisation
  ) -> () throws -> String {
    {
      """
      Approve the policy

      Policy-Approve: sha256:\(try new.digest); from=sha256:\(try old.digest)
      Change-Repository: \(SampleOrganisation.repository)

      """
    }
  }

  private static func approve(_ new: SampleOrganisation, _ scene: Scene, from: String) throws {
    let message = try approval(of: new, from: scene.organisation)()
    for owner in [Persona.cfo, .ciso] {
      try scene.commit(message, by: owner, signedBy: owner)
    }
  }
}
