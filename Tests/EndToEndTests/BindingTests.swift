import TestSupport
import Testing

/// What ties an act to one text in one repository, and what its commit may do (section 3).
struct BindingTests {
  struct Digest: NamedCase {
    let name: String
    let reason: String
    let digest: Act.Digest
  }

  // "Every `Change-` act carries `digest=sha256:` of the exact bytes of the record in the act
  // commit's own tree".
  @Test(arguments: [
    Digest(name: "none", reason: "digest-missing", digest: .absent),
    Digest(
      name: "of something else", reason: "digest-mismatch",
      digest: .text("sha256:" + String(repeating: "ab", count: 32))),
  ])
  func `an act without the record's digest does not count`(_ row: Digest) throws {
    let scene = try Scene(at: .assessed)
    let act = try scene.act(.approve("change-manager").with(digest: row.digest), by: .bo)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, row.reason, in: verdict)
  }

  @Test func `the digest of the text before an edit does not match`() throws {
    let scene = try Scene(at: .assessed)
    let before = Act.Digest.text("sha256:\(try scene.record.digest)")
    try scene.edit("Move the claims database", to: "Move our claims database")
    let act = try scene.act(.approve("change-manager").with(digest: before), by: .bo)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "digest-mismatch", in: verdict)
  }

  // "the commit carries one `Change-Repository:` equal to the `repository` of
  // `policies/assent.yaml`"; "A commit without `Change-Repository` is `wrong-repository`."
  @Test(arguments: [nil, "harbourline/change", "Harbourline/changes", "evil/changes"])
  func `an act for another repository does not count`(_ repository: String?) throws {
    let scene = try Scene(at: .assessed)
    let act = try scene.commit(
      try scene.message([.approve("change-manager")], repository: repository), by: .bo,
      signedBy: .bo)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "wrong-repository", in: verdict)
  }

  @Test func `two repositories in one commit bind to none`() throws {
    let scene = try Scene(at: .assessed)
    let act = try scene.commit(
      try scene.message([.approve("change-manager")]) + "Change-Repository: evil/changes\n",
      by: .bo, signedBy: .bo)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "malformed", "wrong-repository", in: verdict)
  }

  struct Edits: NamedCase {
    let name: String
    let milestone: Scene.Milestone
    let act: Act
    let person: Persona
    let counted: Bool
    let edit: @Sendable (inout SampleRecord) throws -> [String: String]
  }

  // The column "may the commit edit files?" of the table of verbs.
  static let edits = [
    Edits(
      name: "Approve and a foreign file", milestone: .assessed, act: .approve("change-manager"),
      person: .bo, counted: false
    ) { _ in
      ["README": "hello\n"]
    },
    Edits(
      name: "Approve and the record's title", milestone: .assessed, act: .approve("change-manager"),
      person: .bo, counted: false
    ) {
      try $0.replace("Move the claims", with: "Move our claims")
      return [$0.path: $0.text]
    },
    Edits(
      name: "Approve and evidence", milestone: .assessed, act: .approve("change-manager"),
      person: .bo, counted: false
    ) {
      ["changes/evidence/\($0.id)/notes.txt": "seen\n"]
    },
    Edits(
      name: "Submit and the record", milestone: .drafted, act: .submit, person: .ana, counted: true
    ) {
      try $0.replace("users-affected: 1400", with: "users-affected: 1500")
      return [$0.path: $0.text]
    },
    Edits(
      name: "Submit and a foreign file", milestone: .drafted, act: .submit, person: .ana,
      counted: false
    ) { _ in
      ["README": "hello\n"]
    },
    Edits(
      name: "Assess and the record", milestone: .submitted, act: .assess(), person: .rae,
      counted: true
    ) {
      try $0.replace("users-affected: 1400", with: "users-affected: 1500")
      return [$0.path: $0.text]
    },
    Edits(
      name: "Assess and another change's evidence", milestone: .submitted, act: .assess(),
      person: .rae, counted: false
    ) { _ in
      ["changes/evidence/CHG-2026-8G4M/notes.txt": "hello\n"]
    },
    Edits(
      name: "Test and its evidence", milestone: .approved, act: .test(), person: .ivy, counted: true
    ) {
      ["changes/evidence/\($0.id)/notes.txt": "seen\n"]
    },
    Edits(
      name: "Schedule and the record", milestone: .tested, act: .schedule, person: .cat,
      counted: true
    ) {
      try $0.replace("pausing the nightly exports", with: "pausing all exports")
      return [$0.path: $0.text]
    },
    Edits(
      name: "Schedule and evidence", milestone: .tested, act: .schedule, person: .cat,
      counted: false
    ) {
      ["changes/evidence/\($0.id)/notes.txt": "seen\n"]
    },
  ]

  @Test(arguments: edits) func `an act's commit edits only what its verb allows`(_ row: Edits)
    throws
  {
    let scene = try Scene(at: row.milestone)
    let files = try row.edit(&scene.record)
    let act = try scene.act(
      row.act, by: row.person, changes: files.mapValues(CommitPlan.Entry.text))
    let verdict = try scene.gate()
    if row.counted {
      try counts(act, in: verdict)
    } else {
      try isDropped(act, "edits-files", in: verdict)
    }
  }

  @Test func `Start edits nothing but the execution`() throws {
    let scene = try Scene(at: .scheduled)
    scene.clock = scene.inWindow
    scene.record.add(scene.record.started(at: scene.clock))
    try scene.record.replace("1400", with: "1500")
    let act = try scene.act(
      .start(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    try isDropped(act, "edits-files", in: try scene.gate())
  }

  // "An act commit has exactly one parent."
  @Test func `a merge carries no act`() throws {
    let scene = try Scene(at: .assessed)
    let side = try scene.commit("Work\n", by: .joe, on: scene.tip)
    let plan = CommitPlan(
      try scene.message([.approve("change-manager")]), by: .bo, at: scene.clock,
      parents: [scene.tip, side], signer: .bo)
    scene.tip = try scene.repository.commit(plan, tree: "\(scene.tip)^{tree}")
    scene.clock = scene.clock + 1.minutes
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(scene.tip, in: verdict)
  }

  // "of equal ones the first countable counts, later ones are `duplicate`".
  @Test func `the same approval twice is one`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "{id: change-manager, role: change-manager, count: 1}",
      with: "{id: change-manager, role: change-manager, count: 2}", in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .approved)
    let again = try scene.act(.approve("change-manager"), by: .bo)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try counts(try #require(scene.tips[.managed]), in: verdict)
    try isDropped(again, "duplicate", in: verdict)
  }

  // "A record that is moved, or deleted and made again, keeps its acts." (2)
  @Test func `a record that moves keeps its acts`() throws {
    let scene = try Scene(at: .approved)
    try scene.commit(
      "Move the record\n", by: .joe,
      changes: [
        scene.record.path: .removed, "changes/\(scene.record.id).yaml": .text(scene.record.text),
      ])
    let verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    #expect(verdict.json["record"]["path"].string == "changes/\(scene.record.id).yaml")
  }

  @Test func `a record that is deleted and made again keeps its acts`() throws {
    let scene = try Scene(at: .approved)
    try scene.commit("Delete the record\n", by: .joe, changes: [scene.record.path: .removed])
    try scene.commit(
      "Restore the record\n", by: .joe, changes: [scene.record.path: .text(scene.record.text)])
    check(try scene.gate(), stage: "approved", "awaiting")
  }

  @Test func `an act made while the record was deleted does not count`() throws {
    let scene = try Scene(at: .assessed)
    try scene.commit("Delete the record\n", by: .joe, changes: [scene.record.path: .removed])
    let act = try scene.act(.approve("change-manager"), by: .bo)
    try scene.commit(
      "Restore the record\n", by: .ana, changes: [scene.record.path: .text(scene.record.text)])
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "record-missing", "digest-mismatch", in: verdict)
  }
}
