import TestSupport
import Testing

/// How a policy comes into force, and what happens until it does (section 6).
struct PolicyTests {
  /// The trailer by which an owner approves the change from one policy to another.
  private func approval(
    of new: SampleOrganisation, from old: SampleOrganisation
  ) throws -> String {
    """
    Approve the policy

    Policy-Approve: sha256:\(try new.digest); from=sha256:\(try old.digest)
    Change-Repository: harbourline/changes

    """
  }

  /// Raises the version and asks for two change managers.
  private func stricter(_ old: SampleOrganisation) throws -> SampleOrganisation {
    var new = old
    try new.replace("version: 1", with: "version: 2", in: "assent.yaml")
    try new.replace(
      "{id: change-manager, role: change-manager, count: 1}",
      with: "{id: change-manager, role: change-manager, count: 2}", in: "workflow.yaml")
    return new
  }

  /// Commits a policy beside the trunk, lets owners approve it there, and merges it.
  @discardableResult
  private func change(
    _ scene: Scene, to new: SampleOrganisation, approvedBy owners: [Persona],
    also: (Scene, String) throws -> String = { $1 }
  ) throws -> String {
    let message = try approval(of: new, from: scene.organisation)
    var changes = new.entries
    for name in scene.organisation.files.keys where new.files[name] == nil {
      changes["policies/\(name)"] = .removed
    }
    var side = try scene.commit("Change the policy\n", by: .joe, changes: changes, on: scene.tip)
    for owner in owners {
      side = try scene.commit(message, by: owner, signedBy: owner, on: side)
    }
    side = try also(scene, side)
    scene.organisation = new
    return try scene.merge(side, takingTheirs: true)
  }

  @Test func `the verdict names the policy in force and its digest`() throws {
    let scene = try Scene(at: .approved)
    let policy = try scene.gate().json["policy"]
    // "what `sha256sum` prints, hashed".
    #expect(policy["digest"].string == "sha256:\(try scene.organisation.digest)")
    #expect(policy["commit"].string == scene.root)
    #expect(policy["authorised"].bool == true)
  }

  // "Until then the policy before stays in force and verdicts are invalid (`policy-pending`)".
  @Test(
    arguments: [[], [.cfo], [.cfo, .cfo], [.cfo, .joe], [.bo, .cat], [.cfo, .mallory]]
      as [[Persona]])
  func `a policy without its owners' approval makes the gate invalid`(_ owners: [Persona]) throws {
    let scene = try Scene(at: .scheduled)
    try change(scene, to: try stricter(scene.organisation), approvedBy: owners)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "invalid")
    #expect(verdict.reasons.contains("policy-pending"), "\(verdict)")
  }

  @Test func `a policy approved by its owners is in force`() throws {
    let scene = try Scene(at: .scheduled)
    let new = try stricter(scene.organisation)
    let merge = try change(scene, to: new, approvedBy: [.cfo, .cto])
    var verdict = try scene.gate(at: scene.inWindow)
    // "Requirements come from the policy in force at the judged tip": now two managers are asked.
    check(verdict, stage: "assessed", "awaiting")
    #expect(verdict.json["policy"]["commit"].string == merge)
    #expect(verdict.json["policy"]["digest"].string == "sha256:\(try new.digest)")
    try scene.act(.approve("change-manager"), by: .cat)
    verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "scheduled", "allowed")
  }

  // "a Policy-Approve commit [edits] at most `policies/`".
  @Test func `an owner may approve in the commit that makes the change`() throws {
    let scene = try Scene(at: .scheduled)
    let new = try stricter(scene.organisation)
    let message = try approval(of: new, from: scene.organisation)
    var side = try scene.commit(
      message, by: .cfo, changes: new.entries, signedBy: .cfo, on: scene.tip)
    side = try scene.commit(message, by: .ciso, signedBy: .ciso, on: side)
    try scene.merge(side, takingTheirs: true)
    check(try scene.gate(at: scene.inWindow), stage: "assessed", "awaiting")
  }

  @Test func `approvals that follow on the trunk cure it`() throws {
    let scene = try Scene(at: .scheduled)
    let old = scene.organisation
    let new = try stricter(old)
    try change(scene, to: new, approvedBy: [.cfo])
    check(try scene.gate(at: scene.inWindow), "invalid")
    try scene.commit(try approval(of: new, from: old), by: .ciso, signedBy: .ciso)
    check(try scene.gate(at: scene.inWindow), stage: "assessed", "awaiting")
  }

  // "or restoring the tree byte for byte, cures it".
  @Test func `restoring the policy byte for byte cures it`() throws {
    let scene = try Scene(at: .scheduled)
    let old = scene.organisation
    try change(scene, to: try stricter(old), approvedBy: [])
    check(try scene.gate(at: scene.inWindow), "invalid")
    try scene.commit("Restore the policy\n", by: .joe, changes: old.entries)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }

  // "acts integrated in between do not count (`policy-gap`) and may be made again, objections among
  // them still block, and the gap stays listed".
  @Test func `an act made while a policy is pending has to be made again`() throws {
    let scene = try Scene(at: .managed)
    let old = scene.organisation
    try change(scene, to: try stricter(old), approvedBy: [])
    let act = try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    try scene.commit("Restore the policy\n", by: .joe, changes: old.entries)
    var verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "policy-gap", in: verdict)
    let again = try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    try counts(again, in: verdict)
  }

  @Test func `an objection made while a policy is pending still blocks`() throws {
    let scene = try Scene(at: .scheduled)
    let old = scene.organisation
    try change(scene, to: try stricter(old), approvedBy: [])
    try scene.act(.object("S1", as: "security"), by: .eli)
    try scene.commit("Restore the policy\n", by: .joe, changes: old.entries)
    check(try scene.gate(at: scene.inWindow), "prevented")
  }

  struct Trick: NamedCase {
    let name: String
    let change: @Sendable (inout SampleOrganisation) throws -> Void
  }

  // Policies that can never come into force, or do not here: the version does not rise by one,
  // "an unreadable or missing policy, or one that leaves an entry fewer people with active keys
  // than its threshold, can never come into force".
  @Test(arguments: [
    Trick(name: "the version stays") {
      try $0.replace("  lift: [cab-chair]", with: "  lift: []", in: "workflow.yaml")
    },
    Trick(name: "the version leaps") {
      try $0.replace("version: 1", with: "version: 3", in: "assent.yaml")
    },
    Trick(name: "the version falls") {
      try $0.replace("version: 1", with: "version: 0", in: "assent.yaml")
    },
    Trick(name: "unreadable") {
      try $0.replace("version: 1", with: "version: 2", in: "assent.yaml")
      try $0.replace("stages:\n", with: "stages: [\n", in: "workflow.yaml")
    },
    Trick(name: "a file is missing") {
      try $0.replace("version: 1", with: "version: 2", in: "assent.yaml")
      $0.files["workflow.yaml"] = nil
    },
    Trick(name: "the owners lose their keys") {
      try $0.replace("version: 1", with: "version: 2", in: "assent.yaml")
      for owner in [Persona.ciso, .cto] {
        try $0.replace(
          try SampleOrganisation.entry(owner),
          with: try SampleOrganisation.entry(owner, status: "retired"), in: "people.yaml")
      }
    },
  ])
  func `some policies never come into force, approved or not`(_ row: Trick) throws {
    let scene = try Scene(at: .scheduled)
    var new = scene.organisation
    try row.change(&new)
    try change(scene, to: new, approvedBy: [.cfo, .ciso, .cto])
    isUndecided(try scene.gate(at: scene.inWindow))
  }

  @Test(arguments: ["digest", "from", "repository", "unsigned", "files"])
  func `a policy approval with a fault is none`(_ fault: String) throws {
    let scene = try Scene(at: .scheduled)
    let old = scene.organisation
    let new = try stricter(old)
    var message = try approval(of: new, from: old)
    let zeros = String(repeating: "0", count: 64)
    switch fault {
    case "digest": try message = Edit.replacing(try new.digest, with: zeros, in: message)
    case "from": try message = Edit.replacing(try old.digest, with: zeros, in: message)
    case "repository": try message = Edit.replacing("harbourline", with: "evil", in: message)
    default: break
    }
    try change(scene, to: new, approvedBy: [.cfo])
    try scene.commit(
      message, by: .ciso, changes: fault == "files" ? ["README": .text("hello\n")] : [:],
      signedBy: fault == "unsigned" ? nil : .ciso)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "invalid")
  }

  // "Nobody's signature counts for a key, role, system or policy ownership added to themselves."
  @Test func `nobody approves a policy that gives them a role`() throws {
    let scene = try Scene(at: .scheduled)
    var new = scene.organisation
    try new.replace("version: 1", with: "version: 2", in: "assent.yaml")
    try new.replace(
      "security: [eli.frost", with: "security: [cfo.lane, eli.frost", in: "people.yaml")
    try change(scene, to: new, approvedBy: [.cfo, .cto])
    check(try scene.gate(at: scene.inWindow), "invalid")
    try scene.commit(
      try approval(of: new, from: SampleOrganisation()), by: .ciso, signedBy: .ciso)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }

  // "A key counts if it is active, and a role if it is held, both in the policy in force for the
  // act and in the policy in force at its integration commit" (4).
  @Test func `a person added by a pull request does not approve in it`() throws {
    var before = try SampleOrganisation(people: Persona.employees.filter { $0 != .gil })
    try before.replace(
      "implementer: [fay.stone, gil.moor, bo.chen]", with: "implementer: [fay.stone, bo.chen]",
      in: "people.yaml")
    let scene = try Scene(before, SampleRecord(), through: .assessed)
    var after = try SampleOrganisation()
    try after.replace("version: 1", with: "version: 2", in: "assent.yaml")
    try after.replace(
      "change-manager: [bo.chen", with: "change-manager: [gil.moor, bo.chen", in: "people.yaml")
    var act = ""
    try change(scene, to: after, approvedBy: [.cfo, .cto]) { scene, side in
      act = try scene.act(.approve("change-manager"), by: .gil, on: side)
      return act
    }
    var verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "key-unknown", "key-not-in-force", in: verdict)
    // Once the policy is in force the same act may be made again.
    let again = try scene.act(.approve("change-manager"), by: .gil)
    verdict = try scene.gate()
    try counts(again, in: verdict)
  }

  // "Removing or retiring either later changes nothing for acts already integrated."
  @Test func `a key retired later keeps its acts and makes no new ones`() throws {
    let scene = try Scene(at: .managed)
    var new = scene.organisation
    try new.replace("version: 1", with: "version: 2", in: "assent.yaml")
    try new.replace(
      try SampleOrganisation.entry(.bo),
      with: try SampleOrganisation.entry(.bo, status: "retired"), in: "people.yaml")
    try change(scene, to: new, approvedBy: [.cfo, .cto])
    let schedule = try scene.act(.schedule, by: .bo)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try counts(try #require(scene.tips[.managed]), in: verdict)
    try isDropped(schedule, "key-not-in-force", in: verdict)
  }

  // "`compromised: {since: <full id>}` … voids every act of that key integrated at or after that
  // commit's integration".
  @Test func `a compromised key loses its acts since then`() throws {
    let scene = try Scene(at: .managed)
    let schedule = try scene.act(.schedule, by: .bo)
    try scene.advance(to: .approved)
    var new = scene.organisation
    try new.replace("version: 1", with: "version: 2", in: "assent.yaml")
    let entry = try SampleOrganisation.entry(.bo)
    try new.replace(
      entry, with: entry + "        compromised: {since: \"\(schedule)\"}\n", in: "people.yaml")
    try change(scene, to: new, approvedBy: [.cfo, .cto])
    var verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    try counts(try #require(scene.tips[.managed]), in: verdict)
    try isDropped(schedule, "key-compromised", in: verdict)
    let late = try scene.act(.approve("implementer"), by: .bo)
    verdict = try scene.gate()
    try isDropped(late, "key-not-in-force", "key-compromised", in: verdict)
  }

  // "Acts integrated before it do not count" (6); `before-root`.
  @Test func `acts before the trust root do not count`() throws {
    let scene = try Scene(at: .approved)
    let root = try #require(scene.tips[.assessed])
    let outcome = try scene.assent([
      "gate", scene.record.id, "--commit", SampleRecord.artifact, "--trust-root", root, "--now",
      scene.clock.text, "--what-if", "--format", "json",
    ])
    let verdict = try Verdict(outcome)
    #expect(verdict.stage == nil, "\(verdict)")
    try isDropped(try #require(scene.tips[.submitted]), "before-root", in: verdict)
    try counts(try #require(scene.tips[.managed]), in: verdict)
  }

  @Test func `without a policy at the trust root nothing can be decided`() throws {
    let scene = try Scene(at: .policy)
    let empty = try scene.repository.commit(
      CommitPlan(
        "Begin\n", by: .joe, at: scene.clock, parents: [], changes: ["README": .text("hello\n")]))
    scene.tip = empty
    let record = scene.record
    try scene.commit("Ask\n", by: .ana, changes: [record.path: .text(record.text)])
    isUndecided(
      try Verdict(
        scene.assent([
          "gate", record.id, "--commit", SampleRecord.artifact, "--trust-root", empty, "--now",
          scene.clock.text, "--what-if", "--format", "json",
        ])))
  }

  // "Requirements come from the policy in force"; the head of a pull request has no say (6).
  @Test func `a preview does not use the policy of its head`() throws {
    let scene = try Scene(at: .assessed)
    var loose = scene.organisation
    try loose.replace(
      "        - {id: owners, role: system-owner, per: system, count: 1}\n", with: "",
      in: "workflow.yaml")
    let side = try scene.commit("Loosen\n", by: .joe, changes: loose.entries, on: scene.tip)
    let act = try scene.act(.approve("change-manager"), by: .bo, on: side)
    scene.references["refs/heads/review"] = act
    let verdict = try scene.gate(at: nil, "--head", "refs/heads/review")
    #expect(verdict.stage != "approved", "\(verdict)")
    #expect(verdict.decision != "allowed", "\(verdict)")
  }

  // "A head that edits both `policies/` and `changes/` is refused; a spine commit that does is
  // flagged `mixed`."
  @Test func `a policy and a record do not change together`() throws {
    let scene = try Scene(at: .scheduled)
    var both = scene.organisation
    try both.replace("version: 1", with: "version: 2", in: "assent.yaml")
    let before = scene.tip
    try scene.record.replace("title: Move the", with: "title: Move our")
    var head = ""
    try change(scene, to: both, approvedBy: [.cfo, .cto]) { scene, side in
      head = try scene.commit(
        "Edit\n", by: .ana, changes: [scene.record.path: .text(scene.record.text)], on: side)
      return head
    }
    let landed = try scene.gate(at: scene.inWindow)
    #expect(landed.flags.contains("mixed"), "\(landed)")
    scene.tip = before
    scene.references["refs/heads/review"] = head
    let preview = try scene.gate(at: scene.inWindow, "--head", "refs/heads/review")
    #expect([1, 3].contains(preview.status), "\(preview)")
    #expect(preview.decision != "allowed", "\(preview)")
  }

  // "A policy with a higher version, duly approved …, that is reachable from the tip without being
  // in force there makes verdicts invalid (`policy-fork`): a merge the wrong way round has swapped
  // the spine."
  @Test func `a merge the wrong way round does not bring the old policy back`() throws {
    let scene = try Scene(at: .scheduled)
    let before = scene.tip
    let right = try change(scene, to: try stricter(scene.organisation), approvedBy: [.cfo, .cto])
    check(try scene.gate(at: scene.inWindow), stage: "assessed", "awaiting")
    scene.tip = before
    try scene.commit("Work\n", by: .joe)
    try scene.merge(right)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "invalid")
    #expect(verdict.reasons.contains("policy-fork"), "\(verdict)")
  }
}
