import TestSupport
import Testing

/// Acts that close the gate, what ends them, and who may (section 5, "Forbidding").
struct ForbiddingTests {
  private func open(_ scene: Scene) throws -> Verdict { try scene.gate(at: scene.inWindow) }

  @Test func `an objection closes the gate until its maker resolves it`() throws {
    let scene = try Scene(at: .scheduled)
    let objection = try scene.act(.object("S1", as: "security"), by: .eli)
    var verdict = try open(scene)
    check(verdict, "prevented")
    try counts(objection, in: verdict)
    try scene.act(.resolve("S1", as: "security"), by: .eli)
    verdict = try open(scene)
    check(verdict, stage: "scheduled", "allowed")
  }

  // "An objection ends only by its maker's Resolve or an Override".
  @Test(arguments: [
    (Persona.kim, "security"), (.hal, "cab-chair"), (.bo, "change-manager"),
    (.ana, "change-manager"),
  ])
  func `nobody else resolves an objection`(_ person: Persona, _ role: String) throws {
    let scene = try Scene(at: .scheduled)
    try scene.act(.object("S1", as: "security"), by: .eli)
    try scene.act(.resolve("S1", as: role), by: person)
    check(try open(scene), "prevented")
  }

  @Test func `resolving one objection leaves the other`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.act(.object("S1", as: "security"), by: .eli)
    try scene.act(.object("S2", as: "security"), by: .eli)
    try scene.act(.resolve("S1", as: "security"), by: .eli)
    check(try open(scene), "prevented")
    try scene.act(.resolve("S2", as: "security"), by: .eli)
    check(try open(scene), stage: "scheduled", "allowed")
  }

  @Test func `an objection survives an edit and new approvals`() throws {
    let scene = try Scene(at: .scheduled)
    let objection = try scene.act(.object("S1", as: "security"), by: .eli)
    try scene.edit("\"> 400 ms\"", to: "\"> 500 ms\"")
    try scene.act(.approve("change-manager"), by: .bo)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    let verdict = try open(scene)
    check(verdict, "prevented")
    try counts(objection, in: verdict)
  }

  @Test func `an approval by the objector does not resolve the objection`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.act(.object("S1", as: "security"), by: .kim)
    try scene.act(.approve("security"), by: .kim)
    check(try open(scene), "prevented")
  }

  struct Power: NamedCase {
    let name: String
    let act: Act
    let person: Persona
  }

  // `powers: {object: [security], reject: [change-manager], …}`.
  @Test(arguments: [
    Power(name: "Object by one without the role", act: .object("S1", as: "security"), person: .joe),
    Power(
      name: "Object in a role without the power", act: .object("S1", as: "change-manager"),
      person: .bo),
    Power(
      name: "Reject by one without the role", act: .decide("Reject", as: "change-manager"),
      person: .joe),
    Power(
      name: "Reject in a role without the power", act: .decide("Reject", as: "security"),
      person: .eli),
    Power(
      name: "Hold by one without the role", act: .decide("Hold", as: "change-manager"), person: .joe
    ),
    Power(
      name: "Cancel by one without the role", act: .decide("Cancel", as: "change-manager"),
      person: .joe),
  ])
  func `without the power an act forbids nothing`(_ row: Power) throws {
    let scene = try Scene(at: .scheduled)
    let act = try scene.act(row.act, by: row.person)
    let verdict = try open(scene)
    check(verdict, stage: "scheduled", "allowed")
    try isDropped(act, "role-not-held", in: verdict)
  }

  // "Object, Reject, Hold, Cancel, Withdraw … are stopped by `malformed`, `unsigned`,
  // `signature-…`, `key-…`, `before-root`, `wrong-repository`, `role-not-held` and
  // `delegation-invalid` alone".
  @Test(arguments: ["digest-missing", "digest-mismatch", "edits-files", "stale", "requester"])
  func `other faults do not stop an objection`(_ fault: String) throws {
    let scene = try Scene(at: .scheduled)
    var act = Act.object("S1", as: "security")
    var changes: [String: CommitPlan.Entry] = [:]
    var person = Persona.eli
    switch fault {
    case "digest-missing": act.digest = .absent
    case "digest-mismatch": act.digest = .text("sha256:" + String(repeating: "0a", count: 32))
    case "edits-files": changes["README"] = .text("hello\n")
    case "requester":
      act = .decide("Reject", as: "change-manager")
      person = .ana
    default: break
    }
    let commit = try scene.act(act, by: person, changes: changes)
    if fault == "stale" { try scene.edit("\"> 400 ms\"", to: "\"> 500 ms\"") }
    let verdict = try open(scene)
    #expect(verdict.decision == "prevented", "\(verdict)")
    try counts(commit, in: verdict)
  }

  @Test(arguments: ["unsigned", "key-unknown", "wrong-repository"])
  func `an objection of nobody forbids nothing`(_ fault: String) throws {
    let scene = try Scene(at: .scheduled)
    let message = try scene.message(
      [.object("S1", as: "security")],
      repository: fault == "wrong-repository" ? "evil/changes" : SampleOrganisation.repository)
    let signer: Persona? = fault == "unsigned" ? nil : fault == "key-unknown" ? .mallory : .eli
    let commit = try scene.commit(message, by: .eli, signedBy: signer)
    let verdict = try open(scene)
    check(verdict, stage: "scheduled", "allowed")
    try isDropped(commit, fault, in: verdict)
  }

  // "a rejection [ends] when its maker approves a changed record".
  @Test func `a rejection ends when its maker approves a changed record`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.act(.decide("Reject", as: "change-manager"), by: .bo)
    check(try open(scene), "prevented")
    #expect(try open(scene).state == "rejected")
    // Nothing has changed yet.
    try scene.act(.approve("change-manager"), by: .bo)
    #expect(try open(scene).state == "rejected")
    try scene.edit("\"> 400 ms\"", to: "\"> 300 ms\"")
    try scene.act(.approve("change-manager"), by: .cat)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    #expect(try open(scene).state == "rejected")
    try scene.act(.approve("change-manager"), by: .bo)
    check(try open(scene), stage: "scheduled", "allowed")
  }

  struct Release: NamedCase {
    let name: String
    let person: Persona
    let role: String
    let lifts: Bool
  }

  // "a hold [ends] by its maker or `powers.lift`".
  @Test(arguments: [
    Release(name: "its maker", person: .bo, role: "change-manager", lifts: true),
    Release(name: "the role that lifts", person: .hal, role: "cab-chair", lifts: true),
    Release(name: "another who could hold", person: .cat, role: "change-manager", lifts: false),
    Release(name: "anybody", person: .joe, role: "cab-chair", lifts: false),
  ])
  func `a hold ends by its maker or by who may lift it`(_ row: Release) throws {
    let scene = try Scene(at: .scheduled)
    try scene.act(.decide("Hold", as: "change-manager"), by: .bo)
    var verdict = try open(scene)
    check(verdict, "prevented")
    #expect(verdict.state == "held")
    try scene.act(.decide("Resume", as: row.role), by: row.person)
    verdict = try open(scene)
    check(verdict, row.lifts ? "allowed" : "prevented")
    #expect(verdict.state == (row.lifts ? "active" : "held"))
  }

  @Test func `a cancelled change stays closed to the gate`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.act(.decide("Cancel", as: "change-manager"), by: .bo)
    let verdict = try open(scene)
    check(verdict, "prevented")
    #expect(verdict.state == "cancelled")
    try scene.act(.decide("Resume", as: "change-manager"), by: .bo)
    #expect(try open(scene).state == "cancelled")
  }

  struct Taking: NamedCase {
    let name: String
    let person: Persona
    let role: String?
    let ends: Bool
  }

  // "A later Withdraw ends the same person's approvals in that role, or in all where it names
  // none, and needs no role itself".
  @Test(arguments: [
    Taking(name: "in that role", person: .bo, role: "change-manager", ends: true),
    Taking(name: "in all roles", person: .bo, role: nil, ends: true),
    Taking(name: "in another role", person: .bo, role: "implementer", ends: false),
    Taking(name: "by another", person: .cat, role: nil, ends: false),
    Taking(name: "by another in that role", person: .cat, role: "change-manager", ends: false),
  ])
  func `a withdrawal ends one's own approvals`(_ row: Taking) throws {
    let scene = try Scene(at: .scheduled)
    try scene.act(.withdraw(as: row.role), by: row.person)
    let verdict = try open(scene)
    let approval = try #require(scene.tips[.managed])
    guard row.ends else {
      check(verdict, stage: "scheduled", "allowed")
      try counts(approval, in: verdict)
      return
    }
    #expect(verdict.stage == "assessed", "\(verdict)")
    #expect(verdict.decision != "allowed", "\(verdict)")
    try isDropped(approval, "withdrawn", in: verdict)
    try scene.act(.approve("change-manager"), by: .bo)
    check(try open(scene), stage: "scheduled", "allowed")
  }

  // "of concurrent contradictory acts the stricter wins".
  @Test(arguments: [true, false])
  func `of an approval and a withdrawal at once the withdrawal wins`(_ first: Bool) throws {
    let scene = try Scene(at: .assessed)
    let fork = scene.tip
    let approval = try scene.act(.approve("change-manager"), by: .bo, on: fork)
    let withdrawal = try scene.act(.withdraw(as: "change-manager"), by: .bo, on: fork)
    for side in first ? [approval, withdrawal] : [withdrawal, approval] { try scene.merge(side) }
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    let verdict = try scene.gate()
    #expect(verdict.stage == "assessed", "\(verdict)")
    try isDropped(approval, "withdrawn", in: verdict)
  }

  // "A Test with `outcome=fail` on the current content leaves tested unsatisfied until its maker
  // tests again."
  @Test func `a failing test holds until its maker tests again`() throws {
    let scene = try Scene(at: .scheduled)
    let failing = try scene.act(.test("fail"), by: .ivy)
    var verdict = try open(scene)
    #expect(verdict.stage == "approved", "\(verdict)")
    #expect(verdict.decision != "allowed", "\(verdict)")
    try counts(failing, in: verdict)
    // "a Test with another outcome supersedes the earlier".
    try isDropped(try #require(scene.tips[.tested]), "superseded", in: verdict)
    let passing = try scene.act(.test(), by: .ivy)
    verdict = try open(scene)
    check(verdict, stage: "scheduled", "allowed")
    try counts(passing, in: verdict)
    try isDropped(failing, "superseded", in: verdict)
  }

  @Test func `a test by another does not undo a failing one`() throws {
    let scene = try Scene(at: .approved)
    try scene.act(.test("fail"), by: .ivy)
    try scene.act(
      Act("Test", [("role", "tester"), ("outcome", "pass"), ("for", "rob.lane")]), by: .bot)
    #expect(try scene.gate().stage == "approved")
  }

  // "(a failing Test by `stale` too)".
  @Test func `a failing test of another text no longer holds`() throws {
    let scene = try Scene(at: .approved)
    let failing = try scene.act(.test("fail"), by: .ivy)
    try scene.edit("Run the nightly exports of all", to: "Run the exports of all")
    try isDropped(failing, "stale", in: try scene.gate())
  }

  struct Pending: NamedCase {
    let name: String
    let act: Act
    let person: Persona
    var decision = "prevented"
    var place = "refs/heads/assent/"
  }

  // "an Object, Hold, Reject or Withdraw seen under `refs/heads/assent/` or
  // `refs/remotes/*/assent/` already *closes* it" (3); "`counted` says that an act has its effect:
  // for a forbidding one, that it forbids, landed or not" (7).
  @Test(arguments: [
    Pending(name: "Object", act: .object("S1", as: "security"), person: .eli),
    Pending(
      name: "Object, fetched", act: .object("S1", as: "security"), person: .eli,
      place: "refs/remotes/origin/assent/"),
    Pending(
      name: "Object, fetched from elsewhere", act: .object("S1", as: "security"), person: .eli,
      place: "refs/remotes/upstream/assent/"),
    Pending(name: "Hold", act: .decide("Hold", as: "change-manager"), person: .bo),
    Pending(name: "Reject", act: .decide("Reject", as: "change-manager"), person: .cat),
  ])
  func `what forbids closes the gate before it lands`(_ row: Pending) throws {
    let scene = try Scene(at: .scheduled)
    let act = try scene.act(row.act, by: row.person, on: scene.tip)
    scene.references["\(row.place)\(scene.record.id)/\(row.person.id)"] = act
    let verdict = try open(scene)
    check(verdict, "prevented")
    try counts(act, in: verdict)
    #expect(try verdict.act(act).json["integrated"] == .null)
  }

  @Test func `a withdrawal that has not landed already ends the approval`() throws {
    let scene = try Scene(at: .scheduled)
    let act = try scene.act(.withdraw(), by: .bo, on: scene.tip)
    scene.references["refs/heads/assent/\(scene.record.id)/bo.chen"] = act
    let verdict = try open(scene)
    #expect(verdict.decision != "allowed", "\(verdict)")
    try counts(act, in: verdict)
  }

  @Test func `an objection without the power does not close the gate from a branch`() throws {
    let scene = try Scene(at: .scheduled)
    let act = try scene.act(.object("S1", as: "security"), by: .joe, on: scene.tip)
    scene.references["refs/heads/assent/\(scene.record.id)/joe.ward"] = act
    check(try open(scene), stage: "scheduled", "allowed")
  }

  @Test func `an objection on any other branch does not close the gate`() throws {
    let scene = try Scene(at: .scheduled)
    let act = try scene.act(.object("S1", as: "security"), by: .eli, on: scene.tip)
    scene.references["refs/heads/review"] = act
    check(try open(scene), stage: "scheduled", "allowed")
  }

  // "Only what is reachable from the trunk can *open* the gate" (3).
  @Test func `an approval that has not landed opens nothing`() throws {
    let scene = try Scene(at: .managed)
    let act = try scene.act(.approve("system-owner(claims-db)"), by: .dan, on: scene.tip)
    scene.references["refs/heads/assent/\(scene.record.id)/dan.holt"] = act
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    #expect(verdict.acts(of: act).allSatisfy { $0.counted == false }, "\(verdict)")
  }

  @Test func `a resolution that has not landed opens nothing`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.act(.object("S1", as: "security"), by: .eli)
    let act = try scene.act(.resolve("S1", as: "security"), by: .eli, on: scene.tip)
    scene.references["refs/heads/assent/\(scene.record.id)/eli.frost"] = act
    check(try open(scene), "prevented")
  }

  // "`powers` left out: object and reject, whoever could fill a seat in approved".
  @Test(arguments: [
    (Persona.dan, "system-owner(claims-db)", true), (.joe, "tester", false),
    (.ivy, "tester", false),
  ])
  func `without powers whoever could approve may object`(
    _ person: Persona, _ role: String, _ forbids: Bool
  ) throws {
    var organisation = try SampleOrganisation()
    let workflow = try #require(organisation.files["workflow.yaml"])
    let place = try #require(workflow.range(of: "powers:\n"))
    organisation.files["workflow.yaml"] = String(workflow[..<place.lowerBound])
    let scene = try Scene(organisation, SampleRecord(), through: .scheduled)
    try scene.act(.object("S1", as: role), by: person)
    check(try open(scene), forbids ? "prevented" : "allowed")
  }

  // `override: {cab: [cab-chair], …}`.
  @Test func `a listed requirement can be overridden, and is shown so`() throws {
    let scene = try Scene(SampleOrganisation(), SampleRecord(risk: "critical"), through: .approved)
    try scene.act(.approve("security"), by: .eli)
    check(try scene.gate(), stage: "assessed", "awaiting")
    let act = try scene.act(
      Act("Override", [("role", "cab-chair"), ("requirement", "cab")]), by: .hal)
    let verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    try counts(act, in: verdict)
    #expect(verdict.requirement("cab")["status"].string == "overridden", "\(verdict)")
  }

  // "What is not listed under `override` … cannot be overridden".
  @Test(arguments: ["security", "change-manager", "objection:eli.frost:S1"])
  func `what is not listed cannot be overridden`(_ requirement: String) throws {
    let scene = try Scene(SampleOrganisation(), SampleRecord(risk: "high"), through: .approved)
    if requirement.hasPrefix("objection") {
      try scene.act(.approve("security"), by: .kim)
      try scene.act(.object("S1", as: "security"), by: .eli)
    } else if requirement == "change-manager" {
      try scene.act(.approve("security"), by: .eli)
      try scene.act(.withdraw(), by: .bo)
    }
    let act = try scene.act(
      Act("Override", [("role", "cab-chair"), ("requirement", requirement)]), by: .hal)
    let verdict = try scene.gate()
    try isDropped(act, in: verdict)
    if requirement.hasPrefix("objection") {
      #expect(verdict.decision == "prevented", "\(verdict)")
    } else {
      #expect(verdict.stage == "assessed", "\(verdict)")
    }
  }
}
