import TestSupport
import Testing

/// `policies/workflows/NAME.yaml`: what they ask beside the main workflow.
struct WorkflowTests {
  /// A workflow that asks for security's approval.
  static func security(
    _ condition: String, covers: String = "[request, assessment]", more: String = ""
  ) -> String {
    """
    schema: assent/workflow/1
    for: {\(condition)}
    stages:
      approved:
        act: approve
        require: {id: officer, role: security, count: 1}
        covers: \(covers)
    \(more)
    """
  }

  static func scheduled(_ condition: String, _ rule: String) -> String {
    """
    schema: assent/workflow/1
    for: {\(condition)}
    stages:
      scheduled:
        act: schedule
        require: {id: planner, role: change-manager, count: 1}
        covers: [schedule]
        \(rule)

    """
  }

  static func scene(
    _ workflows: [String: String], record: SampleRecord? = nil,
    main edits: [(old: String, new: String)] = [], through milestone: Scene.Milestone = .scheduled
  ) throws -> Scene {
    var organisation = try SampleOrganisation()
    for (name, text) in workflows { organisation.files["workflows/\(name).yaml"] = text }
    for edit in edits { try organisation.replace(edit.old, with: edit.new, in: "workflow.yaml") }
    return try Scene(organisation, try record ?? SampleRecord(), through: milestone)
  }

  @Test(arguments: [
    ("type: [normal]", true), ("type: [emergency, standard]", false),
    ("risk: [medium]", true), ("risk: [high, critical]", false),
    ("environment: [production]", true), ("environment: [preprod]", false),
    ("system: [claims-db, mail-relay]", true), ("system: [mail-relay]", false),
    ("zone: [personal-data]", true), ("zone: [none]", false),
    ("criticality: [high]", true), ("outage: [planned]", true), ("outage: [none]", false),
    ("type: [normal], risk: [medium]", true), ("type: [normal], risk: [high]", false),
  ]) func `a further workflow asks of the changes that it is for`(
    _ condition: String, _ applies: Bool
  ) throws {
    let scene = try Self.scene(["privacy": Self.security(condition)])
    let verdict = try scene.gate(at: scene.inWindow)
    check(
      verdict, stage: applies ? "assessed" : "scheduled", applies ? "awaiting" : "allowed")
    #expect((verdict.requirement("privacy/officer") != .null) == applies, "\(verdict)")
    guard applies else { return }
    #expect(verdict.requirement("change-manager")["status"].string == "satisfied")
    try scene.act(.approve("security"), by: .eli)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }

  @Test func `reasons name the workflow, its file and the line`() throws {
    let more = """
        tested:
          act: test
          require: {id: owners, role: system-owner, per: system, count: 2}
          covers: [testing]
      """
    let scene = try Self.scene(["privacy": Self.security("risk: [medium]", more: more)])
    let verdict = try scene.gate(at: scene.inWindow)
    let reasons = verdict.json["gate"]["reasons"].elements
    let seen = reasons.map {
      [
        $0["message"].string ?? "", $0["at"]["path"].string ?? "",
        "\($0["at"]["line"].integer ?? 0)",
      ]
    }
    #expect(
      seen == [
        ["approved/privacy/officer: 0 of 1", "policies/workflows/privacy.yaml", "6"],
        ["tested/privacy/owners/claims-db: 0 of 2", "policies/workflows/privacy.yaml", "10"],
      ], "\(verdict)")
    let text = try scene.assent([
      "explain", scene.record.id, "--trust-root", scene.root, "--now", scene.clock.text,
    ]).text
    #expect(text.contains("(policies/workflows/privacy.yaml:6)"), "\(text)")
  }

  @Test func `a stage of a further workflow alone bears its name too`() throws {
    let scene = try Self.scene(
      [
        "tests": """
        schema: assent/workflow/1
        for: {risk: [medium]}
        stages:
          tested: {act: test, require: {id: tester, role: tester, count: 1}, covers: [testing]}

        """
      ],
      main: [
        (
          "  tested: {act: test, require: {id: tester, role: tester, count: 1, seat: any}, not: [implementer], covers: [testing, implementation]}\n",
          ""
        )
      ], through: .approved)
    var verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    #expect(verdict.requirement("tests/tester", of: "tested")["status"].string == "unsatisfied")
    try scene.act(.test(), by: .ivy)
    verdict = try scene.gate()
    check(verdict, stage: "planned", "awaiting")
  }

  // Errors of a further workflow are found where they stand.
  @Test(arguments: [
    (
      "{id: officer, role: security}",
      "approved/privacy/officer: the requirement does not say its `count`"
    ),
    (
      "{id: officer, any: [{role: security, count: 1, when: {risk: [low]}}]}",
      "approved/privacy/officer: none of the alternatives applies"
    ),
  ]) func `an error of a further workflow makes the gate invalid`(
    _ require: String, _ message: String
  ) throws {
    let text = try Edit.replacing(
      "{id: officer, role: security, count: 1}", with: require, in: Self.security("risk: [medium]"))
    let scene = try Self.scene(["privacy": text])
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "invalid")
    let reason = verdict.json["gate"]["reasons"].elements.first
    #expect(reason?["message"].string == message, "\(verdict)")
    #expect(reason?["at"]["path"].string == "policies/workflows/privacy.yaml", "\(verdict)")
  }

  // Scenario O19: both apply.
  @Test func `of two matching workflows both apply`() throws {
    let board = try Edit.replacing(
      "{id: officer, role: security, count: 1}", with: "{id: board, role: cab, count: 1}",
      in: Self.security("environment: [production]"))
    let scene = try Self.scene(["a": Self.security("type: [normal]"), "b": board])
    check(try scene.gate(at: scene.inWindow), stage: "assessed", "awaiting")
    try scene.act(.approve("security"), by: .eli)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "assessed", "awaiting")
    #expect(verdict.requirement("a/officer")["status"].string == "satisfied", "\(verdict)")
    #expect(verdict.requirement("b/board")["status"].string == "unsatisfied", "\(verdict)")
    try scene.act(.approve("cab"), by: .gus)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }

  // "a record that no workflow matches" is an error.
  @Test func `a record that no workflow is for cannot be decided`() throws {
    let main = [("clock: claimed\n", "clock: claimed\nfor: {risk: [high, critical]}\n")]
    let scene = try Self.scene([:], main: main)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: nil, "invalid")
    let first = verdict.json["gate"]["reasons"].elements.first
    #expect(
      first?["message"].string == "initiated/initiated: no workflow is for this change",
      "\(verdict)")
    let standard = try Self.scene(["a": Self.security("risk: [low]")], main: main)
    check(try standard.gate(at: standard.inWindow), stage: nil, "invalid")
  }

  // What stands in for the main workflow owes approval and the gate's stage.
  @Test func `a further workflow alone opens nothing that it does not ask for`() throws {
    let main = [("clock: claimed\n", "clock: claimed\nfor: {risk: [high, critical]}\n")]
    let scene = try Self.scene(["a": Self.security("risk: [medium]")], main: main)
    try scene.act(.approve("security"), by: .eli)
    check(try scene.gate(at: scene.inWindow), "invalid")
    let other = try Self.scene(
      ["a": Self.scheduled("risk: [medium]", "valid-for: 14d")], main: main)
    check(try other.gate(at: other.inWindow), "invalid")
  }

  @Test func `whole workflows may stand side by side`() throws {
    let main = [("clock: claimed\n", "clock: claimed\nfor: {risk: [high, critical]}\n")]
    let small = Self.security(
      "risk: [low, medium]",
      more: """
          initiated: {act: submit, by: requester}
          scheduled:
            act: schedule
            require: {id: planner, role: change-manager, count: 1}
            covers: [schedule]
          implemented: {act: finish, require: {id: implementer, role: implementer, count: 1}}
        """)
    let scene = try Self.scene(["small": small], main: main)
    check(try scene.gate(at: scene.inWindow), stage: "initiated", "awaiting")
    try scene.act(.approve("security"), by: .eli)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.status(of: "tested") == "not-applicable")
    #expect(verdict.requirement("small/requester", of: "initiated")["status"].string == "satisfied")
    try scene.advance(to: .finished)
    check(try scene.gate(), stage: "implemented", "prevented")
  }

  @Test func `distinct holds within its own workflow`() throws {
    let text = """
      schema: assent/workflow/1
      for: {risk: [medium]}
      stages:
        approved:
          act: approve
          require: {all: [{id: one, role: security, count: 1}, {id: two, role: change-manager, count: 1}]}
          distinct: [one, two]
          covers: [request]

      """
    let scene = try Self.scene(["pair": text], through: .assessed)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    try scene.act(.approve("security"), by: .kim)
    try scene.act(.approve("change-manager"), by: .kim)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    #expect(verdict.requirement("change-manager")["status"].string == "satisfied", "\(verdict)")
    try scene.act(.approve("change-manager"), by: .bo)
    check(try scene.gate(), stage: "approved", "awaiting")
  }

  @Test func `what a further workflow keeps out is kept out of the stage`() throws {
    let text = Self.security("risk: [medium]", more: "    not: [testers]\n")
    var organisation = try SampleOrganisation()
    organisation.files["workflows/privacy.yaml"] = text
    try organisation.replace(
      "tester: [ivy.moss, ", with: "tester: [eli.frost, dan.holt, ivy.moss, ", in: "people.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .managed)
    try scene.act(.approve("security"), by: .eli)
    try scene.act(.test(), by: .dan)
    let own = try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(own, "tester", in: verdict)
  }

  @Test func `what a further workflow covers makes acts stale`() throws {
    let scene = try Self.scene([
      "privacy": Self.security("risk: [medium]", covers: "[request, schedule]")
    ])
    try scene.act(.approve("security"), by: .eli)
    check(try scene.gate(at: scene.inWindow), "allowed")
    try scene.edit("team: partner desk", to: "team: claims desk")
    try scene.act(.schedule, by: .cat)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "assessed", "prevented")
    try isDropped(try #require(scene.tips[.managed]), "stale", in: verdict)
    #expect(verdict.reasons.contains("approval-stale"), "\(verdict)")
  }

  @Test func `an Override of a further workflow's requirement names its own id`() throws {
    let scene = try Self.scene(
      ["privacy": Self.security("risk: [medium]")],
      main: [("override: {cab: [cab-chair],", "override: {officer: [cab-chair],")])
    try scene.act(Act("Override", [("role", "cab-chair"), ("requirement", "officer")]), by: .hal)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.requirement("privacy/officer")["status"].string == "overridden", "\(verdict)")
  }

  // A name that only a further workflow knows is not taken for a slip of the pen.
  @Test func `powers may name what only a further workflow asks for`() throws {
    let text = try Edit.replacing("id: officer", with: "id: cabs", in: Self.security("risk: [low]"))
    let scene = try Self.scene(
      ["a": text], main: [("override: {cab: [cab-chair],", "override: {cabs: [cab-chair],")])
    check(try scene.gate(at: scene.inWindow), "allowed")
  }

  @Test func `an emergency is ratified by what its workflows ask for`() throws {
    let record = try SampleRecord(
      type: "emergency", risk: "medium", begins: .beginning - 5.days - 15.hours)
    let scene = try Self.scene(
      ["privacy": Self.security("type: [emergency]")], record: record, through: .submitted)
    try scene.act(.approve("on-call-manager"), by: .ola)
    check(try scene.gate(), "allowed")
    try scene.act(.start(), by: .fay)
    try scene.act(.assess(), by: .rae)
    try scene.act(.approve("change-manager"), by: .bo)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    try scene.act(.test(), by: .ivy)
    #expect(try scene.gate().status(of: "approved") == "deferred")
    try scene.act(.approve("security"), by: .eli)
    #expect(try scene.gate().status(of: "approved") == "satisfied")
  }

  // The template's approval stands for the stages up to planned, Schedule and its times do not.
  @Test func `a standard change obeys the times of a further workflow`() throws {
    var organisation = try StandardSample.organisation()
    organisation.files["workflows/a.yaml"] = Self.security("type: [standard]")
    var scene = try StandardSample.scene(organisation)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
    organisation.files["workflows/b.yaml"] = Self.scheduled("type: [standard]", "windows: []")
    scene = try StandardSample.scene(organisation)
    check(try scene.gate(at: scene.inWindow), "prevented")
    organisation.files["workflows/b.yaml"] = Self.scheduled("type: [normal]", "windows: []")
    scene = try StandardSample.scene(organisation)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }

  @Test func `a standard change is told from others by what its template says`() throws {
    var organisation = try StandardSample.organisation()
    for condition in ["risk: [low]", "system: [claims-api]", "criticality: [medium]"] {
      organisation.files["workflows/b.yaml"] = Self.scheduled(condition, "windows: []")
      let scene = try StandardSample.scene(organisation)
      check(try scene.gate(at: scene.inWindow), "prevented")
    }
  }

  @Test(arguments: [
    ("gate: {deploy: approved}\n", "gate"), ("clock: recorded\n", "clock"),
    ("powers: {lift: [cab]}\n", "powers"), ("artifact: at-start\n", "artifact"),
  ]) func `a further workflow may not do what only the main one does`(
    _ line: String, _ key: String
  ) throws {
    let scene = try Self.scene(["a": Self.security("risk: [low]") + line])
    isUndecided(try scene.gate(at: scene.inWindow))
  }

  @Test func `a further workflow has to say what it is for`() throws {
    let text = try Edit.replacing(
      "for: {risk: [low]}\n", with: "", in: Self.security("risk: [low]"))
    let scene = try Self.scene(["a": text])
    isUndecided(try scene.gate(at: scene.inWindow))
  }

  // Who lowers the risk of an assessed change does not get out of a workflow.
  @Test func `a risk lowered after its assessment does not change the workflow`() throws {
    let scene = try Self.scene(
      ["high": Self.security("risk: [high]")], record: try SampleRecord(risk: "high"),
      main: [("    covers: [request, assessment]\n  approved", "    covers: [request]\n  approved")]
    )
    try scene.edit("  risk: high\n", to: "  risk: medium\n")
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.decision != "allowed", "\(verdict)")
    #expect(verdict.status(of: "approved") == "error", "\(verdict)")
  }
}
