import TestSupport
import Testing

/// Who may act for another, and when (section 4).
struct DelegationTests {
  /// A trailer that hands a role over, or takes it back.
  private func message(_ line: String) -> String {
    "Hand over\n\nWhile on leave.\n\n\(line)\nChange-Repository: harbourline/changes\n"
  }

  private func delegation(
    _ role: String = "change-manager", to person: Persona = .joe, from: String = "2026-03-01",
    until: String = "2026-03-20"
  ) -> String {
    message("Role-Delegate: \(role); to=\(person.id); from=\(from); until=\(until)")
  }

  @Test func `a delegate approves for the delegator`() throws {
    let scene = try Scene(at: .assessed)
    try scene.commit(delegation(), by: .bo, signedBy: .bo)
    let act = try scene.act(.approve("change-manager"), by: .joe)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    let verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    try counts(act, in: verdict)
  }

  struct Fault: NamedCase {
    let name: String
    let reasons: [String]
    var delegator: Persona? = .bo
    var signer: Persona? = .bo
    var role = "change-manager"
    var to = Persona.joe
    var from = "2026-03-01"
    var until = "2026-03-20"
    var delegate = Persona.joe
  }

  static let lost = ["role-not-held", "delegation-invalid"]

  // "both must pass `not`; a delegation names a human, is not passed on …, its signer holds the
  // role wherever the delegate would have to. The later of act and integration must lie in
  // [from, until), days in the calendar's zone."
  static let faults = [
    Fault(name: "unsigned", reasons: lost, signer: nil),
    Fault(name: "by one without the role", reasons: lost, signer: .ivy),
    Fault(name: "of another role", reasons: lost, role: "implementer"),
    Fault(name: "to another", reasons: lost, to: .ivy),
    Fault(name: "over since yesterday", reasons: lost, until: "2026-03-02"),
    Fault(name: "from tomorrow on", reasons: lost, from: "2026-03-03"),
    Fault(
      name: "to the requester, who holds the role anyway", reasons: ["requester"], to: .ana,
      delegate: .ana),
    Fault(name: "by the requester", reasons: lost + ["requester"], signer: .ana),
    Fault(name: "by the implementer", reasons: lost + ["implementer"], signer: .fay),
    Fault(
      name: "to a machine", reasons: lost + ["machine-in-human-seat"], to: .bot, delegate: .bot),
  ]

  @Test(arguments: faults) func `a delegation with a fault gives nothing`(_ row: Fault) throws {
    let scene = try Scene(at: .assessed)
    try scene.commit(
      delegation(row.role, to: row.to, from: row.from, until: row.until), by: .bo,
      signedBy: row.signer)
    let act = try scene.act(.approve("change-manager"), by: row.delegate)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    let seen = try verdict.act(act)
    #expect(seen.counted == false, "\(verdict)")
    #expect(row.reasons.contains(seen.reason ?? ""), "\(verdict)")
  }

  @Test func `a delegation that was recalled gives nothing`() throws {
    let scene = try Scene(at: .assessed)
    try scene.commit(delegation(), by: .bo, signedBy: .bo)
    try scene.commit(
      message("Role-Recall: change-manager; to=joe.ward"), by: .bo, signedBy: .bo)
    let act = try scene.act(.approve("change-manager"), by: .joe)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "role-not-held", "delegation-invalid", in: verdict)
  }

  @Test func `a delegation is not passed on`() throws {
    let scene = try Scene(at: .assessed)
    try scene.commit(delegation(), by: .bo, signedBy: .bo)
    try scene.commit(delegation(to: .ivy), by: .joe, signedBy: .joe)
    let act = try scene.act(.approve("change-manager"), by: .ivy)
    try isDropped(act, "role-not-held", "delegation-invalid", in: try scene.gate())
  }

  // "is integrated before the act or is its ancestor".
  @Test func `a delegation does not reach back`() throws {
    let scene = try Scene(at: .assessed)
    let act = try scene.act(.approve("change-manager"), by: .joe)
    try scene.commit(delegation(), by: .bo, signedBy: .bo)
    try isDropped(act, "role-not-held", "delegation-invalid", in: try scene.gate())
  }

  // "A delegate and the delegator fill one seat and count once".
  @Test func `delegate and delegator are one vote`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "{id: change-manager, role: change-manager, count: 1}",
      with: "{id: change-manager, role: change-manager, count: 2}", in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .approved)
    try scene.commit(delegation(), by: .bo, signedBy: .bo)
    try scene.act(.approve("change-manager"), by: .joe)
    check(try scene.gate(), stage: "assessed", "awaiting")
    try scene.act(.approve("change-manager"), by: .cat)
    check(try scene.gate(), stage: "approved", "awaiting")
  }
}
