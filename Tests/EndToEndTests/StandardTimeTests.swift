import TestSupport
import Testing

/// "Windows, freezes and Schedule still apply" to standard changes (section 5), and conflicts and
/// lead times by what the template says.
struct StandardTimeTests {
  private func organisation(
    scheduled rule: String = "", risk: String = "low", freezes: String = "[]"
  )
    throws -> SampleOrganisation
  {
    try StandardSample.organisation(
      StandardSample.template(risk: risk),
      edits: [
        ("    covers: [schedule]\n", "    covers: [schedule]\n" + rule, "workflow.yaml"),
        ("freezes: []", "freezes: \(freezes)", "calendar.yaml"),
      ])
  }

  @Test func `a freeze prevents it until it is excepted`() throws {
    let freeze =
      "[{id: spring, from: 2026-03-07T00:00:00Z, until: 2026-03-10T00:00:00Z, except: {role: cab-chair}}]"
    let scene = try StandardSample.scene(try organisation(freezes: freeze))
    check(try scene.gate(at: scene.inWindow), "prevented")
    try scene.act(Act("Except", [("role", "cab-chair"), ("freeze", "spring")]), by: .hal)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }

  @Test(arguments: [0, 1]) func `its window has to fit the calendar's`(_ hours: Int) throws {
    let begins = Moment.beginning + hours.hours
    let scene = try StandardSample.scene(
      try organisation(scheduled: "    windows: [standard-night]\n"),
      try StandardSample.record(begins: begins))
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, hours == 0 ? "allowed" : "prevented")
  }

  @Test func `it may not leave its timeline`() throws {
    var record = try StandardSample.record()
    let end = record.window.upperBound
    try record.replace("end: \(end.text)", with: "end: \((end + 2.days).text)")
    let scene = try StandardSample.scene(nil, record)
    check(try scene.gate(at: scene.inWindow), "prevented")
  }

  // Monday to the night after Saturday: less than six days, more than five.
  @Test(arguments: [("low", true), ("medium", false)])
  func `its lead time is that of the template's risk`(_ risk: String, _ kept: Bool) throws {
    let rule = "    lead-time: {low: 5d, medium: 6d, high: 9d, critical: 9d}\n"
    let scene = try StandardSample.scene(try organisation(scheduled: rule, risk: risk))
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.json["risk"].string == risk)
    check(verdict, kept ? "allowed" : "awaiting")
  }

  struct Clash: NamedCase {
    let name: String
    /// The systems of the normal change, or nil for a second standard one.
    let other: String?
    let clashes: Bool
  }

  static let clashes = [
    Clash(name: "a normal change of the same system", other: "claims-api", clashes: true),
    Clash(name: "a normal change of what it depends on", other: "document-store", clashes: true),
    Clash(name: "a normal change of another system", other: "mail-relay", clashes: false),
    Clash(name: "another standard change", other: nil, clashes: true),
  ]

  private func carry(_ record: SampleRecord, of system: String?, in scene: Scene) throws {
    scene.record = record
    try scene.act(.submit, by: .ana)
    if let system {
      try scene.act(.assess(), by: .rae)
      try scene.act(.approve("change-manager"), by: .bo)
      try scene.act(.approve("system-owner(\(system))"), by: .dee)
      try scene.act(.test(), by: .ivy)
    }
    try scene.act(.schedule, by: .cat)
  }

  private func other(_ row: Clash) throws -> SampleRecord {
    guard let system = row.other else { return try StandardSample.record(id: "CHG-2026-8G4M") }
    var record = try SampleRecord(id: "CHG-2026-8G4M", systems: [system])
    try record.replace("dependencies: [document-store]", with: "dependencies: []")
    return record
  }

  @Test(arguments: clashes, [true, false])
  func `the slot belongs to who was scheduled first`(_ row: Clash, _ standardFirst: Bool) throws {
    let scene = try Scene(
      try organisation(scheduled: "    conflicts: system-or-dependency\n"),
      try StandardSample.record())
    let standard = scene.record
    let other = try other(row)
    try scene.takeUp(other)
    if standardFirst {
      try carry(standard, of: nil, in: scene)
      try carry(other, of: row.other, in: scene)
    } else {
      try carry(other, of: row.other, in: scene)
      try carry(standard, of: nil, in: scene)
    }
    scene.record = standard
    let ours = try scene.gate(at: scene.inWindow)
    scene.record = other
    let theirs = try scene.gate(at: scene.inWindow)
    #expect(ours.decision == (row.clashes && !standardFirst ? "prevented" : "allowed"), "\(ours)")
    #expect(
      theirs.decision == (row.clashes && standardFirst ? "prevented" : "allowed"), "\(theirs)")
  }

  @Test func `a draft that nobody submitted holds no slot`() throws {
    let scene = try Scene(
      try organisation(scheduled: "    conflicts: system-or-dependency\n"),
      try StandardSample.record())
    let draft = scene.record
    try scene.act(.schedule, by: .cat)
    let other = try StandardSample.record(id: "CHG-2026-8G4M")
    try scene.takeUp(other)
    try carry(other, of: nil, in: scene)
    check(try scene.gate(at: scene.inWindow), "allowed")
    scene.record = draft
    try scene.act(.submit, by: .ana)
    // Its Schedule is the earlier one.
    check(try scene.gate(at: scene.inWindow), "allowed")
    scene.record = other
    check(try scene.gate(at: scene.inWindow), "prevented")
  }
}
