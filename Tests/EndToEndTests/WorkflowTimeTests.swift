import TestSupport
import Testing

/// Times and conflicts that `policies/workflows/NAME.yaml` ask for.
struct WorkflowTimeTests {
  @Test func `the shorter validity holds for the stage`() throws {
    let scene = try WorkflowTests.scene([
      "privacy": WorkflowTests.security("risk: [medium]", more: "    valid-for: 2d\n")
    ])
    try scene.act(.approve("security"), by: .eli)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(try #require(scene.tips[.managed]), "expired", in: verdict)
    #expect(try scene.gate(at: .beginning + 1.days).stage == "scheduled")
  }

  @Test(arguments: [
    ("windows: [standard-night]", "allowed"), ("windows: []", "prevented"),
    ("lead-time: {medium: 5d}", "allowed"), ("lead-time: {medium: 6d}", "awaiting"),
    ("lead-time: {low: 1d}", "invalid"), ("valid-for: 1d", "awaiting"),
  ]) func `times of a further workflow hold too`(_ rule: String, _ decision: String) throws {
    let scene = try WorkflowTests.scene([
      "nights": WorkflowTests.scheduled("environment: [production]", rule)
    ])
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, rule.contains("{low") ? "invalid" : decision)
  }

  // With `clock: recorded`, a lead time cannot rest on a claim.
  @Test func `a further workflow's lead time is a rule on time`() throws {
    let workflows = ["nights": WorkflowTests.scheduled("risk: [medium]", "lead-time: {medium: 1d}")]
    let scene = try WorkflowTests.scene(
      workflows,
      main: [("clock: claimed", "clock: recorded"), ("    valid-for: 14d\n", "")])
    check(try scene.gate(at: scene.inWindow), "invalid")
  }

  @Test func `a conflict of a further workflow holds too`() throws {
    let scene = try WorkflowTests.scene([
      "slots": WorkflowTests.scheduled(
        "environment: [production]", "conflicts: system-or-dependency")
    ])
    let first = scene.record
    try scene.takeUp(try SampleRecord(id: "CHG-2026-8G4M"))
    try carry(in: scene)
    check(try scene.gate(at: scene.inWindow), "prevented")
    scene.record = first
    check(try scene.gate(at: scene.inWindow), "allowed")
  }

  private func carry(in scene: Scene) throws {
    let risk = scene.record.text.contains("  risk: high\n") ? "high" : "medium"
    try scene.act(.submit, by: .ana)
    try scene.act(.assess(risk: risk), by: .rae)
    try scene.act(.approve("change-manager"), by: .bo)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    if risk == "high" { try scene.act(.approve("security"), by: .eli) }
    try scene.act(.test(), by: .ivy)
    try scene.act(.schedule, by: .cat)
  }

  // Another change is judged by its own workflows, not by those of the one that asks.
  @Test func `the holder of a slot is judged by its own workflow`() throws {
    let main = [
      ("clock: claimed\n", "clock: claimed\nfor: {risk: [low, medium]}\n"),
      ("    covers: [schedule]\n", "    covers: [schedule]\n    conflicts: system-or-dependency\n"),
    ]
    let high = WorkflowTests.security(
      "risk: [high, critical]",
      more: """
          initiated: {act: submit, by: requester}
          scheduled:
            act: schedule
            require: {id: planner, role: change-manager, count: 1}
            covers: [schedule]
            conflicts: system-or-dependency
          implemented: {act: finish, require: {id: implementer, role: implementer, count: 1}}
        """)
    let scene = try WorkflowTests.scene(["high": high], main: main)
    let first = scene.record
    try scene.takeUp(try SampleRecord(id: "CHG-2026-8G4M", risk: "high"))
    try carry(in: scene)
    check(try scene.gate(at: scene.inWindow), "prevented")
    scene.record = first
    check(try scene.gate(at: scene.inWindow), "allowed")
  }
}
