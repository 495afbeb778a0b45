import TestSupport
import Testing

/// Times that a recorder's signature vouches for (section 4).
struct RecordedTimeTests {
  /// A story whose policy has a recorder and takes times from there alone.
  private func scene(clock: String, through milestone: Scene.Milestone) throws -> Scene {
    var organisation = try SampleOrganisation()
    try organisation.replace("roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
    try organisation.replace("clock: claimed", with: "clock: \(clock)", in: "workflow.yaml")
    return try Scene(organisation, SampleRecord(), through: milestone)
  }

  // "Its *recorded* time is that of the first spine commit at or after its integration signed by
  // the role `recorder`".
  @Test func `the recorder's next commit gives the time`() throws {
    let scene = try scene(clock: "claimed", through: .managed)
    let earlier = try #require(scene.tips[.managed])
    scene.clock = scene.clock + 3.hours
    let recorded = scene.clock
    try scene.commit("Record\n", by: .bot, signedBy: .bot)
    let later = try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    let verdict = try scene.gate()
    #expect(try verdict.act(earlier).json["time"]["recorded"].string == recorded.text)
    #expect(try verdict.act(later).json["time"]["recorded"] == .null)
  }

  @Test func `nobody else records a time`() throws {
    let scene = try scene(clock: "claimed", through: .managed)
    try scene.commit("Record\n", by: .bot, signedBy: .joe)
    try scene.commit("Record\n", by: .bot)
    let act = try scene.gate().act(try #require(scene.tips[.managed]))
    #expect(act.json["time"]["recorded"] == .null)
  }

  // "a recorder's commit dated after `now`, or before the last that recorded, records nothing".
  @Test func `a recorder's clock does not run ahead`() throws {
    let scene = try scene(clock: "claimed", through: .managed)
    let now = scene.clock
    scene.clock = now + 10.days
    try scene.commit("Record\n", by: .bot, signedBy: .bot)
    let act = try scene.gate(at: now).act(try #require(scene.tips[.managed]))
    #expect(act.json["time"]["recorded"] == .null)
  }

  // "`clock: recorded` makes a time rule on claimed times an error."
  @Test func `where recorded times are asked for claims do not open the gate`() throws {
    let scene = try scene(clock: "recorded", through: .scheduled)
    #expect(try scene.gate(at: scene.inWindow).decision != "allowed")
  }
}
