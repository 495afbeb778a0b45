import Foundation
import TestSupport
import Testing

/// Ways to a gate that is open and should not be, or that is closed to the way back.
struct AttackTests {
  private func organisation(_ edits: (String, String, String)...) throws -> SampleOrganisation {
    var organisation = try SampleOrganisation()
    for (old, new, file) in edits { try organisation.replace(old, with: new, in: file) }
    return organisation
  }

  // "Object, Reject, Hold, Cancel, Withdraw and a failing Test are stopped by `malformed`,
  // `unsigned`, `signature-…`, … alone (a failing Test by `stale` too)."
  @Test(arguments: ["implementer", "digest-missing", "in-the-future"])
  func `a failing test is not talked away`(_ fault: String) throws {
    let scene = try Scene(at: .scheduled)
    var act = Act.test("fail")
    if fault == "digest-missing" { act.digest = .absent }
    if fault == "in-the-future" { scene.clock = scene.inWindow + 1.hours }
    let commit = try scene.act(act, by: fault == "implementer" ? .fay : .ivy)
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.decision != "allowed", "\(verdict)")
    try counts(commit, in: verdict)
  }

  // "dates after `now` do not count".
  @Test(arguments: ["Override", "Resolve"])
  func `an act dated tomorrow ends no objection today`(_ verb: String) throws {
    let scene = try Scene(
      organisation(
        ("override: {cab:", "override: {objection: [cab-chair], cab:", "workflow.yaml")),
      SampleRecord(), through: .scheduled)
    try scene.act(.object("S1", as: "security"), by: .eli)
    scene.clock = scene.inWindow + 24.hours
    if verb == "Resolve" {
      try scene.act(.resolve("S1", as: "security"), by: .eli)
    } else {
      let named = [("role", "cab-chair"), ("requirement", "objection:eli.frost:S1")]
      try scene.act(Act("Override", named), by: .hal)
      check(try scene.gate(at: scene.clock), "prevented")  // the window is over
    }
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "prevented")
    #expect(verdict.reasons.contains("objection"), "\(verdict)")
  }

  // "`distinct` seats people by matching: one person, one seat".
  @Test func `a requirement within a named one is as distinct as any`() throws {
    let scene = try Scene(
      organisation(
        (
          "- {id: security, role: security, count: 1, when: {risk: [high, critical]}}",
          "- {id: experts, all: [{id: security, role: security, count: 1}]}", "workflow.yaml"
        )), SampleRecord(), through: .assessed)
    try scene.act(.approve("change-manager"), by: .kim)
    try scene.act(.approve("security"), by: .kim)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try scene.act(.approve("change-manager"), by: .bo)
    check(try scene.gate(), stage: "approved", "awaiting")
  }

  // "Nothing is ever allowed because no rule was found"; "an Approve in the `before` role … open
  // the gate".
  @Test func `an emergency to which the approval before does not apply stays closed`() throws {
    let record = try SampleRecord(
      type: "emergency", risk: "medium", begins: .beginning - 5.days - 15.hours)
    let scene = try Scene(
      organisation(
        (
          "before: {id: on-call, role: on-call-manager, count: 1}",
          "before: {id: on-call, role: on-call-manager, count: 1, when: {risk: [critical]}}",
          "workflow.yaml"
        )), record, through: .submitted)
    let verdict = try scene.gate()
    #expect(verdict.decision != "allowed", "\(verdict)")
    #expect(!verdict.reasons.isEmpty, "\(verdict)")
  }

  // "After a counted Finish, and when closed, cancelled, rejected or held, it is prevented."
  @Test func `an edit of the log after Finish does not open the gate again`() throws {
    let scene = try Scene(at: .finished)
    check(try scene.gate(), "prevented")
    try scene.edit("  deviations: []\n", to: "  deviations: [none]\n", by: .mallory)
    let verdict = try scene.gate()
    check(verdict, "prevented")
    #expect(verdict.reasons.contains("finished"), "\(verdict)")
  }

  // "when closed, cancelled, rejected or held, it is prevented"; "a retry … is a new change".
  @Test func `an edit of the notes after Close does not open the gate again`() throws {
    let scene = try Scene(at: .scheduled)
    scene.clock = scene.inWindow
    scene.record.add(scene.record.closed("cancelled"))
    try scene.act(
      .close("cancelled"), by: .cat, changes: [scene.record.path: .text(scene.record.text)])
    check(try scene.gate(), "prevented")
    try scene.edit("  notes: All claims", to: "  notes: Most claims", by: .mallory)
    check(try scene.gate(), "prevented")
  }

  // "Covered content edited after Start: `edited-after-start`".
  @Test func `a Start beside an edit of the trunk does not outrun it`() throws {
    let scene = try Scene(at: .scheduled)
    let base = scene.tip
    let approved = scene.record
    scene.clock = scene.inWindow
    try scene.edit("Promote the standby that", to: "Drop the standby that")
    let edited = scene.record
    scene.record = approved
    let side = try scene.act(.start(), by: .fay, on: base)
    scene.record = edited
    try scene.merge(side)
    let verdict = try scene.gate()
    #expect(verdict.decision != "allowed", "\(verdict)")
  }

  // "lands … merges it with a merge commit"; "Its own signature does not judge the approvals
  // before it": the landing of a Start is younger than the Start.
  @Test func `a Start that lands by a merge is authorised`() throws {
    let scene = try Scene(at: .scheduled)
    scene.clock = scene.inWindow
    let side = try scene.act(.start(), by: .fay, on: scene.tip)
    try scene.merge(side)
    let verdict = try scene.gate()
    check(verdict, "allowed")
    #expect(verdict.flags.isEmpty, "\(verdict)")
  }

  // "The first authorised Start fixes type"; "Late, refused or missing, it is a flag and blocks
  // closing".
  @Test func `an emergency does not turn normal to be closed`() throws {
    let record = try SampleRecord(
      type: "emergency", risk: "high", begins: .beginning - 5.days - 15.hours)
    let scene = try Scene(organisation(), record, through: .submitted)
    try scene.act(.approve("on-call-manager"), by: .ola)
    try scene.advance(to: .submitted)
    scene.record.add(scene.record.started(at: scene.clock))
    try scene.act(.start(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    scene.clock = scene.clock + 3.days
    try scene.edit("type: emergency", to: "type: normal")
    let verdict = try scene.gate()
    check(verdict, "prevented")
    #expect(verdict.flags.contains("ratification-overdue"), "\(verdict)")
  }

  // "both obey the `not` of approved".
  @Test func `the requester overrides no contribution`() throws {
    let scene = try Scene(
      organisation(
        ("override: {cab:", "override: {contributor: [cab-chair], cab:", "workflow.yaml"),
        ("cab-chair: [hal.iver]", "cab-chair: [hal.iver, ana.ruiz]", "people.yaml")),
      SampleRecord(), through: .drafted)
    let edit = try scene.edit("through logical", to: "through physical", by: .bo)
    try scene.act(.submit, by: .ana)
    try scene.act(.assess(), by: .rae)
    let approval = try scene.act(.approve("change-manager"), by: .bo)
    let named = [("role", "cab-chair"), ("requirement", "contributor:\(edit)")]
    try scene.act(Act("Override", named), by: .ana)
    try isDropped(approval, "contributor", in: try scene.gate())
    try scene.act(Act("Override", named), by: .hal)
    try counts(approval, in: try scene.gate())
  }

  // "A machine's act names who triggered it, `for=<person>`, and separation of duties applies to
  // that person."
  @Test func `who has a machine implement does not review`() throws {
    let scene = try Scene(
      organisation(
        ("implementer: [fay.stone,", "implementer: [bot.ci, fay.stone,", "people.yaml")),
      SampleRecord(), through: .scheduled)
    scene.clock = scene.inWindow
    let who = ("for", "rob.lane")
    try scene.act(
      Act(
        "Start", [("role", "implementer"), ("commit", SampleRecord.artifact), who]), by: .bot)
    try scene.act(
      Act("Finish", [("role", "implementer"), ("outcome", "successful"), who]), by: .bot)
    let review = try scene.act(.review(), by: .rob)
    try isDropped(review, "implementer", in: try scene.gate())
  }

  // "A machine's act names who triggered it".
  @Test func `a machine names somebody who exists`() throws {
    let scene = try Scene(at: .approved)
    let act = try scene.act(
      Act("Test", [("role", "tester"), ("outcome", "pass"), ("for", "no.body")]), by: .bot)
    let verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    try isDropped(act, "machine-in-human-seat", in: verdict)
  }

  // "`gate ID --rollback` is allowed when a Start exists that was authorised …; and the artifact
  // is the `rollback.target` in that Start's own tree".
  @Test func `an early Start does not fix where the way back leads`() throws {
    let scene = try Scene(at: .scheduled)
    scene.clock = scene.window.lowerBound - 2.hours
    try scene.act(.start(), by: .fay)
    let other = String(repeating: "7", count: 40)
    try scene.edit(SampleRecord.target, to: other)
    try scene.act(.approve("change-manager"), by: .cat)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    scene.clock = scene.inWindow
    try scene.act(.start(), by: .fay)
    let verdict = try scene.rollbackGate(commit: other)
    check(verdict, "allowed")
  }

  // "order is proven by ancestry alone"; "of concurrent contradictory acts the stricter wins".
  @Test(arguments: ["Test", "Object", "Withdraw"])
  func `of contradictions in one commit the stricter wins`(_ verb: String) throws {
    let scene = try Scene(at: verb == "Test" ? .approved : .scheduled)
    switch verb {
    case "Test":
      try scene.act(.test("fail"), .test("pass"), by: .ivy)
      try scene.act(.schedule, by: .cat)
    case "Object":
      try scene.act(
        .object("S1", as: "security"), .resolve("S1", as: "security"), by: .eli)
    default:
      try scene.act(.withdraw(as: "change-manager"), .approve("change-manager"), by: .bo)
    }
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.decision != "allowed", "\(verdict)")
  }

  // "`evaluate(change, history, policy, now) → verdict` is pure and total: same inputs, same
  // bytes"; "An Override covers what its requirement's stage covers".
  @Test func `an id used by two stages gives one answer`() throws {
    let scene = try Scene(
      organisation(
        ("id: assessor,", "id: cab,", "workflow.yaml"),
        ("override: {cab:", "override: {scheduler: [cab-chair], cab:", "workflow.yaml"),
        ("{id: tester, role", "{id: scheduler, role", "workflow.yaml")),
      SampleRecord(), through: .approved)
    let named = [("role", "cab-chair"), ("requirement", "scheduler")]
    try scene.act(Act("Override", named), by: .hal)
    try scene.edit("pausing the nightly exports", to: "stopping the nightly exports")
    let first = try scene.gate(at: scene.inWindow).bytes
    for _ in 0..<12 {
      #expect(try scene.gate(at: scene.inWindow).bytes == first)
    }
  }
}
