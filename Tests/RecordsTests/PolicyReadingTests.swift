import Acts
import Diagnostics
import Foundation
import Primitives
import Testing

@testable import Records

struct PolicyReadingTests {
  private static func policy() throws -> Policy {
    let reading = Policy.read(texts: Fixtures.policy)
    #expect(reading.findings == [])
    return try #require(reading.policy)
  }

  @Test func `the charter is read`() throws {
    let charter = try Self.policy().charter
    #expect(charter.version == 7)
    #expect(charter.repository == "harbourline/changes")
    #expect(charter.trunk == "main")
    #expect(charter.owners.map(\.threshold) == [2, 2])
    #expect(charter.owners.map(\.files) == [[], ["people.yaml", "keys/**"]])
    #expect(charter.owners.map(\.revokeThreshold) == [nil, 1])
    #expect(charter.owners.map(\.line) == [6, 7])
    #expect(charter.code.map(\.protect) == [["**"]])
  }

  @Test func `people, keys and roles are read`() throws {
    let people = try Self.policy().people
    #expect(people.people.count == 7)
    #expect(people.people["robot"]?.kind == .machine)
    #expect(people.people["dan.holt"]?.kind == .human)
    let ana = try #require(people.people["ana.ruiz"])
    #expect(ana.id == "ana.ruiz")
    #expect(ana.keys.count == 5)
    #expect(ana.keys[0].material == .ssh(Fixtures.key(1)))
    #expect(ana.keys[0].status == .active)
    #expect(ana.keys[1].status == .retired)
    #expect(ana.keys[1].compromisedSince?.description == Fixtures.commit)
    #expect(ana.keys[1].line == 9)
    #expect(ana.keys[2].material == .openPGP(path: "keys/ana.asc"))
    #expect(ana.keys[3].material == .x509(authority: "keys/corp.pem", subject: "CN=Ana Ruiz"))
    #expect(ana.keys[4].material == .sshAuthority(key: Fixtures.key(3), principal: "ana"))
    #expect(people.roles["cab"] == ["cfo.lane", "cto.fin"])
    #expect(people.roles["on-call-manager"] == [])
  }

  @Test func `systems and the calendar are read`() throws {
    let policy = try Self.policy()
    let system = try #require(policy.systems.systems["claims-db"])
    #expect(system.id == "claims-db")
    #expect(system.parent == "claims")
    #expect(system.dependsOn == ["document-store"])
    #expect(system.criticality == .high)
    #expect(system.line == 5)
    #expect(policy.calendar.timeZone == "Europe/Berlin")
    let window = try #require(policy.calendar.windows.first)
    #expect(window.days == [5, 6])
    #expect(window.from == 22 * 60)
    #expect(window.to == 4 * 60)
    #expect(window.line == 3)
    #expect(policy.calendar.freezes.first?.exceptRole == "cab-chair")
    #expect(policy.calendar.freezes.first?.interval.end == Instant(rfc3339: "2027-01-03T23:00:00Z"))
    #expect(policy.calendar.holidays.map(\.description) == ["2026-12-25"])
  }

  @Test func `the workflow is read`() throws {
    let workflow = try Self.policy().workflow
    #expect(workflow.stages.count == 9)
    #expect(workflow.stages[.initiated]?.byRequester == true)
    #expect(workflow.stages[.initiated]?.require == nil)
    #expect(workflow.stages[.planned]?.reviewedBy == .approved)
    #expect(workflow.stages[.approved]?.act == .approve)
    #expect(workflow.stages[.approved]?.validFor == Period(count: 14, unit: .days))
    #expect(workflow.stages[.approved]?.not == [.requester, .contributors, .implementer])
    #expect(workflow.stages[.approved]?.covers?.count == 4)
    #expect(workflow.stages[.approved]?.line == 11)
    #expect(workflow.stages[.scheduled]?.leadTime?.inWorkingDays == true)
    #expect(workflow.stages[.scheduled]?.leadTime?.byRisk[.medium] == Period(count: 3, unit: .days))
    #expect(workflow.stages[.scheduled]?.windows == ["standard-night"])
    #expect(workflow.stages[.reviewed]?.covers == nil)
    #expect(workflow.gateName == "deploy")
    #expect(workflow.gateStage == .scheduled)
    #expect(workflow.emergency?.ratifyWithin == Period(count: 48, unit: .hours))
    #expect(workflow.powers?.override["cab"] == ["cab-chair"])
    #expect(workflow.powers?.lift == ["cab-chair"])
  }

  @Test func `the tree of requirements is read`() throws {
    let workflow = try Self.policy().workflow
    let require = try #require(workflow.stages[.approved]?.require)
    guard case .all(let parts) = require.kind else {
      Issue.record("not all")
      return
    }
    #expect(parts.map(\.id) == ["change-manager", "owners", "security", "cab", "some"])
    #expect(parts.map(\.line) == [14, 15, 16, 17, 18])
    var owners = Requirement.Quorum(role: "system-owner")
    (owners.count, owners.per, owners.fallback) = (1, .system, "change-manager")
    #expect(parts[1].kind == .quorum(owners))
    #expect(parts[2].when == [Requirement.Condition(field: .risk, values: ["high", "critical"])])
    guard case .any(let choices) = parts[3].kind, case .atLeast(let number, _) = parts[4].kind
    else {
      Issue.record("neither any nor at-least")
      return
    }
    #expect(choices.count == 2)
    #expect(number == 1)
    #expect(parts[4].level == .soft)
  }

  @Test func `lint settings and templates are read`() throws {
    let policy = try Self.policy()
    #expect(policy.lint.severities["rollback-rehearsed"] == .some(.warning))
    #expect(policy.lint.severities["title-style"] == .some(nil))
    #expect(policy.lint.rehearsalMaxAge == Period(count: 60, unit: .days))
    let template = try #require(policy.templates.first)
    #expect(template.id == "STD-TLS-ROTATE")
    #expect(template.version == 3)
    #expect(template.path == "policies/templates/STD-TLS-ROTATE.yaml")
    #expect(template.retireAt == Instant(rfc3339: "2027-01-01T00:00:00Z"))
    #expect(template.parameters["site"] == .oneOf(["quote", "claims"]))
    #expect(template.content.implementation?.steps != nil)
  }

  @Test func `lint settings and templates may be absent`() {
    var texts = Fixtures.policy
    texts["policies/lint.yaml"] = nil
    texts["policies/templates/STD-TLS-ROTATE.yaml"] = nil
    #expect(Policy.read(texts: texts).policy != nil)
  }

  @Test(arguments: ["assent", "people", "systems", "workflow", "calendar"])
  func `a missing file keeps the policy from loading`(_ name: String) {
    var texts = Fixtures.policy
    texts["policies/\(name).yaml"] = nil
    let reading = Policy.read(texts: texts)
    #expect(reading.policy == nil)
    #expect(reading.findings.map(\.rule) == ["policy-missing-file"])
    #expect(reading.findings.map(\.location.path) == ["policies/\(name).yaml"])
  }

  @Test(arguments: [
    "policies/asent.yaml", "policies/templates/a/b.yaml", "policies/templates/.yaml",
    "policies/README.md", "assent.yaml", "policies/templates/README.md",
  ])
  func `a file that no policy has keeps it from loading`(_ path: String) {
    var texts = Fixtures.policy
    texts[path] = "schema: x"
    let reading = Policy.read(texts: texts)
    #expect(reading.policy == nil)
    #expect(reading.findings.map(\.rule) == ["unknown-policy-file"])
  }

  @Test(arguments: [
    "{}", "{all: []}", "{any: []}", "{at-least: {n: 1, of: []}}", "{id: assessor}",
    "{when: {risk: [high]}}",
  ])
  func `a requirement that asks for nothing loads as empty`(_ text: String) throws {
    let rule = try Self.assessed("require: \(text)")
    #expect(rule.require?.kind == .empty)
    #expect(rule.require?.line == 7)
  }

  @Test func `a stage that forgot its requirement asks for the impossible`() throws {
    #expect(try Self.assessed("not: [requester]").require?.kind == .empty)
  }

  @Test func `a quorum without a count loads without one`() throws {
    let rule = try Self.assessed("require: {id: assessor, role: risk-assessor}")
    guard case .quorum(let quorum) = rule.require?.kind else {
      Issue.record("no quorum")
      return
    }
    #expect(quorum.count == nil)
  }

  @Test func `the excluded may be written in the singular and the plural`() throws {
    let rule = try Self.assessed(
      "not: [requesters, contributor, implementers, approver, testers, tester]")
    #expect(
      rule.not == [.requester, .contributors, .implementer, .approvers, .testers, .testers])
  }

  @Test func `stages that do not apply may be left out`() {
    var texts = Fixtures.policy
    texts["policies/workflow.yaml"] = """
      schema: assent/workflow/1
      stages:
        approved: {act: approve, require: {role: cab, count: 1}, covers: [request]}
      gate: {deploy: approved}
      """
    let reading = Policy.read(texts: texts)
    #expect(reading.findings == [])
    #expect(reading.policy?.workflow.stages.count == 1)
    #expect(reading.policy?.workflow.powers == nil)
  }

  /// The stage `assessed` with one other line.
  private static func assessed(_ line: String) throws -> StageRule {
    var texts = Fixtures.policy
    texts["policies/workflow.yaml"] = Fixtures.workflow.replacingOccurrences(
      of: """
        require: {id: assessor, role: risk-assessor, count: 1}
            not: [requester]
        """, with: line)
    let reading = Policy.read(texts: texts)
    #expect(reading.findings == [])
    return try #require(reading.policy?.workflow.stages[.assessed])
  }
}
