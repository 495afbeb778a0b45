import Foundation
import TestSupport
import Testing

/// Ways around recorded times, workflows that are chosen by the record, and templates.
struct NewAttackTests {
  private func emergency(_ organisation: SampleOrganisation, through milestone: Scene.Milestone)
    throws -> Scene
  {
    let record = try SampleRecord(
      type: "emergency", risk: "high", begins: .beginning - 5.days - 15.hours)
    return try Scene(organisation, record, through: milestone)
  }

  // "`clock: recorded` makes a time rule on claimed times an error"; "an Approve in the `before`
  // role … younger than `valid-for`".
  @Test(arguments: [1, 25, 1000])
  func `an emergency's approval whose time nobody recorded does not last for ever`(_ hours: Int)
    throws
  {
    var organisation = try SampleOrganisation()
    try organisation.replace("roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
    try organisation.replace("clock: claimed", with: "clock: recorded", in: "workflow.yaml")
    let scene = try emergency(organisation, through: .submitted)
    try scene.act(.approve("on-call-manager"), by: .ola)
    check(try scene.gate(at: scene.clock + hours.hours), "invalid")
    try scene.commit("Record\n", by: .bot, signedBy: .bot)
    check(
      try scene.gate(at: scene.clock + hours.hours), hours < 24 ? "allowed" : "awaiting")
  }

  // "a counted Submit, and an Approve in the `before` role … open the gate".
  @Test(arguments: ["for", "main"])
  func `an emergency that nobody submitted stays closed`(_ way: String) throws {
    var organisation = try SampleOrganisation()
    if way == "for" {
      organisation.files["workflows/urgent.yaml"] = """
        schema: assent/workflow/1
        for: {type: [emergency]}
        stages:
          approved: {act: approve, require: {id: officer, role: security, count: 1}, covers: [request]}
          scheduled: {act: schedule, require: {id: planner, role: change-manager, count: 1}, covers: [schedule]}

        """
      try organisation.replace(
        "clock: claimed\n", with: "clock: claimed\nfor: {type: [normal, standard]}\n",
        in: "workflow.yaml")
    } else {
      try organisation.replace(
        "  initiated: {act: submit, by: requester}\n", with: "", in: "workflow.yaml")
    }
    let scene = try emergency(organisation, through: .drafted)
    try scene.act(.approve("on-call-manager"), by: .ola)
    let verdict = try scene.gate()
    #expect(verdict.decision != "allowed", "\(verdict)")
    try scene.act(.submit, by: .ana)
    check(try scene.gate(), "allowed")
  }

  // "A record made from the template in force for its Submit".
  @Test func `a standard change that nobody submitted has no template`() throws {
    let organisation = try StandardSample.organisation(edits: [
      ("  initiated: {act: submit, by: requester}\n", "", "workflow.yaml")
    ])
    let scene = try StandardSample.scene(organisation, nil, submitted: false)
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.decision != "allowed", "\(verdict)")
    try scene.act(.submit, by: .ana)
    check(try scene.gate(at: scene.inWindow), "allowed")
  }

  // "a `when` on an absent field" is an error.
  @Test(arguments: ["claims-db", "claims-db, mail-relay"])
  func `a harmless system beside it does not hide that a criticality is unknown`(_ systems: String)
    throws
  {
    var organisation = try SampleOrganisation()
    try organisation.replace(" criticality: high,", with: "", in: "systems.yaml")
    try organisation.replace(
      "when: {risk: [high, critical]}", with: "when: {criticality: [high]}", in: "workflow.yaml")
    let record = try SampleRecord(systems: systems.split(separator: ", ").map(String.init))
    let scene = try Scene(organisation, record, through: .approved)
    try scene.act(.approve("system-owner(mail-relay)"), by: .dee)
    try scene.act(.test(), by: .ivy)
    try scene.act(.schedule, by: .cat)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "prevented")
    #expect(verdict.reasons.contains("record-error"), "\(verdict)")
  }

  // "Covered content edited after Start: `edited-after-start`"; requirements come "from an
  // authorised Start on, from Start's".
  private func chosen(_ stage: String = "") throws -> Scene {
    let scene = try WorkflowTests.scene(
      [
        "outage": WorkflowTests.security(
          "outage: [planned]", covers: "[request, assessment, testing]", more: stage)
      ],
      main: [
        ("covers: [request, assessment]", "covers: [request]"),
        (
          "covers: [request, assessment, implementation, rollback]",
          "covers: [request, implementation, rollback]"
        ),
      ])
    try scene.act(.approve("security"), by: .eli)
    check(try scene.gate(at: scene.inWindow), "allowed")
    return scene
  }

  @Test func `an edit after Start does not edit away what covers it`() throws {
    let scene = try chosen()
    try scene.advance(to: .started)
    check(try scene.gate(), "allowed")
    try scene.edit("outage: {kind: planned, minutes: 25}", to: "outage: {kind: none}")
    let verdict = try scene.gate()
    check(verdict, "prevented")
    #expect(verdict.reasons.contains("edited-after-start"), "\(verdict)")
  }

  @Test func `an edit after Start does not edit away who has to review`() throws {
    let scene = try chosen(
      """
        reviewed: {act: review, require: {id: second, role: security, count: 1}}

      """)
    try scene.advance(to: .closed)
    #expect(try scene.gate().stage == "implemented")
    let other = try chosen(
      """
        reviewed: {act: review, require: {id: second, role: security, count: 1}}

      """)
    try other.advance(to: .started)
    try other.edit("outage: {kind: planned, minutes: 25}", to: "outage: {kind: none}")
    try other.advance(to: .closed)
    let verdict = try other.gate()
    check(verdict, stage: "implemented", "prevented", state: "closed")
  }

  // "Ratification … is due within `ratify-within` of Start"; "filling an absent field is then no
  // edit".
  @Test func `an edit after Start does not edit away who has to ratify`() throws {
    var organisation = try SampleOrganisation()
    organisation.files["workflows/outage.yaml"] = WorkflowTests.security("outage: [planned]")
    try organisation.replace(
      "        - {id: security, role: security, count: 1, when: {risk: [high, critical]}}\n",
      with: "",
      in: "workflow.yaml")
    try organisation.replace(
      "distinct: [change-manager, security, cab]", with: "distinct: [change-manager, cab]",
      in: "workflow.yaml")
    let scene = try emergency(organisation, through: .submitted)
    try scene.act(.approve("on-call-manager"), by: .ola)
    try scene.act(.start(), by: .fay)
    try scene.edit("outage: {kind: planned, minutes: 25}", to: "outage: {kind: none}")
    try scene.act(.assess(risk: "high"), by: .rae)
    try scene.act(.approve("change-manager"), by: .bo)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    try scene.act(.test(), by: .ivy)
    let verdict = try scene.gate()
    #expect(verdict.status(of: "approved") == "deferred", "\(verdict)")
    #expect(verdict.requirement("outage/officer")["status"].string == "unsatisfied", "\(verdict)")
  }

  // Without the stage `initiated` a standard change still begins, and ends.
  @Test func `a standard change that was submitted is one until it is closed`() throws {
    let organisation = try StandardSample.organisation(edits: [
      ("  initiated: {act: submit, by: requester}\n", "", "workflow.yaml")
    ])
    let scene = try StandardSample.scene(organisation)
    scene.clock = scene.inWindow
    try scene.write(.start(), by: .fay, adding: scene.record.started(at: scene.clock))
    let verdict = try scene.gate()
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.flags.isEmpty && verdict.json["type"].string == "standard", "\(verdict)")
  }

  // "evidence that is missing or has another digest are errors that `policies/lint.yaml` cannot
  // lower"; "Rollback always has a way through".
  @Test(arguments: ["rollback", "evidence"])
  func `a template that leaves something out is noticed`(_ what: String) throws {
    var template = StandardSample.template()
    if what == "rollback" {
      let start = try #require(template.range(of: "  rollback:\n"))
      template = String(template[..<start.lowerBound])
    } else {
      template += """
          testing:
            environment: preprod
            plan: [{kind: functional, do: Look.}]
            results:
              - {kind: functional, result: pass, by: ivy.moss, at: 2026-02-26T14:00:00+01:00, evidence: evidence/STD-CERT/none.txt, sha256: "\(String(repeating: "a", count: 64))"}

        """
    }
    let scene = try StandardSample.scene(StandardSample.organisation(template))
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.decision != "allowed", "\(verdict)")
  }
}

/// Further ways: what names and paths hide.
struct HiddenTests {
  // "invalid beats prevented beats awaiting": what a workflow asks is not hidden by a requirement
  // of the main one that bears the workflow's name.
  @Test func `a satisfied requirement does not hide a workflow of its name`() throws {
    let text = WorkflowTests.security("risk: [medium]")
    let scene = try WorkflowTests.scene(
      ["privacy": text],
      main: [
        (
          "- {id: change-manager, role: change-manager, count: 1}",
          "- {id: privacy, all: [{id: change-manager, role: change-manager, count: 1}]}"
        )
      ], through: .scheduled)
    var verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "awaiting")
    let messages = verdict.json["gate"]["reasons"].elements.compactMap { $0["message"].string }
    #expect(messages == ["approved/privacy/officer: 0 of 1"], "\(verdict)")
    try scene.act(.approve("security"), by: .eli)
    check(try scene.gate(at: scene.inWindow), "allowed")
    try scene.edit("minutes: 25}\n  users", to: "minutes: 30}\n  users")
    try scene.act(.approve("change-manager"), by: .bo)
    verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "prevented")
  }

  // "Each commit of `P..D` that differs from all its parents in a protected path".
  @Test(arguments: ["src/", "/src/**", "./src/**", "src//**", "src/./**", "**/", "src/***"])
  func `a pattern that protects nothing is not taken for one that does`(_ pattern: String) throws {
    let repository = try ScratchRepository()
    let before = Moment.beginning - 10.days
    let base = try repository.commit(
      CommitPlan("Begin\n", by: .joe, at: before, parents: [], changes: ["src/app.c": .text("1\n")])
    )
    let sneaky = try repository.commit(
      CommitPlan(
        "Sneak\n", by: .joe, at: before + 1.minutes, parents: [base],
        changes: ["src/app.c": .text("evil\n")]))
    let tip = try repository.commit(
      CommitPlan(
        "Work\n\nChange: CHG-2026-7F3K\n", by: .joe, at: before + 2.minutes, parents: [sneaky],
        changes: ["docs/a": .text("2\n")]))
    try repository.updateReferences(["refs/heads/code": tip])
    var organisation = try SampleOrganisation()
    try organisation.govern()
    try organisation.replace("\"src/**\"", with: "\"\(pattern)\"", in: "assent.yaml")
    let scene = try Scene(
      organisation, SampleRecord(artifacts: DeploymentWorld.list([tip])), repository: repository,
      through: .scheduled)
    let answer = try DeploymentAnswer(
      scene.assent([
        "gate", "--commit", tip, "--since", base, "--trust-root", scene.root, "--now",
        scene.inWindow.text, "--what-if", "--format", "json",
      ]))
    #expect(answer.decision != "allowed", "\(answer)")
  }

  // "`clock: recorded` makes a time rule on claimed times an error": the days of a delegation.
  @Test func `a delegate's claim of the day does not hold where times are recorded`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace("roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
    try organisation.replace("clock: claimed", with: "clock: recorded", in: "workflow.yaml")
    try organisation.replace("    valid-for: 14d\n", with: "", in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .assessed)
    try scene.commit(
      """
      Hand over

      While on leave.

      Role-Delegate: change-manager; to=joe.ward; from=2026-03-01; until=2026-03-03
      Change-Repository: harbourline/changes

      """, by: .bo, signedBy: .bo)
    try scene.act(.approve("change-manager"), by: .joe)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    try scene.act(.test(), by: .ivy)
    try scene.act(.schedule, by: .cat)
    check(try scene.gate(at: scene.inWindow), "invalid")
    try scene.commit("Record\n", by: .bot, signedBy: .bot)
    check(try scene.gate(at: scene.inWindow), "allowed")
  }

  // Evil commits that a range might lose.
  @Test(arguments: [
    "mode", "link", "gitlink", "octopus", "root", "revert", "second-parent", "name",
  ])
  func `no commit of the range goes unseen`(_ kind: String) throws {
    let repository = try ScratchRepository()
    var at = Moment.beginning - 10.days
    func commit(_ message: String, _ parents: [String], _ changes: [String: CommitPlan.Entry])
      throws -> String
    {
      at = at + 1.minutes
      return try repository.commit(
        CommitPlan(message, by: .joe, at: at, parents: parents, changes: changes))
    }
    let base = try commit("Begin\n", [], ["src/app.c": .text("1\n"), "docs/a": .text("1\n")])
    let evil: String
    switch kind {
    case "octopus":
      let one = try commit("One\n", [base], ["docs/b": .text("1\n")])
      let two = try commit("Two\n", [base], ["docs/c": .text("1\n")])
      evil = try commit(
        "Octopus\n", [base, one, two],
        ["docs/b": .text("1\n"), "docs/c": .text("1\n"), "src/app.c": .text("evil\n")])
    case "root":
      let island = try commit("Island\n", [], ["src/evil.c": .text("1\n")])
      evil = try commit("Join\n", [base, island], ["src/evil.c": .text("1\n")])
    case "revert":
      let there = try commit("There\n", [base], ["src/app.c": .text("evil\n")])
      evil = try commit("And back\n", [there], ["src/app.c": .text("1\n")])
    case "second-parent":
      let side = try commit("Side\n", [base], ["src/app.c": .text("evil\n")])
      let main = try commit("Main\n", [base], ["docs/b": .text("1\n")])
      evil = try commit("Merge\n", [main, side], ["src/app.c": .text("evil\n")])
    case "name":
      evil = try commit("Odd\n", [base], ["src/ü\u{202e} b.c": .text("1\n")])
    case "mode":
      evil = try commit("Odd\n", [base], ["src/app.c": .executable(Data("1\n".utf8))])
    case "link":
      evil = try commit(
        "Odd\n", [base], ["src/app.c": .removed, "src": .symlink("docs")])
    default:
      evil = try commit("Odd\n", [base], ["src/lib": .submodule(base)])
    }
    let tip = try commit("Work\n\nChange: CHG-2026-7F3K\n", [evil], ["docs/z": .text("2\n")])
    try repository.updateReferences(["refs/heads/code": tip])
    var organisation = try SampleOrganisation()
    try organisation.govern()
    let scene = try Scene(
      organisation, SampleRecord(artifacts: DeploymentWorld.list([tip])), repository: repository,
      through: .scheduled)
    let answer = try DeploymentAnswer(
      scene.assent([
        "gate", "--commit", tip, "--since", base, "--trust-root", scene.root, "--now",
        scene.inWindow.text, "--what-if", "--format", "json",
      ]))
    refuses(answer)
  }

  private func refuses(_ answer: DeploymentAnswer) {
    #expect(answer.decision == "prevented", "\(answer)")
    #expect(answer.reasons.contains("no-change"), "\(answer)")
  }
}
