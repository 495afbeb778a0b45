import TestSupport
import Testing

/// Expiry, dates, windows, freezes, lead time and conflicts (sections 4 and 5).
struct TimeTests {
  private func scene(
    workflow edits: [(old: String, new: String)] = [], calendar: [(old: String, new: String)] = [],
    record change: (inout SampleRecord) throws -> Void = { _ in },
    through milestone: Scene.Milestone = .scheduled
  ) throws -> Scene {
    var organisation = try SampleOrganisation()
    for edit in edits { try organisation.replace(edit.old, with: edit.new, in: "workflow.yaml") }
    for edit in calendar { try organisation.replace(edit.old, with: edit.new, in: "calendar.yaml") }
    var record = try SampleRecord()
    try change(&record)
    return try Scene(organisation, record, through: milestone)
  }

  // "expiry [uses] the earlier" of the claimed times.
  @Test func `an approval expires`() throws {
    let scene = try scene(workflow: [("valid-for: 14d", "valid-for: 2d")])
    check(try scene.gate(at: .beginning + 1.days), stage: "scheduled", "awaiting")
    let verdict = try scene.gate(at: .beginning + 3.days)
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(try #require(scene.tips[.managed]), "expired", in: verdict)
    try isDropped(try #require(scene.tips[.approved]), "expired", in: verdict)
    // The other stages have no `valid-for`.
    try counts(try #require(scene.tips[.assessed]), in: verdict)
  }

  @Test func `an expired approval can be given again`() throws {
    let scene = try scene(workflow: [("valid-for: 14d", "valid-for: 2d")])
    scene.clock = scene.window.lowerBound - 1.hours
    let again = try scene.act(.approve("change-manager"), by: .bo)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "scheduled", "allowed")
    try counts(again, in: verdict)
  }

  // "dates after `now` do not count"; `in-the-future`.
  @Test func `an approval from the future does not count yet`() throws {
    let scene = try Scene(at: .assessed)
    let now = scene.clock
    scene.clock = now + 1.days
    let act = try scene.act(.approve("change-manager"), by: .bo)
    let verdict = try scene.gate(at: now)
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "in-the-future", in: verdict)
    try counts(act, in: try scene.gate(at: now + 2.days))
  }

  // "An act's *claimed* times are its own and its integration commit's committer dates."
  @Test func `an author's date says nothing`() throws {
    let scene = try Scene(at: .assessed)
    var plan = CommitPlan(
      try scene.message([.approve("change-manager")]), by: .bo, at: scene.clock + 30.days,
      parents: [scene.tip], signer: .bo)
    plan.committed = scene.clock
    try scene.commit(plan)
    try counts(scene.tip, in: try scene.gate(at: scene.clock + 1.minutes))
  }

  // "the whole planned interval must fit, and lie within `request.timeline`".
  @Test func `a window outside the timeline is prevented`() throws {
    let scene = try scene { record in
      let end = record.window.upperBound.text
      try record.replace(
        "window: {start: \(record.window.lowerBound.text), end: \(end)}",
        with:
          "window: {start: \(record.window.lowerBound.text), end: \((record.window.lowerBound + 30.hours).text)}"
      )
    }
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.decision == "prevented", "\(verdict)")
  }

  static let nights = [
    ("    covers: [schedule]\n", "    covers: [schedule]\n    windows: [standard-night]\n")
  ]

  struct Window: NamedCase {
    let name: String
    /// Hours of the planned window, from Saturday midnight, UTC.
    let from: Int
    let to: Int
    let fits: Bool
  }

  // "an overnight window belongs to its opening day": Saturday 22:00 to Sunday 04:00.
  @Test(arguments: [
    Window(name: "the whole night", from: 22, to: 28, fits: true),
    Window(name: "after midnight", from: 24, to: 28, fits: true),
    Window(name: "before midnight", from: 22, to: 24, fits: true),
    Window(name: "an hour early", from: 21, to: 24, fits: false),
    Window(name: "an hour late", from: 24, to: 29, fits: false),
    Window(name: "Saturday after midnight", from: 0, to: 4, fits: false),
    Window(name: "Sunday night", from: 46, to: 48, fits: false),
  ])
  func `the planned window fits into a window of the calendar`(_ row: Window) throws {
    // 2026-03-07 is a Saturday; the record's own window begins at midnight after it.
    let saturday = Moment.beginning + 4.days + 15.hours
    let scene = try scene(workflow: Self.nights) { record in
      let (start, end) = (saturday + row.from.hours, saturday + row.to.hours)
      record.text = record.text
        .replacing(
          "window: {start: \(record.window.lowerBound.text), end: \(record.window.upperBound.text)}",
          with: "window: {start: \(start.text), end: \(end.text)}"
        )
        .replacing((record.window.lowerBound - 1.days).text, with: saturday.text)
        .replacing(
          "end: \((record.window.lowerBound + 1.days).text)",
          with: "end: \((saturday + 3.days).text)"
        )
        .replacing(
          "at-latest: \((record.window.lowerBound + 2.hours).text)",
          with: "at-latest: \((start + 1.hours).text)")
      record.window = start..<end
    }
    let verdict = try scene.gate(at: scene.inWindow)
    #expect((verdict.decision == "allowed") == row.fits, "\(verdict)")
    if !row.fits { #expect(verdict.decision == "prevented", "\(verdict)") }
  }

  // The same night elsewhere: the calendar's zone decides, not UTC.
  @Test func `windows are read in the calendar's zone`() throws {
    // 00:00Z to 04:00Z is 01:00 to 05:00 in Berlin, an hour too long.
    let scene = try scene(
      workflow: Self.nights, calendar: [("time-zone: UTC", "time-zone: Europe/Berlin")])
    check(try scene.gate(at: scene.inWindow), "prevented")
  }

  @Test func `an empty list of windows is never open`() throws {
    let scene = try scene(
      workflow: [("    covers: [schedule]\n", "    covers: [schedule]\n    windows: []\n")])
    #expect(try scene.gate(at: scene.inWindow).decision != "allowed")
  }

  static let frozen = [
    (
      "freezes: []",
      "freezes: [{id: spring, from: 2026-03-07T00:00:00Z, until: 2026-03-10T00:00:00Z, except: {role: cab-chair}}, {id: other, from: 2026-05-07T00:00:00Z, until: 2026-05-10T00:00:00Z, except: {role: cab-chair}}]"
    )
  ]

  struct Exception: NamedCase {
    let name: String
    let person: Persona
    let role: String
    let freeze: String
    let decision: String
  }

  // "a freeze beats it"; "Except …: a named freeze … is set aside".
  @Test(arguments: [
    Exception(
      name: "by the chair", person: .hal, role: "cab-chair", freeze: "spring", decision: "allowed"),
    Exception(
      name: "by one of the board", person: .gus, role: "cab", freeze: "spring",
      decision: "prevented"),
    Exception(
      name: "by one who is not the chair", person: .gus, role: "cab-chair", freeze: "spring",
      decision: "prevented"),
    Exception(
      name: "from another freeze", person: .hal, role: "cab-chair", freeze: "other",
      decision: "prevented"),
    Exception(
      name: "from no freeze", person: .hal, role: "cab-chair", freeze: "sprung",
      decision: "prevented"),
  ])
  func `a freeze prevents unless it is excepted`(_ row: Exception) throws {
    let scene = try scene(calendar: Self.frozen)
    check(try scene.gate(at: scene.inWindow), "prevented")
    try scene.act(Act("Except", [("role", row.role), ("freeze", row.freeze)]), by: row.person)
    check(try scene.gate(at: scene.inWindow), row.decision)
  }

  // "both obey the `not` of approved": the requester cannot except their own change.
  @Test func `nobody excepts their own change`() throws {
    var organisation = try SampleOrganisation()
    for edit in Self.frozen {
      try organisation.replace(edit.0, with: edit.1, in: "calendar.yaml")
    }
    try organisation.replace(
      "cab-chair: [hal.iver]", with: "cab-chair: [hal.iver, ana.ruiz]", in: "people.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .scheduled)
    let act = try scene.act(Act("Except", [("role", "cab-chair"), ("freeze", "spring")]), by: .ana)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "prevented")
    try isDropped(act, "requester", in: verdict)
  }

  // "Lead time runs from the first counting Submit to `schedule.window.start`; with `counted-in:
  // working-days`, `d` are working days." Monday to the night after Saturday.
  @Test(arguments: [
    ("5d", "", true), ("6d", "", false), ("4d", ", counted-in: working-days", true),
    ("6d", ", counted-in: working-days", false), ("48h", "", true), ("200h", "", false),
  ])
  func `lead time is kept`(_ medium: String, _ counted: String, _ kept: Bool) throws {
    let rule = "    lead-time: {low: 24h, medium: \(medium), high: 9d, critical: 9d\(counted)}\n"
    let scene = try scene(
      workflow: [("    covers: [schedule]\n", "    covers: [schedule]\n" + rule)])
    let verdict = try scene.gate(at: scene.inWindow)
    #expect((verdict.decision == "allowed") == kept, "\(verdict)")
    #expect(verdict.stage == (kept ? "scheduled" : "planned"), "\(verdict)")
  }

  // "the slot belongs to the earliest integrated counted Schedule of the current window among
  // active, approved, unfinished changes".
  @Test(arguments: [("claims-db", false), ("document-store", false), ("claims-api", true)])
  func `two changes do not share a slot`(_ system: String, _ free: Bool) throws {
    let scene = try scene(workflow: [
      ("    covers: [schedule]\n", "    covers: [schedule]\n    conflicts: system-or-dependency\n")
    ])
    let first = scene.record
    let owner: Persona = system == "claims-db" ? .dan : .dee
    var other = try SampleRecord(id: "CHG-2026-8G4M", systems: [system])
    try other.replace("dependencies: [document-store]", with: "dependencies: [mail-relay]")
    var changes = other.evidence.mapValues(CommitPlan.Entry.text)
    changes[other.path] = .text(other.text)
    try scene.commit("Ask for another change\n", by: .ana, changes: changes)
    scene.record = other
    try scene.act(.submit, by: .ana)
    try scene.act(.assess(), by: .rae)
    try scene.act(.approve("change-manager"), by: .bo)
    try scene.act(.approve("system-owner(\(system))"), by: owner)
    try scene.act(.test(), by: .ivy)
    try scene.act(.schedule, by: .cat)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, free ? "allowed" : "prevented")
    scene.record = first
    check(try scene.gate(at: scene.inWindow), "allowed")
  }
}
