import TestSupport
import Testing

/// What an edit does to acts that cover the text (section 5, "Covers").
struct StaleTests {
  @Test func `an edit of the way back makes approvals stale and says why`() throws {
    let scene = try Scene(at: .scheduled)
    let edit = try scene.edit("do: Promote the old primary.", to: "do: Promote the primary.")
    let verdict = try scene.gate(at: scene.inWindow)
    // "prevented: … an Approve gone stale and not replaced".
    check(verdict, stage: "assessed", "prevented")
    for milestone in [Scene.Milestone.managed, .approved] {
      let commit = try #require(scene.tips[milestone])
      try isDropped(commit, "stale", in: verdict)
      // "otherwise it is `stale`, and the verdict names the fields, the commit that changed them,
      // and whose".
      let detail = try verdict.act(commit).json["detail"].elements
      #expect(detail.map { $0["field"].string } == ["rollback.steps[0].do"], "\(detail)")
      #expect(detail.first?["commit"].string == edit)
      #expect(detail.first?["people"].elements.map(\.string) == ["ana.ruiz"])
    }
    // Assess, Test and Schedule cover other sections.
    for milestone in [Scene.Milestone.submitted, .assessed, .tested, .scheduled] {
      try counts(try #require(scene.tips[milestone]), in: verdict)
    }
  }

  // "Restored content counts again."
  @Test func `restored content counts again`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.edit("Promote the old primary.", to: "Promote the primary.")
    check(try scene.gate(at: scene.inWindow), stage: "assessed", "prevented")
    try scene.edit("Promote the primary.", to: "Promote the old primary.")
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }

  @Test func `new approvals replace the stale ones`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.edit("Promote the old primary.", to: "Promote the primary.")
    try scene.act(.approve("change-manager"), by: .bo)
    check(try scene.gate(at: scene.inWindow), stage: "assessed", "prevented")
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }

  struct Rewrite: NamedCase {
    let name: String
    let edit: @Sendable (inout SampleRecord) throws -> Void

    init(_ name: String, edit: @escaping @Sendable (inout SampleRecord) throws -> Void) {
      self.name = name
      self.edit = edit
    }
  }

  // "Sections are compared as parsed data: scalars as text after unquoting"; `title` is covered
  // by none.
  static let harmless = [
    Rewrite("title") {
      try $0.replace("Move the claims database", with: "Move our claims database")
    },
    Rewrite("comment") { try $0.replace("rollback:\n", with: "# The way back.\nrollback:\n") },
    Rewrite("comment at a line's end") {
      try $0.replace("risk: medium", with: "risk: medium  # so far")
    },
    Rewrite("quotes") { try $0.replace("risk: medium", with: "risk: \"medium\"") },
    Rewrite("single quotes") {
      try $0.replace("environment: production", with: "environment: 'production'")
    },
    Rewrite("flow to block") {
      try $0.replace("systems: [claims-db]", with: "systems:\n    - claims-db")
    },
    Rewrite("order of keys") {
      try $0.replace("  risk: medium\n", with: "")
      try $0.replace("  users-affected: 1400\n", with: "  users-affected: 1400\n  risk: medium\n")
    },
    Rewrite("order of sections") {
      let place = try #require($0.text.range(of: "schedule:\n"))
      let schedule = String($0.text[place.lowerBound...])
      $0.text = String($0.text[..<place.lowerBound])
      try $0.replace("request:\n", with: schedule + "request:\n")
    },
    Rewrite("blank lines") { try $0.replace("assessment:\n", with: "\n\nassessment:\n") },
    Rewrite("folded text") {
      try $0.replace(
        "justification: Version 14 receives no security fixes after November of this year.",
        with:
          "justification: >-\n    Version 14 receives no security fixes\n    after November of this year."
      )
    },
  ]

  @Test(arguments: harmless) func `a rewrite that says the same keeps every act`(_ row: Rewrite)
    throws
  {
    let scene = try Scene(at: .scheduled)
    try row.edit(&scene.record)
    try scene.commit(
      "Tidy up\n", by: .joe, changes: [scene.record.path: .text(scene.record.text)])
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.acts.allSatisfy { $0.counted == true }, "\(verdict)")
  }

  struct Touch: NamedCase {
    let name: String
    let old: String
    let new: String
    let stale: [Scene.Milestone]
    let stage: String
    let decision: String
  }

  // The `covers` of each stage in the workflow of the tests.
  static let touches = [
    Touch(
      name: "request", old: "no security fixes", new: "no fixes",
      stale: [.submitted, .assessed, .managed, .approved], stage: "none", decision: "prevented"),
    Touch(
      name: "assessment", old: "users-affected: 1400", new: "users-affected: 1401",
      stale: [.assessed, .managed, .approved], stage: "initiated", decision: "prevented"),
    Touch(
      name: "testing", old: "Run the nightly exports of all", new: "Run the exports of all",
      stale: [.tested], stage: "approved", decision: "awaiting"),
    Touch(
      name: "implementation", old: "Take a snapshot of", new: "Take one snapshot of",
      stale: [.managed, .approved, .tested], stage: "assessed", decision: "prevented"),
    Touch(
      name: "rollback", old: "\"> 400 ms\"", new: "\"> 500 ms\"", stale: [.managed, .approved],
      stage: "assessed", decision: "prevented"),
    Touch(
      name: "schedule", old: "pausing the nightly exports", new: "pausing all exports",
      stale: [.scheduled], stage: "planned", decision: "awaiting"),
    // "absent and empty differ".
    Touch(
      name: "an empty list where there was none", old: "  environment: production\n",
      new: "  environment: production\n  related: []\n",
      stale: [.submitted, .assessed, .managed, .approved], stage: "none", decision: "prevented"),
  ]

  @Test(arguments: touches) func `an edit makes stale what covers it, no more`(_ row: Touch) throws
  {
    let scene = try Scene(at: .scheduled)
    try scene.edit(row.old, to: row.new)
    let verdict = try scene.gate()
    check(verdict, row.decision)
    #expect((verdict.stage ?? "none") == row.stage, "\(verdict)")
    for milestone in Scene.Milestone.allCases
    where milestone >= .submitted && milestone <= .scheduled {
      let commit = try #require(scene.tips[milestone])
      if row.stale.contains(milestone) {
        try isDropped(commit, "stale", in: verdict)
      } else {
        try counts(commit, in: verdict)
      }
    }
  }

  // "order of lists counts".
  @Test func `another order of a list is another text`() throws {
    let scene = try Scene(
      SampleOrganisation(), SampleRecord(systems: ["claims-db", "claims-api"]),
      through: .managed)
    try scene.edit("[claims-db, claims-api]", to: "[claims-api, claims-db]")
    let verdict = try scene.gate()
    try isDropped(try #require(scene.tips[.managed]), "stale", in: verdict)
  }

  // "`schema`, `id` and `type` are covered by every act".
  @Test func `another type makes every act stale`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.edit("type: normal", to: "type: emergency")
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.decision != "allowed", "\(verdict)")
    #expect(verdict.acts.allSatisfy { $0.reason == "stale" }, "\(verdict)")
  }

  // "A file that a covered section names is covered through its SHA-256."
  @Test func `other evidence is another text`() throws {
    let scene = try Scene(at: .scheduled)
    let path = "changes/evidence/\(scene.record.id)/rehearsal.txt"
    let before = try SHA256Sum.of(try #require(scene.record.evidence[path]))
    try scene.record.replace(before, with: try SHA256Sum.of("failback took 40 minutes\n"))
    try scene.commit(
      "Rehearse again\n", by: .ana,
      changes: [
        path: .text("failback took 40 minutes\n"), scene.record.path: .text(scene.record.text),
      ])
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "assessed", "prevented")
    try isDropped(try #require(scene.tips[.managed]), "stale", in: verdict)
    try counts(try #require(scene.tips[.tested]), in: verdict)
  }

  @Test func `an approval of the text before an edit that was approved anew stays stale`() throws {
    let scene = try Scene(at: .managed)
    try scene.edit("\"> 400 ms\"", to: "\"> 500 ms\"")
    let again = try scene.act(.approve("change-manager"), by: .bo)
    let verdict = try scene.gate()
    try isDropped(try #require(scene.tips[.managed]), "stale", in: verdict)
    // "of equal ones the first countable counts".
    try counts(again, in: verdict)
  }

  // "Sections are compared as parsed data": an act on a branch that was made before an edit of
  // another section counts when it lands after it.
  @Test func `an approval that crosses a harmless edit counts when it lands`() throws {
    let scene = try Scene(at: .managed)
    let act = try scene.act(.approve("system-owner(claims-db)"), by: .dan, on: scene.tip)
    try scene.edit("Move the claims database", to: "Move our claims database")
    try scene.merge(act)
    let verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    try counts(act, in: verdict)
  }
}
