import TestSupport
import Testing

/// Who may not fill a seat, by what they did (section 4).
struct SeparationOfDutiesTests {
  // "**Requester**: the person the record names".
  @Test func `nobody approves their own request`() throws {
    let scene = try Scene(at: .assessed)
    let act = try scene.act(.approve("change-manager"), by: .ana)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "requester", in: verdict)
  }

  // "A Submit by another than the requester is `role-not-held`" (3).
  @Test func `nobody submits for another`() throws {
    let scene = try Scene(at: .drafted)
    let act = try scene.act(.submit, by: .cat)
    let verdict = try scene.gate()
    check(verdict, stage: nil, "awaiting")
    try isDropped(act, "role-not-held", in: verdict)
  }

  struct Contribution: NamedCase {
    let name: String
    let edit: @Sendable (Scene) throws -> Void
  }

  // "**Contributors** to a section: everyone behind a commit in which it differs from every
  // parent's …: author, committer, signer, `Co-authored-by`, over the whole graph".
  static let contributions = [
    Contribution(name: "author") { try $0.edit("1400", to: "1401", by: .cat) },
    Contribution(name: "author, and restored by another") {
      try $0.edit("users-affected: 1400", to: "users-affected: 1401", by: .cat)
      try $0.edit("users-affected: 1401", to: "users-affected: 1400", by: .ana)
    },
    Contribution(name: "committer only") { scene in
      try scene.record.replace("1400", with: "1401")
      var plan = CommitPlan(
        "Edit\n", by: .ana, at: scene.clock, parents: [scene.tip],
        changes: [scene.record.path: .text(scene.record.text)])
      plan.committer = .cat
      try scene.commit(plan)
    },
    Contribution(name: "signer only") { scene in
      try scene.record.replace("1400", with: "1401")
      try scene.commit(
        "Edit\n", by: .ana, changes: [scene.record.path: .text(scene.record.text)],
        signedBy: .cat)
    },
    // "e-mail addresses match without regard to case".
    Contribution(name: "Co-authored-by in other case") { scene in
      try scene.record.replace("1400", with: "1401")
      try scene.commit(
        "Edit\n\nCo-authored-by: Someone <CAT.Diaz@Harbourline.Example>\n", by: .ana,
        changes: [scene.record.path: .text(scene.record.text)])
    },
    // Fail-open case F4 of other tools: the second parent is not looked at.
    Contribution(name: "through a second parent") { scene in
      try scene.record.replace("1400", with: "1401")
      let side = try scene.commit(
        "Edit\n", by: .cat, changes: [scene.record.path: .text(scene.record.text)],
        on: scene.tip)
      try scene.merge(side, takingTheirs: true, by: .ana)
    },
    // "or which as a merge drops a side's change".
    Contribution(name: "by a merge that drops another's edit") { scene in
      let side = try scene.commit("Work\n", by: .joe, on: scene.tip)
      try scene.edit("users-affected: 1400", to: "users-affected: 1401")
      try scene.merge(side, takingTheirs: true, by: .cat)
      try scene.record.replace("users-affected: 1401", with: "users-affected: 1400")
    },
    Contribution(name: "by a merge that adds an edit of its own") { scene in
      let side = try scene.commit("Work\n", by: .joe, on: scene.tip)
      try scene.record.replace("1400", with: "1401")
      try scene.commit(
        CommitPlan(
          "Merge\n", by: .cat, at: scene.clock, parents: [scene.tip, side],
          changes: [scene.record.path: .text(scene.record.text)]))
    },
    Contribution(name: "two commits deep behind a second parent") { scene in
      try scene.record.replace("1400", with: "1401")
      let first = try scene.commit(
        "Edit\n", by: .cat, changes: [scene.record.path: .text(scene.record.text)],
        on: scene.tip)
      try scene.record.replace("1401", with: "1402")
      let second = try scene.commit(
        "Edit\n", by: .ana, changes: [scene.record.path: .text(scene.record.text)], on: first)
      try scene.merge(second, takingTheirs: true, by: .ana)
    },
  ]

  @Test(arguments: contributions)
  func `a contributor does not approve`(_ row: Contribution) throws {
    let scene = try Scene(at: .drafted)
    try row.edit(scene)
    try scene.advance(to: .assessed)
    let act = try scene.act(.approve("change-manager"), by: .cat)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "contributor", in: verdict)
    // Somebody else still can.
    try scene.advance(to: .approved)
    check(try scene.gate(), stage: "approved", "awaiting")
  }

  // "`not: [contributors]` means of the sections that the stage covers"; `title` is covered by
  // none; approved covers request, assessment, implementation and rollback.
  static let harmless = [
    Contribution(name: "title") {
      try $0.edit("Move the claims database", to: "Move our claims database", by: .cat)
    },
    Contribution(name: "testing") {
      try $0.edit("File and settle one claim", to: "File and settle two claims", by: .cat)
    },
    Contribution(name: "schedule") {
      try $0.edit("pausing the nightly exports", to: "pausing all exports", by: .cat)
    },
    Contribution(name: "a comment") {
      try $0.edit("assessment:\n", to: "# What may go wrong.\nassessment:\n", by: .cat)
    },
    Contribution(name: "another record") { scene in
      let other = try SampleRecord(id: "CHG-2026-8G4M")
      var changes = other.evidence.mapValues(CommitPlan.Entry.text)
      changes[other.path] = .text(other.text)
      try scene.commit("Ask for another change\n", by: .cat, changes: changes)
    },
    // "in which it differs from every parent's": a merge that takes one side adds nothing.
    Contribution(name: "the merge of another's edit") { scene in
      try scene.record.replace("1400", with: "1401")
      let side = try scene.commit(
        "Edit\n", by: .ana, changes: [scene.record.path: .text(scene.record.text)],
        on: scene.tip)
      try scene.merge(side, takingTheirs: true, by: .cat)
    },
  ]

  @Test(arguments: harmless)
  func `who wrote nothing that is approved may approve`(_ row: Contribution) throws {
    let scene = try Scene(at: .drafted)
    try row.edit(scene)
    try scene.advance(to: .assessed)
    let act = try scene.act(.approve("change-manager"), by: .cat)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    let verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    try counts(act, in: verdict)
  }

  @Test func `the implementer does not approve`() throws {
    let scene = try Scene(at: .assessed)
    let act = try scene.act(.approve("change-manager"), by: .fay)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "implementer", in: verdict)
  }

  @Test func `the implementer does not test`() throws {
    let scene = try Scene(at: .approved)
    let act = try scene.act(.test(), by: .fay)
    let verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    try isDropped(act, "implementer", in: verdict)
  }

  @Test func `an approver does not implement`() throws {
    let scene = try Scene(at: .started)
    scene.clock = scene.clock + 40.minutes
    scene.record.add(scene.record.finished(at: scene.clock))
    let act = try scene.act(
      .finish(), by: .bo, changes: [scene.record.path: .text(scene.record.text)])
    let verdict = try scene.gate()
    #expect(verdict.stage == "scheduled", "\(verdict)")
    try isDropped(act, "approver", in: verdict)
  }

  @Test func `the implementer does not review`() throws {
    let scene = try Scene(at: .finished)
    scene.clock = scene.clock + 2.days
    scene.record.add(scene.record.reviewed(from: scene.clock - 2.days))
    let act = try scene.act(
      .review(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    let verdict = try scene.gate()
    check(verdict, stage: "implemented", "prevented")
    try isDropped(act, "implementer", in: verdict)
  }

  // "**Implementer**: likewise, with Start and Finish": every signer of them is one.
  @Test func `who started the change does not review it`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace("reviewer: [rob.lane", with: "reviewer: [gil.moor", in: "people.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .scheduled)
    scene.clock = scene.inWindow
    scene.record.add(scene.record.started(at: scene.clock))
    try scene.act(.start(), by: .gil, changes: [scene.record.path: .text(scene.record.text)])
    scene.clock = scene.clock + 40.minutes
    scene.record.add(scene.record.finished(at: scene.clock))
    try scene.act(.finish(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    scene.record.add(scene.record.reviewed(from: scene.clock))
    let act = try scene.act(
      .review(), by: .gil, changes: [scene.record.path: .text(scene.record.text)])
    let verdict = try scene.gate()
    check(verdict, stage: "implemented", "prevented")
    try isDropped(act, "implementer", in: verdict)
  }

  // "A machine's act names who triggered it, `for=<person>`, and separation of duties applies to
  // that person."
  @Test(arguments: [("ivy.moss", true), ("fay.stone", false)])
  func `a machine tests for whoever triggered it`(_ person: String, _ counted: Bool) throws {
    let scene = try Scene(at: .approved)
    let act = try scene.act(
      Act("Test", [("role", "tester"), ("outcome", "pass"), ("for", person)]), by: .bot)
    let verdict = try scene.gate()
    check(verdict, stage: counted ? "planned" : "approved", "awaiting")
    if counted {
      try counts(act, in: verdict)
    } else {
      try isDropped(act, "implementer", in: verdict)
    }
  }

  @Test func `a machine that names nobody does not test`() throws {
    let scene = try Scene(at: .approved)
    let act = try scene.act(.test(), by: .bot)
    let verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    try isDropped(act, in: verdict)
  }
}
