import TestSupport
import Testing

/// No gate opens because a certificate ran out, and nothing done by a lapsed one is done for others.
struct LapsingTests {
  /// The standard story up to the Finish, which Fay signs by a certificate that soon ends.
  private struct Ending {
    let scene: Scene
    let finish: String
    /// When the certificate ends.
    let end: Moment

    init(_ act: Act = .finish()) throws {
      let authority = try SSHAuthority()
      var organisation = try SampleOrganisation()
      let key = "- ssh: \(try Persona.fay.publicKey)"
      try organisation.replace(
        key, with: "\(key)\n      \(try authority.entry("fay"))", in: "people.yaml")
      scene = try Scene(organisation, SampleRecord(), through: .started)
      scene.clock = scene.clock + 40.minutes
      end = scene.clock + 20.minutes
      scene.record.add(scene.record.finished(at: scene.clock))
      var plan = CommitPlan(
        try scene.message([act]), by: .fay, at: scene.clock, parents: [scene.tip],
        changes: [scene.record.path: .text(scene.record.text)])
      plan.signingKey = try authority.certify(
        .fay, as: "fay", interval: "20260101000000Z:\(end.text.filter(\.isNumber))Z")
      finish = try scene.commit(plan)
    }
  }

  @Test func `a Finish whose certificate ran out reopens no gate`() throws {
    let story = try Ending()
    let scene = story.scene
    try counts(story.finish, in: try scene.gate())
    #expect(try scene.gate().reasons.contains("finished"))
    let later = try scene.gate(at: story.end + 1.minutes)
    try isDropped(story.finish, "key-not-in-force", in: later)
    check(later, "prevented")
    #expect(later.reasons.contains("finished"), "\(later)")
  }

  @Test func `what waits for a change sees its acts as it does itself`() throws {
    let story = try Ending()
    let scene = story.scene
    var waiting = try SampleRecord(id: "CHG-2026-8G4M", begins: .beginning + 7.days)
    try waiting.replace(
      "  environment: production\n",
      with: "  environment: production\n  depends-on: [\(scene.record.id)]\n")
    try scene.takeUp(waiting)
    let before = try scene.gate(at: story.end - 1.minutes)
    #expect(!before.reasons.contains("dependency"), "\(before)")
    let after = try scene.gate(at: story.end + 1.minutes)
    #expect(after.reasons.contains("dependency"), "\(after)")
  }

  @Test func `a failure that was told by a certificate is heard when it has run out`() throws {
    let story = try Ending(.finish("failed"))
    let scene = story.scene
    var waiting = try SampleRecord(id: "CHG-2026-8G4M", begins: .beginning + 7.days)
    let first = scene.record.id
    // Told by a plain key on another branch: neither comes before the other.
    let side = try scene.act(.finish(), by: .fay, on: scene.tips[.started])
    try scene.merge(side)
    try waiting.replace(
      "  environment: production\n",
      with: "  environment: production\n  depends-on: [\(first)]\n")
    try scene.takeUp(waiting)
    for now in [story.end - 1.minutes, story.end + 1.minutes] {
      let verdict = try scene.gate(at: now)
      #expect(verdict.reasons.contains("dependency"), "\(verdict)")
    }
  }
}
