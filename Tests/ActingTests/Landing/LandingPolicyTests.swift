import Foundation
import TestSupport
import Testing

/// Approvals of policies and delegations of roles land by rules of their own.
struct LandingPolicyTests {
  private static let repository = "Change-Repository: \(SampleOrganisation.repository)"

  private func plan(
    _ scene: LandingScene, _ trailer: String, by person: Persona, on parent: String? = nil,
    changes: [String: CommitPlan.Entry] = [:]
  ) throws -> CommitPlan {
    CommitPlan(
      "Decide\n\n\(trailer)\n\(Self.repository)\n", by: person, at: .current,
      parents: [try parent ?? scene.clone.git("rev-parse", "origin/main")], changes: changes,
      signer: person)
  }

  /// The next policy, which asks for two change managers, and the trailer that approves it.
  private func next(
    _ scene: LandingScene
  ) throws -> (policy: SampleOrganisation, trailer: String) {
    let old = scene.stage.scene.organisation
    var new = old
    try new.replace("version: 1", with: "version: 2", in: "assent.yaml")
    try new.replace(
      "{id: change-manager, role: change-manager, count: 1}",
      with: "{id: change-manager, role: change-manager, count: 2}", in: "workflow.yaml")
    return (new, "Policy-Approve: sha256:\(try new.digest); from=sha256:\(try old.digest)")
  }

  private func codes(_ json: JSON) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: json["branches"].elements.map {
        ($0["branch"].string ?? "", $0["obstacle"]["code"].string ?? $0["outcome"].string ?? "")
      })
  }

  @Test func `owners' approvals land, and the policy comes into force when its text does`() throws {
    let scene = try LandingScene()
    let (policy, trailer) = try next(scene)
    for owner in [Persona.cfo, .cto] {
      try scene.push(plan(scene, trailer, by: owner), to: "assent/policy/\(owner.id)")
    }
    let (json, status) = try scene.landing()
    #expect(status == 0, "\(json)")
    try scene.clone.git("fetch", "--quiet", "origin")
    let text = CommitPlan(
      "Change the policy\n", by: .joe, at: .current,
      parents: [try scene.clone.git("rev-parse", "origin/main")], changes: policy.entries)
    try scene.push(text, to: "main")
    #expect(try scene.verdict()["policy"]["digest"].string == "sha256:\(try policy.digest)")
    #expect(try scene.verdict()["policy"]["authorised"].bool == true)
  }

  @Test func `a policy does not land before its approvals do`() throws {
    let scene = try LandingScene()
    let (policy, trailer) = try next(scene)
    // The first owner's commit brings the policy along.
    try scene.push(
      plan(scene, trailer, by: .cfo, changes: policy.entries), to: "assent/policy/cfo.lane")
    var (json, status) = try scene.landing()
    #expect(status == 1)
    #expect(codes(json) == ["assent/policy/cfo.lane": "policy-unsettled"])
    #expect(try scene.verdict()["gate"]["decision"].string == "awaiting")
    try scene.push(plan(scene, trailer, by: .cto), to: "assent/policy/cto.fin")
    (json, status) = try scene.landing()
    #expect(status == 0, "\(json)")
    #expect(try scene.verdict()["policy"]["digest"].string == "sha256:\(try policy.digest)")
    #expect(try scene.verdict()["flags"].elements.isEmpty)
  }

  @Test(arguments: [Persona.bo, .bot, .mallory]) func `nobody but an owner has a vote`(
    _ person: Persona
  ) throws {
    let scene = try LandingScene()
    try scene.push(plan(scene, next(scene).trailer, by: person), to: "assent/policy/x")
    let (json, status) = try scene.landing()
    #expect(status == 1)
    #expect(codes(json) == ["assent/policy/x": "policy-approval-void"])
  }

  @Test func `an approval of a step from another policy is void`() throws {
    let scene = try LandingScene()
    let none = String(repeating: "0", count: 64)
    let trailer = "Policy-Approve: sha256:\(try next(scene).policy.digest); from=sha256:\(none)"
    try scene.push(plan(scene, trailer, by: .cfo), to: "assent/policy/cfo.lane")
    #expect(codes(try scene.landing().json) == ["assent/policy/cfo.lane": "policy-approval-void"])
  }

  @Test func `an approval that edits records is void`() throws {
    let scene = try LandingScene()
    try scene.push(
      plan(scene, next(scene).trailer, by: .cfo, changes: ["changes/x": .text("x\n")]),
      to: "assent/policy/cfo.lane")
    #expect(codes(try scene.landing().json) == ["assent/policy/cfo.lane": "policy-approval-void"])
  }

  @Test func `while the policy is unsettled only forbidding acts and votes land`() throws {
    let scene = try LandingScene()
    let (policy, trailer) = try next(scene)
    try scene.sign("approve", by: .bo)
    try scene.sign("object", by: .eli, ["--objection", "S1"])
    try scene.push(
      CommitPlan(
        "Change the policy\n", by: .joe, at: .current,
        parents: [try scene.clone.git("rev-parse", "origin/main")], changes: policy.entries),
      to: "main")
    try scene.clone.git("fetch", "--quiet", "origin")
    try scene.push(plan(scene, trailer, by: .cfo), to: "assent/policy/cfo.lane")
    var (json, status) = try scene.landing()
    #expect(status == 1)
    #expect(
      codes(json) == [
        scene.branch(.bo): "policy-gap", scene.branch(.eli): "landed",
        "assent/policy/cfo.lane": "landed",
      ], "\(json)")
    try scene.clone.git("fetch", "--quiet", "origin")
    try scene.push(plan(scene, trailer, by: .cto), to: "assent/policy/cto.fin")
    (json, status) = try scene.landing()
    // The vote settles the policy, and the approval lands behind it.
    #expect(status == 0, "\(json)")
    #expect(try scene.verdict()["policy"]["authorised"].bool == true)
  }

  @Test func `a delegation lands before the act that needs it`() throws {
    let scene = try LandingScene()
    let delegation = "Role-Delegate: change-manager; to=joe.ward; from=2020-01-01; until=2099-01-01"
    // The act is older than its branch's neighbour and cannot stand alone.
    let first = try scene.push(
      plan(scene, delegation, by: .bo), to: "assent/roles/bo.chen")
    let approval = Act.approve("change-manager").line(
      id: scene.id, right: try scene.stage.scene.record.digest)
    let commit = try scene.push(
      plan(scene, approval, by: .joe, on: first), to: scene.branch(.joe))
    let (json, status) = try scene.landing()
    #expect(status == 0, "\(json)")
    #expect(try scene.act(commit)["counted"].bool == true)
    // Taking it back lands as well; of what was never given there is nothing to take back.
    try scene.clone.git("fetch", "--quiet", "origin")
    try scene.push(
      plan(scene, "Role-Recall: change-manager; to=joe.ward", by: .bo), to: "assent/roles/bo.chen")
    try scene.push(
      plan(scene, "Role-Recall: security; to=joe.ward", by: .eli), to: "assent/roles/eli.frost")
    #expect(
      codes(try scene.landing().json) == [
        "assent/roles/bo.chen": "landed", "assent/roles/eli.frost": "delegation-void",
      ])
  }

  @Test(arguments: [
    "Role-Delegate: security; to=joe.ward; from=2020-01-01; until=2099-01-01",
    "Role-Delegate: change-manager; to=bot.ci; from=2020-01-01; until=2099-01-01",
    "Role-Delegate: change-manager; to=joe.ward; from=2020-01-01; until=2020-02-01",
  ])
  func `a delegation without effect is void`(_ trailer: String) throws {
    let scene = try LandingScene()
    try scene.push(plan(scene, trailer, by: .bo), to: "assent/roles/bo.chen")
    #expect(codes(try scene.landing().json) == ["assent/roles/bo.chen": "delegation-void"])
  }
}
