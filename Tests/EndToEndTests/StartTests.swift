import TestSupport
import Testing

/// Start, Finish, what happens between them, and the way back (section 5).
struct StartTests {
  /// Starts with an artifact at a time, editing the execution as Start may.
  @discardableResult
  private func start(
    _ scene: Scene, at moment: Moment, commit: String = SampleRecord.artifact
  ) throws -> String {
    scene.clock = moment
    scene.record.add(scene.record.started(at: moment))
    return try scene.act(
      .start(commit), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
  }

  @Test func `an authorised Start leaves the gate open and no flag`() throws {
    let scene = try Scene(at: .scheduled)
    let act = try start(scene, at: scene.inWindow)
    let verdict = try scene.gate()
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.flags.isEmpty, "\(verdict)")
    try counts(act, in: verdict)
  }

  // "at its recorded time, or else its own date": when it landed is not when it began.
  @Test func `a Start that lands later by a merge began when it was signed`() throws {
    let scene = try Scene(at: .scheduled)
    scene.clock = scene.inWindow
    let base = scene.tip
    scene.record.add(scene.record.started(at: scene.clock))
    let act = try scene.act(
      .start(), by: .fay, changes: [scene.record.path: .text(scene.record.text)], on: base)
    scene.clock = scene.clock + 30.minutes
    try scene.merge(act, takingTheirs: true)
    let verdict = try scene.gate()
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.flags.isEmpty, "\(verdict)")
    try counts(act, in: verdict)
  }

  // "for the trunk at the first parent of its integration commit … covered content edited after
  // Start": a record that moved on while Start was on its branch is not what Start was given.
  @Test func `a Start on an old record does not carry the trunk's new one`() throws {
    let scene = try Scene(at: .scheduled)
    let base = scene.tip
    scene.clock = scene.inWindow
    let act = try scene.act(.start(), by: .fay, on: base)
    try scene.edit("minutes: 12}", to: "minutes: 13}")
    try scene.merge(act)
    let verdict = try scene.gate()
    #expect(verdict.decision == "prevented", "\(verdict)")
  }

  struct Early: NamedCase {
    let name: String
    let milestone: Scene.Milestone
    var artifact = SampleRecord.artifact
    var offset: Int
  }

  // "It is authorised if the gate was open, for the artifacts it names … Anything else … is the
  // flag `started-unauthorised`".
  static let early = [
    Early(name: "before the approvals", milestone: .assessed, offset: 600),
    Early(name: "before the schedule", milestone: .tested, offset: 600),
    Early(name: "before the window", milestone: .scheduled, offset: -600),
    Early(name: "after the window", milestone: .scheduled, offset: 5 * 3600),
    Early(
      name: "with another artifact", milestone: .scheduled,
      artifact: String(repeating: "6", count: 40), offset: 600),
  ]

  @Test(arguments: early) func `a Start without an open gate is flagged`(_ row: Early) throws {
    let scene = try Scene(at: row.milestone)
    try start(scene, at: scene.window.lowerBound + row.offset, commit: row.artifact)
    let verdict = try scene.gate()
    #expect(verdict.flags.contains("started-unauthorised"), "\(verdict)")
    if row.milestone < .scheduled { #expect(verdict.decision != "allowed", "\(verdict)") }
  }

  // "Flags never disappear."
  @Test func `approvals after the fact do not remove the flag`() throws {
    let scene = try Scene(at: .assessed)
    try start(scene, at: scene.inWindow)
    try scene.advance(to: .scheduled)
    let verdict = try scene.gate()
    #expect(verdict.flags.contains("started-unauthorised"), "\(verdict)")
  }

  // "a Finish without an authorised Start, is the flag `started-unauthorised`; such a Finish still
  // counts for implemented."
  @Test func `a Finish without a Start is flagged and counts`() throws {
    let scene = try Scene(at: .scheduled)
    scene.clock = scene.inWindow + 40.minutes
    scene.record.add(scene.record.started(at: scene.inWindow))
    scene.record.add(scene.record.finished(at: scene.clock))
    let act = try scene.act(
      .finish(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    let verdict = try scene.gate()
    #expect(verdict.flags.contains("started-unauthorised"), "\(verdict)")
    try counts(act, in: verdict)
    #expect(verdict.stage == "implemented", "\(verdict)")
  }

  // "Start meets the `require` and `not` of implemented".
  @Test func `one without the role does not start`() throws {
    let scene = try Scene(at: .scheduled)
    scene.clock = scene.inWindow
    let act = try scene.act(.start(), by: .joe)
    try isDropped(act, "role-not-held", in: try scene.gate())
    #expect(try scene.rollbackGate().decision == "prevented")
  }

  // "whatever forbids in either counting": an objection that landed beside Start.
  @Test func `a Start against an objection is not authorised`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.act(.object("S1", as: "security"), by: .eli)
    try start(scene, at: scene.inWindow)
    let verdict = try scene.gate()
    check(verdict, "prevented")
    #expect(verdict.flags.contains("started-unauthorised"), "\(verdict)")
  }

  // "Covered content edited after Start: `edited-after-start`; restoring it does not reopen the
  // gate."
  @Test func `an edit after Start closes the gate for good`() throws {
    let scene = try Scene(at: .started)
    try scene.edit("\"> 400 ms\"", to: "\"> 500 ms\"")
    var verdict = try scene.gate()
    check(verdict, "prevented")
    #expect((verdict.flags + verdict.reasons).contains("edited-after-start"), "\(verdict)")
    try scene.edit("\"> 500 ms\"", to: "\"> 400 ms\"")
    verdict = try scene.gate()
    check(verdict, "prevented")
    #expect((verdict.flags + verdict.reasons).contains("edited-after-start"), "\(verdict)")
  }

  @Test func `the title and the log may be written after Start`() throws {
    let scene = try Scene(at: .started)
    try scene.edit("Move the claims database", to: "Move our claims database")
    scene.record.add("  deviations: []\n")
    try scene.commit(
      "Log\n", by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    let verdict = try scene.gate()
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.flags.isEmpty, "\(verdict)")
  }

  @Test func `an objection after Start still prevents`() throws {
    let scene = try Scene(at: .started)
    try scene.act(.object("S1", as: "security"), by: .eli)
    check(try scene.gate(), "prevented")
  }

  // "The first authorised Start fixes type, artifacts and the verdict on every stage".
  @Test func `after Start the artifact is the one that Start named`() throws {
    let scene = try Scene(at: .started)
    check(try scene.gate(at: nil, commit: SampleRecord.target), "prevented")
    check(try scene.gate(), stage: "scheduled", "allowed")
  }

  // MARK: The way back

  // "`gate ID --rollback` is allowed when a Start exists that was authorised … no Close has
  // counted …; and the artifact is the `rollback.target` in that Start's own tree."
  @Test(arguments: [
    (Scene.Milestone.scheduled, "prevented"), (.started, "allowed"), (.finished, "allowed"),
    (.reviewed, "allowed"), (.closed, "prevented"),
  ])
  func `the way back is open from Start to Close`(
    _ milestone: Scene.Milestone, _ decision: String
  ) throws {
    let scene = try Scene(at: milestone)
    let now = milestone == .scheduled ? scene.inWindow : scene.clock
    let verdict = try scene.rollbackGate(at: now)
    #expect(verdict.decision == decision, "\(verdict)")
    #expect(verdict.status == (decision == "allowed" ? 8 : 1))
  }

  @Test func `the way back leads to its target alone`() throws {
    let scene = try Scene(at: .started)
    #expect(try scene.rollbackGate(commit: SampleRecord.artifact).decision == "prevented")
    #expect(
      try scene.rollbackGate(commit: String(repeating: "3", count: 40)).decision == "prevented")
  }

  // "Windows, freezes, expiry, conflicts, holds, later edits and a pending policy do not prevent
  // it."
  @Test(arguments: ["window", "hold", "edit", "target", "policy"])
  func `nothing later closes the way back`(_ event: String) throws {
    let scene = try Scene(at: .started)
    switch event {
    case "window": scene.clock = scene.window.upperBound + 20.days
    case "hold": try scene.act(.decide("Hold", as: "change-manager"), by: .bo)
    case "edit": try scene.edit("\"> 400 ms\"", to: "\"> 500 ms\"")
    case "target": try scene.edit(SampleRecord.target, to: String(repeating: "3", count: 40))
    default:
      try scene.organisation.replace("version: 1", with: "version: 2", in: "assent.yaml")
      try scene.commit("Change the policy\n", by: .cfo, changes: scene.organisation.entries)
    }
    let verdict = try scene.rollbackGate()
    #expect(verdict.decision == "allowed", "\(verdict)")
  }

  // "…a Start … that was authorised, or lacked only time, slot or a settled policy".
  @Test(arguments: [(Scene.Milestone.scheduled, "allowed"), (.managed, "prevented")])
  func `a Start that lacked only time has a way back`(
    _ milestone: Scene.Milestone, _ decision: String
  ) throws {
    let scene = try Scene(at: milestone)
    try start(scene, at: scene.window.lowerBound - 1.hours)
    let verdict = try scene.rollbackGate()
    #expect(verdict.decision == decision, "\(verdict)")
  }

  // "Start with `kind=rollback` records it".
  @Test func `a rollback is recorded and finished`() throws {
    let scene = try Scene(at: .started)
    let back = try scene.act(
      Act(
        "Start",
        [
          ("kind", "rollback"), ("trigger", "T1"), ("role", "implementer"),
          ("commit", SampleRecord.target),
        ]), by: .fay)
    scene.clock = scene.clock + 30.minutes
    scene.record.add(scene.record.finished(at: scene.clock))
    scene.record.add(
      """
        rollback: {trigger: T1, decided-by: ola.wren, started: \((scene.clock - 20.minutes).text), finished: \(scene.clock.text), verified: true}

      """)
    let finish = try scene.act(
      .finish("rolled-back"), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    let verdict = try scene.gate()
    try counts(back, in: verdict)
    try counts(finish, in: verdict)
    check(verdict, stage: "implemented", "prevented")
  }
}
