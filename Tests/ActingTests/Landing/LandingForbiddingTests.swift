import TestSupport
import Testing

/// Acts that forbid close the gate from their branches already; what ends them has to land.
struct LandingForbiddingTests {
  private func codes(_ scene: LandingScene) throws -> [String] {
    try scene.verdict()["gate"]["reasons"].elements.compactMap { $0["code"].string }
  }

  @Test(arguments: [
    (Persona.eli, "object", ["--objection", "S1"], "resolve", ["--objection", "S1"], "objection"),
    (.cat, "hold", [], "resume", [], "held"),
  ])
  func `a gate is closed before and after the landing, and opens after that of the end`(
    _ person: Persona, _ verb: String, _ more: [String], _ end: String, _ further: [String],
    _ code: String
  ) throws {
    let scene = try LandingScene()
    let forbidding = try scene.sign(verb, by: person, more)
    #expect(try codes(scene).contains(code))
    #expect(try scene.landing().status == 0)
    #expect(try scene.act(forbidding)["integrated"].string != nil)
    #expect(try codes(scene).contains(code))
    let ending = try scene.sign(end, by: person, further)
    #expect(try codes(scene).contains(code), "what ends it has not landed")
    #expect(try scene.landing().status == 0)
    #expect(try scene.act(ending)["counted"].bool == true)
    #expect(try !codes(scene).contains(code))
  }

  @Test func `a rejection closes from its branch and a withdrawal takes an approval at once`()
    throws
  {
    let scene = try LandingScene()
    try scene.sign("reject", by: .bo)
    let approval = try scene.sign("approve", by: .eli, ["--role", "security"])
    #expect(try scene.landing().status == 0)
    #expect(try codes(scene).contains("rejected"))
    #expect(try scene.act(approval)["counted"].bool == true)
    try scene.sign("withdraw", by: .eli)
    #expect(try scene.act(approval)["reason"].string == "withdrawn")
    #expect(try scene.landing().status == 0)
    #expect(try scene.act(approval)["reason"].string == "withdrawn")
  }

  @Test func `a branch that was deleted on the server still closes the gate and is named`() throws {
    let scene = try LandingScene()
    let objection = try scene.sign("object", by: .eli, ["--objection", "S1"])
    try scene.clone.git("branch", "-D", scene.branch(.eli))
    try scene.remote.git("update-ref", "-d", "refs/heads/\(scene.branch(.eli))")
    let outcome = try scene.land()
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("gone: \(scene.branch(.eli))"), "\(outcome.text)")
    #expect(
      outcome.text.contains("\(objection):refs/heads/\(scene.branch(.eli))"), "\(outcome.text)")
    #expect(try codes(scene).contains("objection"))
  }
}
