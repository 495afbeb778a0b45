import Foundation
import TestSupport
import Testing

/// What does not land, and what is said about it.
struct LandingRefusalTests {
  /// Lands, expects one branch to be refused and the others not; returns its obstacle.
  private func refused(
    _ name: String, in scene: LandingScene, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    let (json, status) = try scene.landing()
    #expect(status == 1, sourceLocation: sourceLocation)
    for branch in json["branches"].elements {
      let isNamed = branch["branch"].string == name
      #expect(
        branch["outcome"].string == (isNamed ? "refused" : "landed"), "\(json)",
        sourceLocation: sourceLocation)
    }
    return try json.branch(name)["obstacle"]
  }

  private func plan(
    _ scene: LandingScene, _ message: String, by person: Persona, signed: Bool = true,
    parents: [String]? = nil, changes: [String: CommitPlan.Entry] = [:]
  ) throws -> CommitPlan {
    CommitPlan(
      message, by: person, at: .current,
      parents: try parents ?? [scene.clone.git("rev-parse", "origin/main")], changes: changes,
      signer: signed ? person : nil)
  }

  @Test func `a commit that is no act is in the way, and others land all the same`() throws {
    let scene = try LandingScene()
    let submit = try scene.sign("submit", by: .ana)
    let approval = try scene.sign("approve", by: .bo)
    let stray = try scene.push(
      plan(
        scene, "Tidy up\n", by: .bo, parents: [approval], changes: ["code": .text("x\n")]),
      to: scene.branch(.bo))
    let obstacle = try refused(scene.branch(.bo), in: scene)
    #expect(obstacle["code"].string == "not-an-act")
    #expect(obstacle["commit"].string == stray)
    #expect(try scene.hasLanded(submit))
    #expect(try !scene.hasLanded(approval))
    #expect(try scene.stage.tip("refs/heads/\(scene.branch(.bo))", in: scene.remote) == stray)
    let text = try scene.land()
    #expect(text.status == 1)
    #expect(text.text.contains("is no act: it carries no act"), "\(text.text)")
    #expect(text.text.contains("pull request"), "\(text.text)")
  }

  @Test func `a branch into which the trunk was merged does not land`() throws {
    let scene = try LandingScene()
    let approval = try scene.sign("approve", by: .bo)
    let trunk = try scene.edit("minutes: 25}", to: "minutes: 25} ")
    let merge = try scene.push(
      plan(scene, "Merge main\n", by: .bo, parents: [approval, trunk]), to: scene.branch(.bo))
    let obstacle = try refused(scene.branch(.bo), in: scene)
    #expect(obstacle["code"].string == "not-an-act")
    #expect(obstacle["commit"].string == merge)
  }

  @Test(arguments: [
    (Persona.bo, "Approve", "change-manager", false, "unsigned"),
    (.mallory, "Approve", "change-manager", true, "key-unknown"),
    (.joe, "Approve", "change-manager", true, "role-not-held"),
    (.ana, "Approve", "change-manager", true, "requester"),
    (.joe, "Object", "security", true, "role-not-held"),
  ])
  func `an act that would not count is in the way by its reason`(
    _ person: Persona, _ verb: String, _ role: String, _ signed: Bool, _ reason: String
  ) throws {
    let scene = try LandingScene()
    let more = verb == "Object" ? [("objection", "S1")] : []
    let message = try scene.stage.scene.message([Act(verb, [("role", role)] + more)])
    try scene.push(
      plan(scene, message, by: person, signed: signed), to: scene.branch(person))
    let obstacle = try refused(scene.branch(person), in: scene)
    #expect(obstacle["code"].string == reason, "\(obstacle)")
    #expect(obstacle["message"].string?.contains("would not count (\(reason))") == true)
  }

  @Test func `an act that edits what its row does not allow is in the way`() throws {
    let scene = try LandingScene()
    let message = try scene.stage.scene.message([.approve("change-manager")])
    try scene.push(
      plan(scene, message, by: .bo, changes: ["code": .text("x\n")]), to: scene.branch(.bo))
    #expect(try refused(scene.branch(.bo), in: scene)["code"].string == "edits-files")
  }

  @Test func `a stale act is refused with the command that makes it again`() throws {
    let scene = try LandingScene()
    let old = try scene.sign("approve", by: .bo)
    try scene.edit("minutes: 25}", to: "minutes: 26}")
    let obstacle = try refused(scene.branch(.bo), in: scene)
    #expect(obstacle["code"].string == "stale")
    #expect(
      obstacle["message"].string?.contains("assessment.outage.minutes") == true, "\(obstacle)")
    let command = "assent approve \(scene.id) --role change-manager"
    #expect(obstacle["hint"].string?.hasSuffix(command) == true, "\(obstacle)")
    // What the hint says takes the place of the old branch, and lands.
    let new = try scene.sign("approve", by: .bo, ["--role", "change-manager"])
    #expect(try scene.landing().status == 0)
    #expect(try scene.hasLanded(new))
    #expect(try !scene.hasLanded(old))
  }

  @Test func `a record that both sides edited is not mixed by a merge`() throws {
    let scene = try LandingScene()
    try scene.clone.git("reset", "--quiet", "--hard", "origin/main")
    let path = "\(scene.clone.path)/\(scene.stage.scene.record.path)"
    let text = scene.stage.scene.record.text
    try text.replacing("minutes: 25}", with: "minutes: 27}").write(
      toFile: path, atomically: true, encoding: .utf8)
    let submit = try scene.sign("submit", by: .ana, ["--record", path])
    try scene.edit("title: ", to: "title: On ")
    let trunk = try scene.trunk()
    let obstacle = try refused(scene.branch(.ana), in: scene)
    #expect(obstacle["code"].string == "edited-on-trunk")
    #expect(
      obstacle["message"].string?.contains(scene.stage.scene.record.path) == true, "\(obstacle)")
    #expect(try scene.trunk() == trunk)
    #expect(try scene.stage.tip("refs/heads/\(scene.branch(.ana))", in: scene.remote) == submit)
  }

  @Test func `what was said already is a duplicate, and nothing is lost`() throws {
    let scene = try LandingScene()
    try scene.sign("submit", by: .ana)
    let message = try scene.stage.scene.message([.submit])
    try scene.push(plan(scene, message, by: .ana), to: "assent/\(scene.id)/again")
    let (json, status) = try scene.landing()
    #expect(status == 1)
    let codes = json["branches"].elements.compactMap { $0["obstacle"]["code"].string }
    #expect(codes == ["duplicate"])
  }

  @Test func `an objection and its end land together`() throws {
    let scene = try LandingScene()
    let object = try scene.sign("object", by: .eli, ["--objection", "S1"])
    let resolve = try scene.sign("resolve", by: .eli, ["--objection", "S1"])
    let (json, status) = try scene.landing()
    #expect(status == 0, "\(json)")
    #expect(try scene.act(object)["reason"].string == "superseded")
    #expect(try scene.act(resolve)["counted"].bool == true)
  }

  @Test func `an approval and its withdrawal land together`() throws {
    let scene = try LandingScene()
    let approve = try scene.sign("approve", by: .bo)
    let withdraw = try scene.sign("withdraw", by: .bo)
    let (json, status) = try scene.landing()
    #expect(status == 0, "\(json)")
    #expect(try scene.act(approve)["reason"].string == "withdrawn")
    #expect(try scene.act(withdraw)["counted"].bool == true)
  }

  @Test func `a board's commit lands with what is left of it`() throws {
    let scene = try LandingScene()
    let (record, other) = (scene.stage.scene.record, try SampleRecord(id: "CHG-2026-7F3M"))
    var changes = other.evidence.mapValues(CommitPlan.Entry.text)
    changes[other.path] = .text(other.text)
    try scene.push(plan(scene, "Ask\n", by: .ana, signed: false, changes: changes), to: "main")
    try scene.clone.git("fetch", "--quiet", "origin")
    let approval = Act.approve("change-manager")
    let message = try scene.stage.scene.message([approval, approval.on(other)])
    let commit = try scene.push(plan(scene, message, by: .bo), to: "assent/board/bo.chen")
    try scene.edit("minutes: 25}", to: "minutes: 26}")
    let outcome = try scene.land()
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.errorText.contains("landed without effect: stale"), "\(outcome.errorText)")
    #expect(try scene.hasLanded(commit))
    #expect(try scene.act(commit)["reason"].string == "stale")
    #expect(
      try scene.stage.verdict(in: scene.clone, other.id)["acts"].elements.first?["counted"].bool
        == true, "\(record.id)")
  }

  @Test func `a branch that leads through a file does not stop the others`() throws {
    let scene = try LandingScene()
    let submit = try scene.sign("submit", by: .ana)
    let message = try scene.stage.scene.message([.assess(risk: "medium")])
    try scene.push(
      plan(
        scene, message, by: .rae,
        changes: ["\(scene.stage.scene.record.path)": .removed]), to: scene.branch(.rae))
    let obstacle = try refused(scene.branch(.rae), in: scene)
    #expect(obstacle["code"].string == "record-missing", "\(obstacle)")
    #expect(try scene.hasLanded(submit))
  }

  @Test func `beside a branch whose tree is nonsense nothing is decided`() throws {
    let scene = try LandingScene()
    let submit = try scene.sign("submit", by: .ana)
    let clone = scene.clone
    let blob = try clone.git(["hash-object", "-w", "--stdin"], input: Data("x".utf8))
    let bytes = Data(try #require(Self.bytes(ofHex: blob)))
    let entries = Data("100644 b\0".utf8) + bytes + Data("100644 a\0".utf8) + bytes
    let tree = try clone.git(
      ["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], input: entries)
    let plan = try plan(
      scene, scene.stage.scene.message([.approve("change-manager")]), by: .bo)
    let commit = try clone.commit(plan, tree: tree)
    try clone.git("push", "--quiet", "origin", "\(commit):refs/heads/\(scene.branch(.bo))")
    let (json, status) = try scene.landing()
    #expect(status == 3)
    #expect(json["code"].string == "corrupt")
    #expect(try !scene.hasLanded(submit))
    for place in [clone, scene.remote] {
      for reference in ["refs/heads", "refs/remotes/origin"] {
        try place.git("update-ref", "-d", "\(reference)/\(scene.branch(.bo))")
      }
    }
    #expect(try scene.landing().status == 0)
    #expect(try scene.hasLanded(submit))
  }

  private static func bytes(ofHex text: String) -> [UInt8]? {
    let digits = Array(text)
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0
    }
  }
}
