import TestSupport
import Testing

/// Standard changes: what is one, and what makes it a normal change (section 5, "Standard").
struct StandardTests {
  static let granted = ["assessed", "approved", "tested", "planned"]

  // "has assessed to planned satisfied by the template's own approval … Schedule still applies".
  @Test func `Submit and Schedule open the gate of a standard change`() throws {
    let scene = try StandardSample.scene(submitted: false, scheduled: false)
    check(try scene.gate(at: scene.inWindow), stage: nil, "awaiting")
    let submit = try scene.act(.submit, by: .ana)
    check(try scene.gate(at: scene.inWindow), stage: "planned", "awaiting")
    let schedule = try scene.act(.schedule, by: .cat)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.json["type"].string == "standard")
    #expect(verdict.json["risk"].string == "low")
    for stage in Self.granted {
      #expect(verdict.status(of: stage) == "satisfied", "\(stage): \(verdict)")
      #expect(verdict.requirement("template", of: stage)["status"].string == "satisfied")
    }
    try counts(submit, in: verdict)
    try counts(schedule, in: verdict)
    #expect(verdict.flags.isEmpty, "\(verdict)")
  }

  @Test func `a standard change waits for its window like any other`() throws {
    let scene = try StandardSample.scene()
    check(try scene.gate(), stage: "scheduled", "awaiting")
    check(try scene.gate(at: scene.record.window.upperBound), "prevented")
  }

  @Test func `only what the template deploys is let through`() throws {
    let scene = try StandardSample.scene()
    check(try scene.gate(at: scene.inWindow, commit: SampleRecord.target), "prevented")
    let verdict = try scene.gate(at: scene.inWindow, commit: nil)
    check(verdict, "prevented")
    #expect(verdict.reasons == ["artifact-required"], "\(verdict)")
  }

  struct Departure: NamedCase {
    let name: String
    let old: String
    let new: String

    init(_ name: String, _ old: String, _ new: String) {
      (self.name, self.old, self.new) = (name, old, new)
    }
  }

  // "that sets only id, title, requester, implementer, timeline, schedule, parameters inside the
  // template's ranges, and the sections of steps 7 to 9 … Anything else makes it normal."
  @Test(arguments: [
    Departure(
      "a further step", "  implementer: fay.stone\n",
      "  implementer: fay.stone\n  steps: [{id: P9, do: More., by: implementer, expect: More.}]\n"),
    Departure(
      "artifacts of its own", "  implementer: fay.stone\n",
      "  implementer: fay.stone\n  artifacts: [{name: claims-api, commit: \"\(SampleRecord.artifact)\"}]\n"
    ),
    Departure(
      "no artifacts", "  implementer: fay.stone\n",
      "  implementer: fay.stone\n  artifacts: []\n"),
    Departure(
      "systems", "  requester: ana.ruiz\n", "  requester: ana.ruiz\n  systems: [claims-db]\n"),
    Departure(
      "the template's own systems", "  requester: ana.ruiz\n",
      "  requester: ana.ruiz\n  systems: [claims-api]\n"),
    Departure(
      "an environment", "  requester: ana.ruiz\n",
      "  requester: ana.ruiz\n  environment: production\n"),
    Departure(
      "a description", "  requester: ana.ruiz\n",
      "  requester: ana.ruiz\n  description: Rotate it.\n"),
    Departure(
      "depends-on", "  requester: ana.ruiz\n",
      "  requester: ana.ruiz\n  depends-on: [CHG-2026-8G4M]\n"),
    Departure(
      "supersedes", "  requester: ana.ruiz\n",
      "  requester: ana.ruiz\n  supersedes: [CHG-2026-8G4M]\n"),
    Departure("an assessment", "implementation:\n", "assessment: {risk: low}\nimplementation:\n"),
    Departure("an empty assessment", "implementation:\n", "assessment: {}\nimplementation:\n"),
    Departure("tests", "implementation:\n", "testing: {environment: preprod}\nimplementation:\n"),
    Departure("a way back", "schedule:\n", "rollback: {strategy: revert-config}\nschedule:\n"),
    Departure("a value out of the list", "www.harbourline", "evil.harbourline"),
    Departure("a value unlike the pattern", "\"04AF\"", "\"04af; rm\""),
    Departure("a value that begins like the pattern", "\"04AF\"", "\"04AF04AF04\""),
    Departure("a parameter is missing", ", serial: \"04AF\"", ""),
    Departure("a parameter nobody knows", "serial: \"04AF\"", "serial: \"04AF\", force: \"on\""),
    Departure(
      "no parameters", "  parameters: {host: www.harbourline.example, serial: \"04AF\"}\n", ""),
    Departure("another version", "STD-CERT@1", "STD-CERT@2"),
    Departure("another template", "STD-CERT@1", "STD-CRET@1"),
  ]) func `a record that departs from its template is a normal change`(_ row: Departure) throws {
    var record = try StandardSample.record()
    try record.replace(row.old, with: row.new)
    let scene = try StandardSample.scene(nil, record)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "initiated", "prevented")
    #expect(verdict.json["type"].string == "normal", "\(verdict)")
    #expect(verdict.requirement("template", of: "approved") == .null)
  }

  @Test(arguments: ["gate", "explain"])
  func `whoever asks is told why it is a normal change`(_ command: String) throws {
    var record = try StandardSample.record()
    try record.replace("schedule:\n", with: "rollback: {strategy: revert-config}\nschedule:\n")
    let scene = try StandardSample.scene(nil, record)
    let text = try scene.assent([command, record.id, "--trust-root", scene.root]).text
    #expect(
      text.contains(
        "It says `type: standard` and is judged as a normal change: "
          + "a standard change sets `rollback`, which its template gives."), "\(text)")
  }

  @Test func `a record without a template is a normal change`() throws {
    var record = try StandardSample.record()
    try record.replace("  template: STD-CERT@1\n", with: "")
    let verdict = try StandardSample.scene(nil, record).gate()
    check(verdict, "prevented")
    #expect(verdict.json["type"].string == "normal", "\(verdict)")
  }

  // Scenario D05: `host: "a; rm"`.
  @Test(arguments: [
    ("www.harbourline.example", "\"a; rm\""), (", serial: \"04AF\"", ""),
    ("serial: \"04AF\"", "serial: \"04AF\", force: \"on\""),
  ]) func `a parameter out of its range is a lint error`(_ old: String, _ new: String) throws {
    var record = try StandardSample.record()
    try record.replace(old, with: new)
    let verdict = try StandardSample.scene(nil, record).gate()
    let messages = verdict.json["gate"]["reasons"].elements.compactMap { $0["message"].string }
    #expect(messages.contains { $0.hasPrefix("template-parameter: ") }, "\(verdict)")
  }

  @Test func `whatever the template leaves open may be set`() throws {
    var record = try StandardSample.record()
    let start = record.window.lowerBound
    try record.replace("title: Rotate", with: "title: Renew")
    try record.replace("requester: ana.ruiz", with: "requester: joe.ward")
    try record.replace("implementer: fay.stone", with: "implementer: gil.moor")
    record.add(
      "  communications: [{audience: all, channel: mail, at: \((start - 1.days).text)}]\n"
        + "  coordination: [{team: partner desk, for: watching}]\n")
    let scene = try Scene(try StandardSample.organisation(), record)
    try scene.act(.submit, by: .joe)
    try scene.act(.schedule, by: .cat)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }

  // `type` is covered by every act.
  @Test func `what was approved as a normal change has to be submitted again as a standard one`()
    throws
  {
    let scene = try Scene(
      try StandardSample.organisation(), try SampleRecord(), through: .scheduled)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
    let standard = try StandardSample.record()
    scene.record.text = standard.text
    try scene.commit(
      "Turn it into a standard change\n", by: .ana,
      changes: [standard.path: .text(standard.text)])
    var verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: nil, "awaiting")
    try isDropped(try #require(scene.tips[.submitted]), "stale", in: verdict)
    try isDropped(try #require(scene.tips[.scheduled]), "stale", in: verdict)
    try scene.act(.submit, by: .ana)
    try scene.act(.schedule, by: .cat)
    verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "scheduled", "allowed")
  }

  @Test func `what was submitted as a standard change is not submitted as a normal one`() throws {
    let scene = try StandardSample.scene()
    let normal = try SampleRecord()
    scene.record.text = normal.text
    try scene.commit(
      "Turn it into a normal change\n", by: .ana, changes: [normal.path: .text(normal.text)])
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: nil, "awaiting")
    #expect(verdict.json["type"].string == "normal")
    #expect(verdict.status(of: "approved") == "unsatisfied")
  }

  @Test func `changing a parameter asks for another Submit`() throws {
    let scene = try StandardSample.scene()
    try scene.edit("04AF", to: "04B0")
    check(try scene.gate(at: scene.inWindow), stage: nil, "awaiting")
    try scene.act(.submit, by: .ana)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }

  @Test func `only the requester submits it`() throws {
    let scene = try StandardSample.scene(submitted: false, scheduled: false)
    let act = try scene.act(.submit, by: .joe)
    try scene.act(.schedule, by: .cat)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: nil, "awaiting")
    try isDropped(act, "role-not-held", in: verdict)
  }

  // What forbids, forbids.
  @Test(arguments: ["objection", "hold", "rejection", "cancellation", "test"])
  func `what forbids still forbids`(_ kind: String) throws {
    let scene = try StandardSample.scene()
    switch kind {
    case "objection": try scene.act(.object("S1", as: "security"), by: .eli)
    case "hold": try scene.act(.decide("Hold", as: "change-manager"), by: .bo)
    case "rejection": try scene.act(.decide("Reject", as: "change-manager"), by: .bo)
    case "cancellation": try scene.act(.decide("Cancel", as: "change-manager"), by: .bo)
    default: try scene.act(.test("fail"), by: .ivy)
    }
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, kind == "test" ? "awaiting" : "prevented")
    if kind == "test" { #expect(verdict.status(of: "tested") == "unsatisfied", "\(verdict)") }
    switch kind {
    case "objection": try scene.act(.resolve("S1", as: "security"), by: .eli)
    case "hold": try scene.act(.decide("Resume", as: "change-manager"), by: .bo)
    case "test": try scene.act(.test(), by: .ivy)
    default: return
    }
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }
}
