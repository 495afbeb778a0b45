import TestSupport
import Testing

/// The short way of an emergency (section 5, "Emergency").
struct EmergencyTests {
  /// Its window opens at once, so that no test depends on whether a window matters here.
  private func emergency() throws -> Scene {
    let record = try SampleRecord(
      type: "emergency", risk: "high", begins: .beginning - 5.days - 15.hours)
    return try Scene(SampleOrganisation(), record, through: .submitted)
  }

  // "a counted Submit, and an Approve in the `before` role … open the gate".
  @Test func `one of the on-call managers opens the gate`() throws {
    let scene = try emergency()
    check(try scene.gate(), "awaiting")
    let act = try scene.act(.approve("on-call-manager"), by: .ola)
    let verdict = try scene.gate()
    check(verdict, "allowed")
    try counts(act, in: verdict)
    // "The stages from assessed to scheduled are `deferred`".
    for stage in ["assessed", "approved", "tested", "planned", "scheduled"] {
      #expect(verdict.status(of: stage) == "deferred", "\(stage): \(verdict)")
    }
  }

  // "by neither requester, contributor nor implementer".
  @Test(arguments: [(Persona.fay, "implementer"), (.joe, "role-not-held")])
  func `it takes two people`(_ person: Persona, _ reason: String) throws {
    let scene = try emergency()
    let act = try scene.act(.approve("on-call-manager"), by: person)
    let verdict = try scene.gate()
    check(verdict, "awaiting")
    try isDropped(act, reason, in: verdict)
  }

  // "younger than `valid-for`".
  @Test func `its approval is short-lived`() throws {
    let scene = try emergency()
    try scene.act(.approve("on-call-manager"), by: .ola)
    check(try scene.gate(at: scene.clock + 3.hours), "allowed")
    #expect(try scene.gate(at: scene.clock + 25.hours).decision != "allowed")
  }

  // "covering request, assessment, implementation and rollback".
  @Test func `an edit voids its approval`() throws {
    let scene = try emergency()
    try scene.act(.approve("on-call-manager"), by: .ola)
    try scene.edit("\"> 400 ms\"", to: "\"> 500 ms\"")
    check(try scene.gate(), "prevented")
  }

  // "Objection, rejection, hold, lint and artifact still prevent".
  @Test(arguments: ["objection", "rejection", "hold", "artifact", "lint"])
  func `what forbids still forbids`(_ kind: String) throws {
    let scene = try emergency()
    try scene.act(.approve("on-call-manager"), by: .ola)
    var artifact = SampleRecord.artifact
    switch kind {
    case "objection": try scene.act(.object("S1", as: "security"), by: .eli)
    case "rejection": try scene.act(.decide("Reject", as: "change-manager"), by: .bo)
    case "hold": try scene.act(.decide("Hold", as: "change-manager"), by: .bo)
    case "artifact": artifact = String(repeating: "6", count: 40)
    default: try scene.edit("users-affected: 1400", to: "users-afflicted: 1400")
    }
    check(try scene.gate(at: nil, commit: artifact), "prevented")
  }

  @Test func `without an incident it is no emergency`() throws {
    let scene = try emergency()
    try scene.edit("\n  incident: INC-9012", to: "")
    try scene.act(.submit, by: .ana)
    try scene.act(.approve("on-call-manager"), by: .ola)
    check(try scene.gate(), "prevented")
  }
}
