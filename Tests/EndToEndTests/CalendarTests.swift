import Foundation
import TestSupport
import Testing

/// `assent calendar`: what is planned when, and until when it can be decided.
struct CalendarTests {
  private static let rules = """
        covers: [schedule]
        lead-time: {low: 24h, medium: 2d, high: 5d, critical: 5d, counted-in: working-days}
        windows: [standard-night]
        conflicts: system-or-dependency

    """

  /// The standard story with every rule on time, in a Berlin calendar whose nights begin at 01:00.
  private func scene(
    through milestone: Scene.Milestone, freezes: String = "[]", validFor: String = "14d"
  ) throws -> Scene {
    var organisation = try SampleOrganisation()
    try organisation.replace("    covers: [schedule]\n", with: Self.rules, in: "workflow.yaml")
    try organisation.replace("valid-for: 14d", with: "valid-for: \(validFor)", in: "workflow.yaml")
    for (old, new) in [
      ("time-zone: UTC", "time-zone: Europe/Berlin"), ("freezes: []", "freezes: \(freezes)"),
      ("\"22:00\", to: \"04:00\"", "\"22:00\", to: \"06:00\""),
      ("holidays: []", "holidays: [2026-03-06]"),
    ] { try organisation.replace(old, with: new, in: "calendar.yaml") }
    return try Scene(organisation, SampleRecord(), through: milestone)
  }

  private func calendar(_ scene: Scene, at now: Moment? = nil, _ more: String...) throws
    -> Command.Outcome
  {
    try scene.assent(
      [
        "calendar", "--trust-root", scene.root, "--now", (now ?? scene.clock).text, "--from",
        "2026-03-02", "--until", "2026-03-16",
      ] + more)
  }

  private func json(_ scene: Scene, at now: Moment? = nil, _ more: String...) throws -> JSON {
    let outcome = try scene.assent(
      [
        "calendar", "--trust-root", scene.root, "--now", (now ?? scene.clock).text, "--from",
        "2026-03-02", "--until", "2026-03-16", "--format", "json",
      ] + more)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    return try JSON(parsing: outcome.output)
  }

  private func change(_ scene: Scene, at now: Moment? = nil) throws -> JSON {
    try #require(try json(scene, at: now)["changes"].elements.first)
  }

  // The window opens on Sunday at 00:00Z. Two working days before, a holiday on Friday: whoever
  // submits on Wednesday may start on Monday, so Tuesday is the last day.
  @Test func `a draft must be submitted a lead time before its window`() throws {
    let scene = try scene(through: .drafted)
    let decision = try change(scene)["decision"]
    #expect(decision["state"].string == "open", "\(decision)")
    #expect(decision["needs-submission"].bool == true)
    #expect(decision["submit-by"].string == "2026-03-03T22:59:59Z")
    #expect(decision["latest"].string == scene.record.window.lowerBound.text)
    let text = try calendar(scene).text
    #expect(
      text.contains("    submit by Tue 2026-03-03 23:59:59, decide by Sun 2026-03-08 01:00"),
      "\(text)")
    let late = try change(scene, at: Moment.beginning + 2.days)["decision"]
    #expect(late["state"].string == "late" && late["late"].string == "submission", "\(late)")
  }

  // The latest time of submission is what the gate itself says of it.
  @Test(arguments: [(0, "satisfied"), (1, "unsatisfied")])
  func `the gate agrees about the latest submission`(_ seconds: Int, _ status: String) throws {
    let scene = try scene(through: .drafted)
    let last = Moment.beginning + (1.days + 13.hours + 59.minutes + 59)
    #expect(last.text == "2026-03-03T22:59:59Z")
    scene.clock = last + seconds
    try scene.act(.submit, by: .ana)
    let decision = try change(scene)["decision"]
    #expect(decision["submit-by"] == .null)
    #expect(decision["state"].string == (seconds == 0 ? "open" : "late"), "\(decision)")
    let stage = try #require(
      scene.gate().json["stages"].elements.first { $0["stage"].string == "scheduled" })
    let lead = try #require(stage["requirements"].elements.first { $0["id"].string == "lead-time" })
    #expect(lead["status"].string == status)
  }

  @Test func `what is missing can come until the window opens`() throws {
    let scene = try scene(through: .managed)
    let change = try change(scene)
    #expect(change["gate"].string == "awaiting" && change["stage"].string == "assessed")
    #expect(change["standing"].string == "tentative" && change["progress"].string == "planned")
    #expect(change["decision"]["state"].string == "open")
    #expect(change["decision"]["latest"].string == scene.record.window.lowerBound.text)
    let missing = change["decision"]["missing"].elements.compactMap { $0["message"].string }
    #expect(missing.contains("approved/owners/claims-db: 0 of 1"), "\(missing)")
    let late = try self.change(scene, at: scene.inWindow)["decision"]
    #expect(late["state"].string == "late" && late["late"].string == "begun")
  }

  @Test func `a change that misses nothing is decided, then started, finished and over`() throws {
    let scene = try scene(through: .scheduled)
    let decided = try change(scene)
    #expect(decided["gate"].string == "awaiting")
    #expect(decided["decision"]["state"].string == "decided", "\(decided)")
    #expect(decided["decision"]["latest"] == .null)
    #expect(decided["standing"].string == "confirmed")
    #expect(try calendar(scene).text.contains("\n    decided\n"))
    let missed = try change(scene, at: scene.record.window.upperBound)
    #expect(missed["progress"].string == "missed" && missed["standing"].string == "tentative")
    try scene.advance(to: .started)
    #expect(try change(scene)["progress"].string == "started")
    #expect(try change(scene)["standing"].string == "confirmed")
    try scene.advance(to: .closed)
    let closed = try change(scene)
    #expect(closed["progress"].string == "closed" && closed["standing"].string == "confirmed")
    #expect(closed["decision"]["state"].string == "over")
  }

  // Two days before the window an approval of 48 hours would be too old when it opens.
  @Test func `an approval that expires before the window is no decision`() throws {
    let scene = try scene(through: .scheduled, validFor: "48h")
    let decision = try change(scene)["decision"]
    #expect(decision["state"].string == "open", "\(decision)")
    #expect(
      decision["expiring"].elements.compactMap { $0["person"].string } == ["bo.chen", "dan.holt"])
    let holding = try #require(decision["holding"].elements.first)
    #expect(holding["earliest"].string == (scene.record.window.lowerBound - 2.days + 1).text)
    #expect(holding["latest"].string == scene.record.window.lowerBound.text)
    #expect(
      try calendar(scene).text.contains(
        "approve from Fri 2026-03-06 01:00:01 on, since it holds for 48h; approve of bo.chen as "
          + "change-manager will have expired by then"))
  }

  @Test(arguments: [(0, "open"), (1, "decided")])
  func `an approval holds from the time that is named`(_ seconds: Int, _ state: String) throws {
    let scene = try scene(through: .assessed, validFor: "48h")
    scene.clock = scene.record.window.lowerBound - 2.days + seconds
    try scene.advance(to: .scheduled)
    let decision = try change(scene)["decision"]
    #expect(decision["state"].string == state, "\(decision)")
    #expect(
      (try scene.gate(at: scene.record.window.lowerBound).decision == "allowed")
        == (state == "decided"))
  }

  @Test func `a freeze over the window is in the way and shortens the night`() throws {
    let scene = try scene(
      through: .scheduled,
      freezes:
        "[{id: spring, from: 2026-03-08T02:00:00+01:00, until: 2026-03-08T04:00:00+01:00, except: {role: cab-chair}}]"
    )
    let json = try json(scene)
    let change = try #require(json["changes"].elements.first)
    #expect(change["decision"]["state"].string == "open")
    #expect(change["decision"]["missing"].elements.map { $0["code"].string } == ["freeze"])
    let night = try #require(json["windows"].elements.first)
    #expect(
      night["open"].elements.map { $0["start"].string }
        == ["2026-03-07T21:00:00Z", "2026-03-08T03:00:00Z"])
    try scene.act(Act("Except", [("role", "cab-chair"), ("freeze", "spring")]), by: .hal)
    #expect(try self.change(scene)["decision"]["state"].string == "decided")
  }

  private func addOther(_ scene: Scene, shift: Int, through: Int = 6) throws -> SampleRecord {
    let other = try SampleRecord(
      id: "CHG-2026-8G4M", systems: ["claims-db"], begins: .beginning + shift)
    var changes = other.evidence.mapValues(CommitPlan.Entry.text)
    changes[other.path] = .text(other.text)
    try scene.commit("Ask for another change\n", by: .ana, changes: changes)
    let first = scene.record
    scene.record = other
    defer { scene.record = first }
    let acts: [(Act, Persona)] = [
      (.submit, .ana), (.assess(), .rae), (.approve("change-manager"), .bo),
      (.approve("system-owner(claims-db)"), .dan), (.test(), .ivy), (.schedule, .cat),
    ]
    for (act, person) in acts.prefix(through) { try scene.act(act, by: person) }
    return other
  }

  @Test func `of two changes the calendar says who holds the slot, and when`() throws {
    let scene = try scene(through: .scheduled)
    let other = try addOther(scene, shift: 1.hours)
    let json = try json(scene)
    let conflict = try #require(json["conflicts"].elements.first)
    #expect(json["conflicts"].elements.count == 1)
    #expect(
      conflict["changes"].elements.map(\.string) == [scene.record.id, other.id])
    #expect(conflict["holder"].string == scene.record.id)
    #expect(conflict["start"].string == "2026-03-08T01:00:00Z")
    #expect(conflict["end"].string == "2026-03-08T04:00:00Z")
    let held = try #require(json["changes"].elements.last)
    #expect(held["id"].string == other.id && held["standing"].string == "tentative")
    #expect(held["decision"]["missing"].elements.map { $0["code"].string } == ["conflict"])
    let text = try calendar(scene).text
    #expect(
      text.contains(
        "! conflict with \(other.id), Sun 2026-03-08 02:00–05:00: \(scene.record.id) holds"),
      "\(text)")
  }

  @Test func `the slot is nobody's before one of them is scheduled`() throws {
    let scene = try scene(through: .submitted)
    _ = try addOther(scene, shift: 1.hours, through: 1)
    let conflict = try #require(try json(scene)["conflicts"].elements.first)
    #expect(conflict["holder"] == .null)
    #expect(try calendar(scene).text.contains("nobody holds the slot yet"))
  }

  // Windows are half-open: one begins where the other ends.
  @Test func `changes one after the other are no conflict`() throws {
    let scene = try scene(through: .scheduled)
    _ = try addOther(scene, shift: 4.hours)
    let json = try json(scene)
    #expect(json["changes"].elements.count == 2)
    #expect(json["conflicts"].elements.isEmpty)
  }

  /// An event as another program reads it.
  private func event(_ scene: Scene, _ uid: String) throws -> JSON {
    let outcome = try calendar(scene, at: nil, "--format", "ics")
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let folder = try ScratchFolder("ics")
    try outcome.output.write(to: URL(fileURLWithPath: folder.path + "/c.ics"))
    let read = try Command.run(
      "/usr/bin/python3", ["-c", Self.reader, folder.path + "/c.ics", uid], in: "/",
      environment: [:])
    #expect(read.status == 0, "\(read.errorText)")
    return try JSON(parsing: read.output)
  }

  private static let reader = """
    import sys, json, icalendar
    calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
    [event] = [e for e in calendar.walk('VEVENT') if str(e['UID']) == sys.argv[2]]
    print(json.dumps({
        'sequence': int(event['SEQUENCE']), 'status': str(event['STATUS']),
        'start': event['DTSTART'].dt.isoformat(), 'stamp': event['DTSTAMP'].dt.isoformat()}))
    """

  @Test func `the sequence rises with every new plan and every new status`() throws {
    let scene = try scene(through: .drafted)
    let uid = "CHG-2026-7F3K@harbourline/changes"
    var last = try event(scene, uid)
    #expect(last["status"].string == "TENTATIVE")
    #expect(last["start"].string == "2026-03-08T00:00:00+00:00")
    func rises(_ status: String, _ what: String) throws {
      let next = try event(scene, uid)
      #expect((next["sequence"].integer ?? 0) > (last["sequence"].integer ?? 0), "\(what)")
      #expect((next["stamp"].string ?? "") > (last["stamp"].string ?? ""), "\(what)")
      #expect(next["status"].string == status, "\(what)")
      last = next
    }
    try scene.advance(to: .scheduled)
    try rises("CONFIRMED", "scheduled")
    let (start, end) = (scene.record.window.lowerBound, scene.record.window.upperBound)
    try scene.edit(
      "window: {start: \(start.text), end: \(end.text)}",
      to: "window: {start: \((start + 1.hours).text), end: \(end.text)}")
    try rises("TENTATIVE", "another window")
    #expect(last["start"].string == "2026-03-08T01:00:00+00:00")
    try scene.edit(
      "window: {start: \((start + 1.hours).text), end: \(end.text)}",
      to: "window: {start: \(start.text), end: \(end.text)}")
    try rises("CONFIRMED", "the first window again")
    try scene.act(.decide("Cancel", as: "change-manager"), by: .bo)
    try rises("CANCELLED", "cancelled")
    #expect(try event(scene, uid) == last)
  }

  @Test(arguments: ["text", "svg", "ics", "json"])
  func `the same history and clock give the same bytes`(_ format: String) throws {
    let scene = try scene(through: .scheduled)
    let first = try calendar(scene, at: nil, "--format", format)
    #expect(first.status == 0 && !first.output.isEmpty)
    #expect(try calendar(scene, at: nil, "--format", format).output == first.output)
    let written = try calendar(scene, at: nil, "--format", format, "--output", "out.tmp")
    #expect(written.status == 0 && written.output.isEmpty)
    let file = URL(fileURLWithPath: scene.repository.path + "/out.tmp")
    #expect(try Data(contentsOf: file) == first.output)
  }

  @Test func `the days are today and 35 of the calendar's zone, unless told otherwise`() throws {
    let scene = try scene(through: .drafted)
    func days(_ arguments: String...) throws -> [String?] {
      let outcome = try scene.assent(
        ["calendar", "--trust-root", scene.root, "--format", "json"] + arguments)
      let json = try JSON(parsing: outcome.output)
      return [json["from"].string, json["until"].string, json["code"].string]
    }
    // An hour before midnight UTC it is tomorrow in Berlin.
    #expect(try days("--now", "2026-03-02T23:10:00Z") == ["2026-03-03", "2026-04-07", nil])
    #expect(try days("--from", "2026-05-01") == ["2026-05-01", "2026-06-05", nil])
    #expect(try days("--from", "2026-05-01", "--until", "2026-05-01") == [nil, nil, "usage"])
    #expect(try days("--from", "2026-05-32") == [nil, nil, "usage"])
    #expect(try days("--from", "2026-05-01", "--until", "2046-05-01") == [nil, nil, "usage"])
    #expect(try days("--from", "2056-05-01") == [nil, nil, "zone-unknown"])
  }

  @Test func `windows can be left out`() throws {
    let scene = try scene(through: .drafted)
    #expect(try json(scene)["windows"].elements.count == 2)
    #expect(try json(scene, at: nil, "--no-windows")["windows"].elements.isEmpty)
  }
}
