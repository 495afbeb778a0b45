import TestSupport
import Testing

/// `level: hard | soft | advisory` of requirements.
struct LevelTests {
  static let manager = "{id: change-manager, role: change-manager, count: 1}"
  static let distinct = "    distinct: [change-manager, security, cab]\n"
  static let board =
    "{id: cab, when: {risk: [critical]}, any: [{role: cab, count: 2}, {role: cab-chair, count: 1}]}"

  /// A change of medium risk, whose `approved` asks for `board` beside manager and owners.
  private func scene(_ board: String, override: String = "cab: [cab-chair]", distinct: String = "")
    throws -> Scene
  {
    var organisation = try SampleOrganisation()
    try organisation.replace(Self.board, with: board, in: "workflow.yaml")
    try organisation.replace(Self.distinct, with: distinct, in: "workflow.yaml")
    try organisation.replace(
      "override: {cab: [cab-chair], ratification: [cab-chair]}", with: "override: {\(override)}",
      in: "workflow.yaml")
    return try Scene(organisation, SampleRecord(), through: .approved)
  }

  struct Row: NamedCase {
    let name: String
    let board: String
    var override = "cab: [cab-chair]"
    var requirement = "cab"
    var person = Persona.hal
    let overridden: Bool
  }

  static let seat = "role: cab, count: 1"

  @Test(arguments: [
    Row(name: "no level", board: "{id: cab, \(seat)}", overridden: true),
    Row(name: "soft", board: "{id: cab, level: soft, \(seat)}", overridden: true),
    Row(
      name: "soft, by one who is not listed", board: "{id: cab, level: soft, \(seat)}",
      person: .gus, overridden: false),
    Row(
      name: "soft, listed for nobody", board: "{id: cab, level: soft, \(seat)}",
      override: "cab: []", overridden: false),
    Row(
      name: "no level, not listed", board: "{id: cab, \(seat)}", override: "objection: [cab-chair]",
      overridden: false),
    Row(name: "hard and listed", board: "{id: cab, level: hard, \(seat)}", overridden: false),
    Row(
      name: "the parent of a hard one", board: "{id: cab, all: [{id: two, level: hard, \(seat)}]}",
      overridden: false),
    Row(
      name: "the parent of a hard alternative",
      board: "{id: cab, any: [{role: cab, count: 2}, {level: hard, \(seat)}]}", overridden: false),
    Row(
      name: "a part of a hard one", board: "{id: whole, level: hard, all: [{id: cab, \(seat)}]}",
      overridden: false),
    Row(
      name: "a part beside a hard one",
      board:
        "{id: whole, all: [{id: cab, \(seat)}, {level: hard, role: change-manager, count: 1}]}",
      overridden: true),
    Row(
      name: "a soft part", board: "{id: whole, all: [{id: cab, level: soft, \(seat)}]}",
      overridden: true),
    Row(
      name: "a soft whole", board: "{id: cab, at-least: {n: 1, of: [{\(seat)}]}}", overridden: true),
  ]) func `who may set what aside`(_ row: Row) throws {
    let scene = try scene(row.board, override: row.override)
    check(try scene.gate(), stage: "assessed", "awaiting")
    let act = try scene.act(
      Act("Override", [("role", "cab-chair"), ("requirement", row.requirement)]), by: row.person)
    let verdict = try scene.gate()
    check(verdict, stage: row.overridden ? "approved" : "assessed", "awaiting")
    #expect(verdict.status(of: "approved") == (row.overridden ? "satisfied" : "unsatisfied"))
    if row.overridden {
      try counts(act, in: verdict)
    } else {
      try isDropped(act, "role-not-held", in: verdict)
    }
  }

  // The body of an Override says why.
  @Test func `an Override without a reason is none`() throws {
    let scene = try scene("{id: cab, \(Self.seat)}")
    let act = Act("Override", [("role", "cab-chair"), ("requirement", "cab")])
    let message = try Edit.replacing(
      "Seen and understood.\n\n", with: "", in: try scene.message([act]))
    let commit = try scene.commit(message, by: .hal, signedBy: .hal)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(commit, "malformed", in: verdict)
  }

  struct Advice: NamedCase {
    let name: String
    let board: String
    var approvals: [(Persona, String)] = []
    let approved: String
    /// The statuses of requirements by id.
    var shown: [String: String] = [:]
  }

  @Test(arguments: [
    Advice(
      name: "unmet", board: "{id: cab, level: advisory, \(seat)}", approved: "satisfied",
      shown: ["cab": "unsatisfied"]),
    Advice(
      name: "met", board: "{id: cab, level: advisory, \(seat)}", approvals: [(.gus, "cab")],
      approved: "satisfied", shown: ["cab": "satisfied"]),
    Advice(
      name: "an advisory whole",
      board: "{id: cab, level: advisory, all: [{role: cab, count: 1}, {role: security, count: 1}]}",
      approved: "satisfied", shown: ["cab": "unsatisfied", "cab/security": "unsatisfied"]),
    Advice(
      name: "an advisory alternative does not help",
      board: "{id: x, any: [{level: advisory, \(seat)}, {role: security, count: 1}]}",
      approvals: [(.gus, "cab")], approved: "unsatisfied",
      shown: ["x": "unsatisfied", "x/cab": "satisfied"]),
    Advice(
      name: "the other alternative does",
      board: "{id: x, any: [{level: advisory, \(seat)}, {role: security, count: 1}]}",
      approvals: [(.eli, "security")], approved: "satisfied", shown: ["x/cab": "unsatisfied"]),
    Advice(
      name: "advice is not counted",
      board:
        "{id: x, at-least: {n: 1, of: [{level: advisory, \(seat)}, {role: security, count: 1}]}}",
      approvals: [(.gus, "cab")], approved: "unsatisfied"),
    Advice(
      name: "advice in an all",
      board: "{id: x, all: [{level: advisory, \(seat)}, {role: security, count: 1}]}",
      approvals: [(.eli, "security")], approved: "satisfied", shown: ["x": "satisfied"]),
    Advice(
      name: "advice of each system's owner",
      board: "{id: x, level: advisory, role: system-owner, per: system, count: 2}",
      approved: "satisfied", shown: ["x": "unsatisfied", "x/claims-db": "unsatisfied"]),
    Advice(
      name: "only advice in an all", board: "{id: x, all: [{level: advisory, \(seat)}]}",
      approvals: [(.gus, "cab")], approved: "error"),
    Advice(
      name: "only advice in an any", board: "{id: x, any: [{level: advisory, \(seat)}]}",
      approvals: [(.gus, "cab")], approved: "error"),
    Advice(
      name: "more asked for than advice leaves",
      board:
        "{id: x, at-least: {n: 2, of: [{level: advisory, \(seat)}, {role: security, count: 1}]}}",
      approvals: [(.gus, "cab"), (.eli, "security")], approved: "error"),
    Advice(name: "without count", board: "{id: x, level: advisory, role: cab}", approved: "error"),
    Advice(
      name: "owners of no system",
      board: "{id: x, level: advisory, role: system-owner, count: 1}", approved: "error"),
    Advice(
      name: "asking for nothing", board: "{id: x, level: advisory}", approved: "error"),
    Advice(
      name: "broken inside",
      board: "{id: x, level: advisory, all: [{role: cab}, {role: security, count: 1}]}",
      approved: "error"),
  ]) func `advice is shown, and neither blocks nor helps`(_ row: Advice) throws {
    let scene = try scene(row.board)
    for (person, role) in row.approvals { try scene.act(.approve(role), by: person) }
    let verdict = try scene.gate()
    #expect(verdict.status(of: "approved") == row.approved, "\(verdict)")
    if row.approved == "error" { check(verdict, "invalid") } else { check(verdict, "awaiting") }
    for (id, status) in row.shown {
      #expect(verdict.requirement(id)["status"].string == status, "\(id): \(verdict)")
    }
  }

  @Test func `a stage that only advises is an error`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "{id: reviewer, role: reviewer, count: 1}",
      with: "{id: reviewer, level: advisory, role: reviewer, count: 1}", in: "workflow.yaml")
    try organisation.replace(
      "{id: scheduler, role: change-manager, count: 1}",
      with: "{id: scheduler, level: advisory, role: change-manager, count: 1}", in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .scheduled)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "invalid")
    #expect(verdict.status(of: "scheduled") == "error")
    let message = verdict.json["gate"]["reasons"].elements.first?["message"].string
    #expect(message == "scheduled/scheduler: the stage asks for nothing but advice", "\(verdict)")
  }

  /// Every advisory requirement that is not met, beside one that is asked for.
  static let mixed =
    "{id: cab, level: advisory, all: [{role: cab, count: 2}, {role: cab-chair, count: 1}]}\n"
    + "        - {id: also, level: advisory, role: system-owner, per: system, count: 2}\n"
    + "        - {id: security2, role: security, count: 1}"

  @Test func `reasons and remedies leave advice out`() throws {
    let scene = try scene(Self.mixed)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "awaiting")
    let messages = verdict.json["gate"]["reasons"].elements.compactMap { $0["message"].string }
    #expect(messages.filter { $0.hasPrefix("approved/") } == ["approved/security2: 0 of 1"])
    let text = try scene.assent([
      "explain", scene.record.id, "--trust-root", scene.root, "--now", scene.clock.text,
    ]).text
    #expect(text.contains("– cab  0 of 2, advisory"), "\(text)")
    #expect(text.contains("– claims-db  1 of 2, advisory: dan.holt"), "\(text)")
    #expect(text.contains("✗ security2  0 of 1; could: eli.frost"), "\(text)")
    #expect(text.contains("assent approve \(scene.record.id) --role security"), "\(text)")
    #expect(!text.contains("--role cab"), "\(text)")
    #expect(!text.contains("--role 'system-owner"), "\(text)")
  }

  // One person may sit in an advisory seat beside a seat that is asked for.
  @Test func `advice takes no seat among distinct people`() throws {
    let seats = "    distinct: [change-manager, cab]\n"
    let scene = try scene(
      "{id: cab, level: advisory, role: change-manager, count: 2}", distinct: seats)
    check(try scene.gate(), stage: "approved", "awaiting")
    let binding = try self.scene("{id: cab, role: change-manager, count: 1}", distinct: seats)
    check(try binding.gate(), stage: "assessed", "awaiting")
  }

  @Test func `a met advisory alternative does not hide that a seat is taken twice`() throws {
    let scene = try scene(
      "{id: x, any: [{id: second, role: change-manager, count: 1}, {level: advisory, role: cab, count: 1}]}",
      distinct: "    distinct: [change-manager, second]\n")
    try scene.act(.approve("cab"), by: .gus)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    #expect(verdict.requirement("x")["status"].string == "unsatisfied", "\(verdict)")
    try scene.act(.approve("change-manager"), by: .cat)
    check(try scene.gate(), stage: "approved", "awaiting")
  }

  @Test func `an emergency that only asks for advice before is not let through`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "{id: on-call, role", with: "{id: on-call, level: advisory, role", in: "workflow.yaml")
    let record = try SampleRecord(
      type: "emergency", risk: "high", begins: .beginning - 5.days - 15.hours)
    let scene = try Scene(organisation, record, through: .submitted)
    try scene.act(.approve("on-call-manager"), by: .ola)
    check(try scene.gate(), "invalid")
  }
}
