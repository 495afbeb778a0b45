import TestSupport
import Testing

/// Quorums, conditions, alternatives and seats (section 5, "Requirements").
struct RequirementTests {
  static let manager = "{id: change-manager, role: change-manager, count: 1}"

  private func scene(
    risk: String = "medium", systems: [String] = ["claims-db"],
    _ edits: [(old: String, new: String)] = [], through milestone: Scene.Milestone = .assessed
  ) throws -> Scene {
    var organisation = try SampleOrganisation()
    for edit in edits {
      try organisation.replace(edit.old, with: edit.new, in: "workflow.yaml")
    }
    return try Scene(
      organisation, SampleRecord(risk: risk, systems: systems), through: milestone)
  }

  struct Row: NamedCase {
    let name: String
    var risk = "medium"
    var systems = ["claims-db"]
    /// Who approves in which role, in order.
    let approvals: [(Persona, String)]
    let approved: Bool
  }

  static let owner = "system-owner(claims-db)"

  // The workflow of the tests: one change manager, an owner per system, security from high on, and
  // at critical two of the board or its chair.
  static let rows = [
    Row(name: "nobody", approvals: [], approved: false),
    Row(name: "the manager alone", approvals: [(.bo, "change-manager")], approved: false),
    Row(name: "the owner alone", approvals: [(.dan, owner)], approved: false),
    Row(name: "both, medium", approvals: [(.dan, owner), (.bo, "change-manager")], approved: true),
    Row(
      name: "both, low", risk: "low", approvals: [(.dan, owner), (.bo, "change-manager")],
      approved: true),
    Row(
      name: "two systems, one owner", systems: ["claims-db", "claims-api"],
      approvals: [(.bo, "change-manager"), (.dan, owner)], approved: false),
    Row(
      name: "two systems, both owners", systems: ["claims-db", "claims-api"],
      approvals: [(.bo, "change-manager"), (.dan, owner), (.dee, "system-owner(claims-api)")],
      approved: true),
    Row(
      name: "two systems, one owner for one of them twice",
      systems: ["claims-api", "document-store"],
      approvals: [(.bo, "change-manager"), (.dee, "system-owner(claims-api)")], approved: false),
    // The owners are not in `distinct`.
    Row(
      name: "two systems, the same owner for each", systems: ["claims-api", "document-store"],
      approvals: [
        (.bo, "change-manager"), (.dee, "system-owner(claims-api)"),
        (.dee, "system-owner(document-store)"),
      ], approved: true),
    Row(
      name: "high without security", risk: "high",
      approvals: [(.bo, "change-manager"), (.dan, owner)], approved: false),
    Row(
      name: "high with security", risk: "high",
      approvals: [(.bo, "change-manager"), (.dan, owner), (.eli, "security")], approved: true),
    // "one person, one seat, and the best seating is found".
    Row(
      name: "high, one person in two roles", risk: "high",
      approvals: [(.kim, "change-manager"), (.kim, "security"), (.dan, owner)], approved: false),
    Row(
      name: "high, one person in two roles and another manager", risk: "high",
      approvals: [
        (.kim, "change-manager"), (.kim, "security"), (.dan, owner), (.bo, "change-manager"),
      ], approved: true),
    Row(
      name: "high, one person in two roles and another of security", risk: "high",
      approvals: [
        (.kim, "security"), (.kim, "change-manager"), (.dan, owner), (.eli, "security"),
      ], approved: true),
    Row(
      name: "critical without the board", risk: "critical",
      approvals: [(.bo, "change-manager"), (.dan, owner), (.eli, "security")], approved: false),
    Row(
      name: "critical with one of the board", risk: "critical",
      approvals: [(.bo, "change-manager"), (.dan, owner), (.eli, "security"), (.gus, "cab")],
      approved: false),
    Row(
      name: "critical with one of the board twice", risk: "critical",
      approvals: [
        (.bo, "change-manager"), (.dan, owner), (.eli, "security"), (.gus, "cab"), (.gus, "cab"),
      ], approved: false),
    Row(
      name: "critical with two of the board", risk: "critical",
      approvals: [
        (.bo, "change-manager"), (.dan, owner), (.eli, "security"), (.gus, "cab"), (.uma, "cab"),
      ], approved: true),
    Row(
      name: "critical with the chair", risk: "critical",
      approvals: [(.bo, "change-manager"), (.dan, owner), (.eli, "security"), (.hal, "cab-chair")],
      approved: true),
  ]

  @Test(arguments: rows) func `approved asks for what the workflow says`(_ row: Row) throws {
    let scene = try scene(risk: row.risk, systems: row.systems)
    for (person, role) in row.approvals { try scene.act(.approve(role), by: person) }
    let verdict = try scene.gate()
    check(verdict, stage: row.approved ? "approved" : "assessed", "awaiting")
    #expect(verdict.status(of: "approved") == (row.approved ? "satisfied" : "unsatisfied"))
  }

  struct Rule: NamedCase {
    let name: String
    let rule: String
    let approvals: [(Persona, String)]
    let approved: Bool
  }

  // "Requirements combine with `all`, `any`, `at-least: {n, of}`".
  static let rules: [Rule] = {
    let two = "{id: change-manager, role: change-manager, count: 2}"
    let some =
      "{id: change-manager, at-least: {n: 2, of: [{role: change-manager, count: 1}, {role: security, count: 1}, {role: cab, count: 1}]}}"
    let nested =
      "{id: change-manager, any: [{role: cab-chair, count: 1}, {all: [{role: change-manager, count: 1}, {role: security, count: 1}]}]}"
    let everyone = "{id: change-manager, role: everyone, count: 1}"
    return [
      Rule(
        name: "two of a role, one there", rule: two, approvals: [(.bo, "change-manager")],
        approved: false),
      Rule(
        name: "two of a role", rule: two,
        approvals: [(.bo, "change-manager"), (.cat, "change-manager")], approved: true),
      Rule(
        name: "two of a role, the requester one of them", rule: two,
        approvals: [(.bo, "change-manager"), (.ana, "change-manager")], approved: false),
      Rule(
        name: "one of three where two are asked", rule: some, approvals: [(.bo, "change-manager")],
        approved: false),
      Rule(
        name: "two of three", rule: some, approvals: [(.eli, "security"), (.gus, "cab")],
        approved: true),
      Rule(
        name: "an alternative that is whole", rule: nested, approvals: [(.hal, "cab-chair")],
        approved: true),
      Rule(
        name: "half an alternative", rule: nested, approvals: [(.bo, "change-manager")],
        approved: false),
      Rule(
        name: "the other alternative", rule: nested,
        approvals: [(.bo, "change-manager"), (.eli, "security")], approved: true),
      // "`everyone` is the role of all active humans."
      Rule(name: "everyone", rule: everyone, approvals: [(.joe, "everyone")], approved: true),
      Rule(
        name: "everyone, but no machine", rule: everyone, approvals: [(.bot, "everyone")],
        approved: false),
    ]
  }()

  @Test(arguments: rules) func `requirements combine`(_ row: Rule) throws {
    // Without `distinct`, which would name an id whose seats are several.
    let scene = try scene([
      (Self.manager, row.rule), ("    distinct: [change-manager, security, cab]\n", ""),
    ])
    for (person, role) in row.approvals { try scene.act(.approve(role), by: person) }
    try scene.act(.approve(Self.owner), by: .dan)
    check(try scene.gate(), stage: row.approved ? "approved" : "assessed", "awaiting")
  }

  @Test func `without distinct one person fills two seats`() throws {
    let scene = try scene(
      risk: "high", [("    distinct: [change-manager, security, cab]\n", "")])
    try scene.act(.approve("change-manager"), by: .kim)
    try scene.act(.approve("security"), by: .kim)
    try scene.act(.approve(Self.owner), by: .dan)
    check(try scene.gate(), stage: "approved", "awaiting")
  }

  struct Broken: NamedCase {
    let name: String
    let file: String
    let old: String
    let new: String

    init(_ name: String, in file: String = "workflow.yaml", _ old: String, _ new: String) {
      self.name = name
      self.file = file
      self.old = old
      self.new = new
    }
  }

  // "Errors: an `all`, `any` or `at-least` whose children are all not applicable, a missing
  // `count`, an empty requirement, an unknown role, a role or system without people … An error in
  // the policy makes the gate invalid". Fail-open cases F2, F3, F8 of other tools.
  static let broken = [
    Broken("missing count", manager, "{id: change-manager, role: change-manager}"),
    Broken("count zero", manager, "{id: change-manager, role: change-manager, count: 0}"),
    Broken("negative count", manager, "{id: change-manager, role: change-manager, count: -1}"),
    Broken("empty requirement", manager, "{id: change-manager}"),
    Broken("empty all", manager, "{id: change-manager, all: []}"),
    Broken("empty any", manager, "{id: change-manager, any: []}"),
    Broken(
      "at-least without n", manager, "{id: change-manager, at-least: {of: [{role: cab, count: 1}]}}"
    ),
    Broken(
      "at-least of nothing", manager, "{id: change-manager, at-least: {n: 0, of: []}}"),
    Broken("unknown role", manager, "{id: change-manager, role: change-manger, count: 1}"),
    Broken(
      "a role without people", in: "people.yaml",
      "change-manager: [bo.chen, cat.diaz, kim.park, ana.ruiz, fay.stone]", "change-manager: []"),
    Broken(
      "a system without owners", in: "systems.yaml", "claims-db: {owners: [dan.holt]",
      "claims-db: {owners: []"),
    Broken(
      "a role of nobody known", in: "people.yaml", "reviewer: [rob.lane", "reviewer: [rob.lame"),
    Broken(
      "no requirement at all", "    require: {id: scheduler, role: change-manager, count: 1}\n", ""),
    Broken("no stage approved", "  approved:\n", "  aproved:\n"),
    Broken("no covers where they are asked for", "    covers: [schedule]\n", ""),
    Broken("no gate", "gate: {deploy: scheduled}\n", ""),
    Broken("unknown key", "clock: claimed\n", "clock: claimed\nmagic: true\n"),
    Broken("the same key twice", "clock: claimed\n", "clock: claimed\nclock: claimed\n"),
    Broken("no YAML", "schema: assent/workflow/1\n", "schema: [assent/workflow/1\n"),
    Broken("another schema", "assent/workflow/1", "assent/workflow/9"),
    Broken("unknown zone", in: "calendar.yaml", "time-zone: UTC", "time-zone: Europe/Berln"),
    Broken("threshold zero", in: "assent.yaml", "threshold: 2", "threshold: 0"),
    Broken("an owner nobody knows", in: "assent.yaml", "cfo.lane", "cfo.lame"),
    Broken(
      "no owners", in: "assent.yaml", "  - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}\n",
      "  []\n"),
  ]

  @Test(arguments: broken) func `a broken policy never opens the gate`(_ row: Broken) throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(row.old, with: row.new, in: row.file)
    let scene = try Scene(organisation, SampleRecord(), through: .scheduled)
    isUndecided(try scene.gate(at: scene.inWindow))
  }

  // "One key under two people … is a policy that does not load" (4).
  @Test func `one key under two people is no policy`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      try Persona.joe.publicKey, with: try Persona.gus.publicKey, in: "people.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .scheduled)
    isUndecided(try scene.gate(at: scene.inWindow))
  }

  // "An `any` with a satisfied child is satisfied and lists the error" is about the child; an error
  // without a satisfied sibling stays one.
  @Test func `an error is not outvoted by what is still missing`() throws {
    let scene = try scene([
      (Self.manager, "{id: change-manager, any: [{role: cab, count: 1}, {role: security}]}")
    ])
    isUndecided(try scene.gate())
  }

  // Scenario L01: an act that comes early is kept, and the stage waits.
  @Test func `a test before the approvals is kept`() throws {
    let scene = try Scene(at: .assessed)
    let test = try scene.act(.test(), by: .ivy)
    var verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try counts(test, in: verdict)
    try scene.act(.approve("change-manager"), by: .bo)
    try scene.act(.approve(Self.owner), by: .dan)
    verdict = try scene.gate()
    check(verdict, stage: "planned", "awaiting")
  }

  // Scenario O15: the requester cannot lower the risk that was assessed.
  @Test func `a risk lowered after its assessment is not assessed`() throws {
    let scene = try scene(risk: "high", through: .approved)
    try scene.edit("risk: high", to: "risk: low")
    let verdict = try scene.gate()
    check(verdict, stage: "initiated", "prevented")
    try isDropped(try #require(scene.tips[.assessed]), "stale", in: verdict)
  }

  // "an `all`, `any` or `at-least` whose children are all not applicable" is an error; "Nothing is
  // ever allowed because no rule was found."
  @Test(arguments: ["all: [", "any: [", "at-least: {n: 1, of: ["])
  func `what asks for nothing is not satisfied`(_ opening: String) throws {
    let closing = opening.hasPrefix("at") ? "]}" : "]"
    let scene = try scene([
      (
        Self.manager,
        "{id: change-manager, \(opening){role: cab, count: 1, when: {risk: [critical]}}\(closing)}"
      )
    ])
    try scene.advance(to: .scheduled)
    let verdict = try scene.gate(at: scene.inWindow)
    #expect([1, 3].contains(verdict.status), "\(verdict)")
    #expect(["prevented", "invalid"].contains(verdict.decision), "\(verdict)")
  }
}
