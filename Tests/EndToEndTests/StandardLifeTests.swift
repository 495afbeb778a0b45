import TestSupport
import Testing

/// What becomes of standard changes when their template is replaced, withdrawn or suspended, and
/// what happens from Start on.
struct StandardLifeTests {
  /// Replaces the template in the policy.
  private func replace(_ template: String?, in scene: Scene, approved: Bool = true) throws {
    let new = try scene.successor { $0.files[StandardSample.file] = template }
    try scene.adopt(new, approvedBy: approved ? [.cfo, .cto] : [])
  }

  private func retiring(at moment: Moment) -> String {
    StandardSample.template(version: 2, head: "retire-at: \(moment.text)\n")
  }

  struct Edit: NamedCase {
    let name: String
    let template: @Sendable (Moment) -> String?
    let decision: String
    let type: String
  }

  // "which stands at the tip with equal bytes, or whose successor there gives that version a
  // `retire-at` not yet past".
  @Test(arguments: [
    Edit(
      name: "other bytes, same version",
      template: { _ in StandardSample.template() + "\n# Noted.\n" },
      decision: "prevented", type: "normal"),
    Edit(
      name: "other systems, same version",
      template: { _ in StandardSample.template(systems: "mail-relay") }, decision: "prevented",
      type: "normal"),
    Edit(
      name: "a successor that retires it later",
      template: {
        StandardSample.template(version: 2, head: "retire-at: \(($0 + 5.hours).text)\n")
      },
      decision: "allowed", type: "standard"),
    Edit(
      name: "a successor that retires it within the window",
      template: {
        StandardSample.template(version: 2, head: "retire-at: \(($0 + 1.hours).text)\n")
      },
      decision: "allowed", type: "standard"),
    Edit(
      name: "a successor that retired it",
      template: {
        StandardSample.template(version: 2, head: "retire-at: \(($0 - 1.hours).text)\n")
      },
      decision: "prevented", type: "normal"),
    Edit(
      name: "a successor that says nothing of it",
      template: { _ in StandardSample.template(version: 2) }, decision: "prevented", type: "normal"),
    Edit(
      name: "a successor of its successor",
      template: {
        StandardSample.template(version: 3, head: "retire-at: \(($0 + 5.hours).text)\n")
      },
      decision: "prevented", type: "normal"),
    Edit(name: "withdrawn", template: { _ in nil }, decision: "prevented", type: "normal"),
  ]) func `an approved edit of the template`(_ row: Edit) throws {
    let scene = try StandardSample.scene()
    try replace(row.template(scene.record.window.lowerBound), in: scene)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, row.decision)
    #expect(verdict.json["type"].string == row.type, "\(verdict)")
  }

  @Test func `the version before ends with its last second`() throws {
    let scene = try StandardSample.scene()
    let end = scene.record.window.lowerBound + 1.hours
    try replace(retiring(at: end), in: scene)
    check(try scene.gate(at: end - 1), "allowed")
    let verdict = try scene.gate(at: end)
    check(verdict, "prevented")
    #expect(verdict.json["type"].string == "normal", "\(verdict)")
  }

  // Scenario D04.
  @Test func `an edit that nobody approved leaves the policy pending`() throws {
    let scene = try StandardSample.scene()
    try replace(StandardSample.template(systems: "mail-relay"), in: scene, approved: false)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "invalid")
    #expect(verdict.reasons.contains("policy-pending"), "\(verdict)")
    #expect(verdict.json["type"].string == "standard", "\(verdict)")
  }

  @Test func `an edited template is used by a record that is submitted anew`() throws {
    let scene = try StandardSample.scene()
    try replace(StandardSample.template(version: 2), in: scene)
    check(try scene.gate(at: scene.inWindow), "prevented")
    try scene.edit("STD-CERT@1", to: "STD-CERT@2")
    check(try scene.gate(at: scene.inWindow), stage: nil, "awaiting")
    try scene.act(.submit, by: .ana)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.json["type"].string == "standard")
  }

  // It is "the template in force for its Submit", not the one that came with it.
  @Test func `a Submit does not bring its own template`() throws {
    let organisation = try SampleOrganisation()
    let scene = try Scene(organisation, try StandardSample.record())
    try scene.act(.submit, by: .ana)
    try scene.adopt(
      try scene.successor { $0.files[StandardSample.file] = StandardSample.template() })
    try scene.act(.schedule, by: .cat)
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.json["type"].string == "normal", "\(verdict)")
    check(verdict, "prevented")
  }

  @Test func `from Start to Close`() throws {
    let scene = try StandardSample.scene()
    try tell(scene)
    let verdict = try scene.gate()
    check(verdict, stage: "closed", "prevented", state: "closed")
    #expect(verdict.acts.allSatisfy { $0.counted == true }, "\(verdict)")
    #expect(verdict.flags.isEmpty, "\(verdict)")
    #expect(verdict.json["type"].string == "standard")
    for stage in ["assessed", "planned", "implemented", "reviewed", "closed"] {
      #expect(verdict.status(of: stage) == "satisfied", "\(stage): \(verdict)")
    }
  }

  private func tell(_ scene: Scene, outcome: String = "successful", until last: String = "Close")
    throws
  {
    scene.clock = scene.inWindow
    try scene.write(.start(), by: .fay, adding: scene.record.started(at: scene.clock))
    if last == "Start" { return }
    scene.clock = scene.clock + 30.minutes
    let log = """
        finished: \(scene.clock.text)
        log: [{at: \((scene.clock - 5.minutes).text), step: P1, by: fay.stone, result: done}]
        deviations: []
        issues: []

      """
    try scene.write(.finish(outcome), by: .fay, adding: log)
    if last == "Finish" { return }
    scene.clock = scene.clock + 2.days
    try scene.write(.review(), by: .rob, adding: scene.record.reviewed(from: scene.clock - 2.days))
    try scene.write(.close(), by: .cat, adding: scene.record.closed())
  }

  // The rollback gate is open "to the `rollback.target` in that Start's own tree".
  @Test func `the way back is the template's`() throws {
    let scene = try StandardSample.scene()
    check(try scene.rollbackGate(at: scene.inWindow), "prevented")
    try tell(scene, until: "Start")
    check(try scene.rollbackGate(), "allowed")
    check(try scene.rollbackGate(commit: SampleRecord.artifact), "prevented")
    try replace(StandardSample.template() + "# Noted.\n", in: scene)
    check(try scene.rollbackGate(), "allowed")
    try replace(nil, in: scene)
    check(try scene.rollbackGate(), "allowed")
  }

  enum Fate: String, CaseIterable, CustomTestStringConvertible {
    case edited, withdrawn, retired, suspended

    var testDescription: String { rawValue }
  }

  // "The first authorised Start fixes type, artifacts and the verdict on every stage up to the
  // gate."
  @Test(arguments: Fate.allCases)
  func `what becomes of the template after Start changes nothing`(_ fate: Fate) throws {
    let head = fate == .suspended ? "suspend-after: 1\n" : ""
    let organisation = try StandardSample.organisation(
      StandardSample.template(head: head),
      edits: [
        (
          "require: {id: reviewer, role: reviewer, count: 1}",
          "require: {id: reviewer, role: reviewer, count: 1, when: {risk: [low]}}", "workflow.yaml"
        )
      ])
    let scene = try StandardSample.scene(organisation)
    let record = scene.record
    let window = record.window
    if fate == .retired { try replace(retiring(at: window.lowerBound + 30.minutes), in: scene) }
    if fate == .suspended {
      try scene.takeUp(try StandardSample.record(id: "CHG-2026-8G4M"))
      try scene.act(.submit, by: .ana)
      try scene.act(.schedule, by: .cat)
    }
    let other = scene.record
    scene.record = record
    try tell(scene, until: "Start")
    let started = scene.record
    switch fate {
    case .edited: try replace(StandardSample.template(systems: "mail-relay"), in: scene)
    case .withdrawn: try replace(nil, in: scene)
    case .retired: break
    case .suspended:
      scene.record = other
      try tell(scene, outcome: "failed", until: "Finish")
    }
    scene.record = started
    let verdict = try scene.gate(at: window.lowerBound + 2.hours)
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.json["type"].string == "standard")
    #expect(verdict.flags.isEmpty, "\(verdict)")
    // What comes later is judged by the template's risk all the same.
    #expect(verdict.status(of: "reviewed") == "unsatisfied", "\(verdict)")
  }

  @Test func `a record edited after Start is flagged`() throws {
    let scene = try StandardSample.scene()
    try tell(scene, until: "Start")
    try scene.edit("04AF", to: "04B0")
    let verdict = try scene.gate()
    check(verdict, "prevented")
    #expect(verdict.flags.contains("edited-after-start"), "\(verdict)")
  }

  struct Suspension: NamedCase {
    let name: String
    let outcomes: [String]
    let limit: Int
    let suspended: Bool
  }

  @Test(arguments: [
    Suspension(name: "none", outcomes: [], limit: 1, suspended: false),
    Suspension(name: "a success", outcomes: ["successful"], limit: 1, suspended: false),
    Suspension(
      name: "a success with issues", outcomes: ["successful-with-issues"], limit: 1,
      suspended: false),
    Suspension(name: "a failure", outcomes: ["failed"], limit: 1, suspended: true),
    Suspension(name: "a way back", outcomes: ["rolled-back"], limit: 1, suspended: true),
    Suspension(name: "one of two", outcomes: ["failed"], limit: 2, suspended: false),
    Suspension(name: "both", outcomes: ["failed", "rolled-back"], limit: 2, suspended: true),
  ]) func `failed uses suspend the version`(_ row: Suspension) throws {
    let template = StandardSample.template(head: "suspend-after: \(row.limit)\n")
    let organisation = try StandardSample.organisation(template)
    let scene = try Scene(organisation, try StandardSample.record())
    let own = scene.record
    for (outcome, id) in zip(row.outcomes, ["CHG-2026-8G4M", "CHG-2026-9H5N"]) {
      try scene.takeUp(try StandardSample.record(id: id))
      try scene.act(.submit, by: .ana)
      try scene.act(.schedule, by: .cat)
      try tell(scene, outcome: outcome, until: "Finish")
    }
    scene.record = own
    try scene.act(.submit, by: .ana)
    try scene.act(.schedule, by: .cat)
    var verdict = try scene.gate(at: max(scene.inWindow, scene.clock))
    check(verdict, row.suspended ? "prevented" : "allowed")
    #expect(verdict.json["type"].string == (row.suspended ? "normal" : "standard"), "\(verdict)")
    guard row.suspended else { return }
    // "a new version lifts it".
    try replace(StandardSample.template(version: 2, head: "suspend-after: 1\n"), in: scene)
    try scene.edit("STD-CERT@1", to: "STD-CERT@2")
    try scene.act(.submit, by: .ana)
    try scene.act(.schedule, by: .cat)
    verdict = try scene.gate(at: max(scene.inWindow, scene.clock))
    check(verdict, stage: "scheduled", "allowed")
  }

  @Test func `its own failure does not make it another change`() throws {
    let organisation = try StandardSample.organisation(
      StandardSample.template(head: "suspend-after: 1\n"))
    let scene = try StandardSample.scene(organisation)
    try tell(scene, outcome: "failed", until: "Finish")
    let verdict = try scene.gate()
    check(verdict, stage: "implemented", "prevented")
    #expect(verdict.json["type"].string == "standard", "\(verdict)")
    #expect(verdict.reasons == ["finished"], "\(verdict)")
  }

  @Test func `what somebody without the role calls a failure suspends nothing`() throws {
    let organisation = try StandardSample.organisation(
      StandardSample.template(head: "suspend-after: 1\n"))
    let scene = try StandardSample.scene(organisation)
    let own = scene.record
    try scene.takeUp(try StandardSample.record(id: "CHG-2026-8G4M"))
    try scene.act(.finish("failed"), by: .joe)
    try scene.act(.finish("failed"), by: .mallory)
    scene.record = own
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }
}
