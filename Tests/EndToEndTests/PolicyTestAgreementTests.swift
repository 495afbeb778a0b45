import Foundation
import TestSupport
import Testing

/// A story told in a file of cases gets the verdict that a repository with the same story gets.
struct PolicyTestAgreementTests {
  struct Told: NamedCase {
    let name: String
    /// How far the standard story goes before.
    var from: Scene.Milestone = .scheduled
    var leaving: [String] = []
    /// The steps that follow, for the file of cases.
    var acts = "[]"
    /// The same steps with real keys and commits.
    var tell: @Sendable (Scene) throws -> Void = { _ in }
    /// So long after the planned window opens, in seconds.
    var at: Int = 300
    var prepare: @Sendable (inout SampleOrganisation) throws -> Void = { _ in }
  }

  static let hold = "{by: bo.chen, act: hold, role: change-manager}"
  static let stories = [
    Told(name: "everybody signed"),
    Told(name: "only submitted", from: .submitted),
    Told(name: "approved and not tested", from: .approved),
    Told(name: "before the window", at: -60),
    Told(name: "after the window", at: 5 * 3600),
    Told(
      name: "an edit of the rollback", acts: "[{edit: {rollback.max-minutes: 31}, by: ana.ruiz}]",
      tell: { try $0.edit("max-minutes: 30", to: "max-minutes: 31") }),
    Told(
      name: "an edit, approved again",
      acts: """
        [{edit: {rollback.max-minutes: 31}, by: ana.ruiz},
        {by: bo.chen, act: approve, role: change-manager},
        {by: dan.holt, act: approve, role: system-owner(claims-db)}]
        """,
      tell: {
        try $0.edit("max-minutes: 30", to: "max-minutes: 31")
        try $0.act(.approve("change-manager"), by: .bo)
        try $0.act(.approve("system-owner(claims-db)"), by: .dan)
      }),
    Told(
      name: "a contributor approves", from: .assessed,
      acts: """
        [{edit: {rollback.max-minutes: 31}, by: bo.chen},
        {by: bo.chen, act: approve, role: change-manager},
        {by: dan.holt, act: approve, role: system-owner(claims-db)}]
        """,
      tell: {
        try $0.edit("max-minutes: 30", to: "max-minutes: 31", by: .bo)
        try $0.act(.approve("change-manager"), by: .bo)
        try $0.act(.approve("system-owner(claims-db)"), by: .dan)
      }),
    Told(
      name: "the requester and the implementer approve", from: .assessed,
      acts: """
        [{by: ana.ruiz, act: approve, role: change-manager},
        {by: fay.stone, act: approve, role: change-manager}]
        """,
      tell: {
        try $0.act(.approve("change-manager"), by: .ana)
        try $0.act(.approve("change-manager"), by: .fay)
      }),
    Told(
      name: "somebody without the role", from: .assessed,
      acts: "[{by: joe.ward, act: approve, role: change-manager}]",
      tell: { try $0.act(.approve("change-manager"), by: .joe) }),
    Told(
      name: "a stranger's key",
      acts: "[{by: mal.lory, act: hold, role: change-manager, fault: key-unknown}]",
      tell: { try $0.act(.decide("Hold", as: "change-manager"), by: .mallory) }),
    Told(
      name: "no signature", from: .assessed,
      acts: "[{by: bo.chen, act: approve, role: change-manager, unsigned: true}]",
      tell: { try $0.commit(try $0.message([.approve("change-manager")]), by: .bo) }),
    Told(
      name: "an objection and its resolution",
      acts: """
        [{by: eli.frost, act: object, role: security, objection: S1},
        {by: eli.frost, act: resolve, role: security, objection: S1}]
        """,
      tell: {
        try $0.act(.object("S1", as: "security"), by: .eli)
        try $0.act(.resolve("S1", as: "security"), by: .eli)
      }),
    Told(
      name: "a hold", acts: "[\(hold)]",
      tell: { try $0.act(.decide("Hold", as: "change-manager"), by: .bo) }),
    Told(
      name: "a hold beside its end",
      acts: """
        [{by: bo.chen, act: hold, role: change-manager, concurrent: true},
        {by: bo.chen, act: resume, role: change-manager, concurrent: true}]
        """,
      tell: { scene in
        let fork = scene.tip
        let hold = try scene.act(.decide("Hold", as: "change-manager"), by: .bo, on: fork)
        let resume = try scene.act(.decide("Resume", as: "change-manager"), by: .bo, on: fork)
        try scene.merge(hold)
        try scene.merge(resume)
      }),
    Told(
      name: "a withdrawal", acts: "[{by: bo.chen, act: withdraw, role: change-manager}]",
      tell: { try $0.act(.withdraw(as: "change-manager"), by: .bo) }),
    Told(
      name: "a failing test after a passing one",
      acts: "[{by: ivy.moss, act: test, role: tester, outcome: fail}]",
      tell: { try $0.act(.test("fail"), by: .ivy) }),
    Told(
      name: "the same approval twice",
      acts: "[{by: bo.chen, act: approve, role: change-manager}]",
      tell: { try $0.act(.approve("change-manager"), by: .bo) }),
    Told(
      name: "a delegate approves", from: .assessed,
      acts: """
        [{delegate: change-manager, by: bo.chen, to: joe.ward, from: 2026-03-01, until: 2026-03-20},
        {by: joe.ward, act: approve, role: change-manager},
        {by: dan.holt, act: approve, role: system-owner(claims-db)}]
        """,
      tell: {
        let line = "Role-Delegate: change-manager; to=joe.ward; from=2026-03-01; until=2026-03-20"
        try $0.commit(
          "Hand over\n\nOn leave.\n\n\(line)\nChange-Repository: harbourline/changes\n", by: .bo,
          signedBy: .bo)
        try $0.act(.approve("change-manager"), by: .joe)
        try $0.act(.approve("system-owner(claims-db)"), by: .dan)
      }),
    Told(
      name: "a lead time that is not kept",
      prepare: {
        try $0.replace(
          "    covers: [schedule]\n",
          with:
            "    covers: [schedule]\n    lead-time: {low: 1d, medium: 10d, high: 10d, critical: 10d}\n",
          in: "workflow.yaml")
      }),
    Told(
      name: "edits have to be signed",
      prepare: { try $0.replace("edits: claimed", with: "edits: signed", in: "assent.yaml") }),
    Told(
      name: "a start before the window", acts: "[{by: fay.stone, act: start, role: implementer}]",
      tell: { try $0.act(.start(), by: .fay) }),
  ]

  /// The standard story's steps, as far as a milestone.
  private static func steps(through milestone: Scene.Milestone) -> [String] {
    let all: [(Scene.Milestone, String)] = [
      (.submitted, "{by: ana.ruiz, act: submit}"),
      (.assessed, "{by: rae.kerr, act: assess, role: risk-assessor}"),
      (.managed, "{by: bo.chen, act: approve, role: change-manager}"),
      (.approved, "{by: dan.holt, act: approve, role: system-owner(claims-db)}"),
      (.tested, "{by: ivy.moss, act: test, role: tester}"),
      (.scheduled, "{by: cat.diaz, act: schedule, role: change-manager}"),
    ]
    return all.filter { $0.0 <= milestone }.map(\.1)
  }

  @Test(arguments: stories) func `both ways of telling a story end alike`(_ told: Told) throws {
    var organisation = try SampleOrganisation()
    try told.prepare(&organisation)
    let record = try SampleRecord()
    let scene = try Scene(organisation, record, through: told.from)
    try told.tell(scene)
    let now = record.window.lowerBound + told.at
    let real = try scene.gate(at: now)

    let folder = try ScratchFolder("assent-cases")
    for (name, text) in organisation.files { try folder.write(text, to: "policies/\(name)") }
    try folder.write(record.text, to: record.path)
    try folder.write(
      """
      schema: assent/policy-test/1
      stories:
        base:
          record: \(record.path)
          begins: \((Moment.beginning + 1.minutes).text)
          now: \(now.text)
          ask: {commit: "\(SampleRecord.artifact)"}
          acts: [\(Self.steps(through: told.from).joined(separator: ", "))]
      cases:
        - name: it
          signed: false
          acts: \(told.acts.replacingOccurrences(of: "\n", with: " "))
          expect: {stage: none}

      """,
      to: "policies/tests/a.yaml")
    let outcome = try Assent.run(
      ["policy", "test", "--format", "json"], in: folder.path, home: folder.path)
    let json = try JSON(parsing: outcome.output)
    let verdict = json["cases"].elements.first?["verdict"] ?? .null
    #expect(verdict["stage"].string == real.stage, "\(real)\n\(outcome.text)")
    #expect(verdict["state"].string == real.state)
    #expect(verdict["decision"].string == real.decision)
    let codes = verdict["reasons"].elements.compactMap { $0["code"].string }
    #expect(codes.sorted() == real.reasons.sorted(), "\(real)\n\(outcome.text)")
    let flags = verdict["flags"].elements.compactMap(\.string)
    #expect(flags == real.flags, "\(real)")
    let acts = verdict["acts"].elements.map { ActSeen(json: $0).description }
    #expect(acts == real.acts.map(\.description))
  }
}
