import Diagnostics
import Foundation
import Testing

@testable import Records

/// A text replaced in one file of a policy, and what is said about it where the arrow stands.
struct PolicyRefusal: Sendable, CustomTestStringConvertible {
  let file: String
  let old: String
  let new: String
  let rule: String
  let message: String

  init(
    _ file: String, _ old: String, _ new: String, _ rule: String, _ message: String
  ) {
    (self.file, self.old, self.new, self.rule) = ("policies/\(file).yaml", old, new, rule)
    self.message = message
  }

  var testDescription: String { "\(file): \(new)" }
}

struct PolicyRefusalTests {
  @Test(arguments: [
    PolicyRefusal(
      "assent", "version: 7", "version: ↓0", "bad-value",
      "`version` is 0, not between 1 and 1000000000"),
    PolicyRefusal(
      "assent", "carrier: branch", "↓carier: branch", "unknown-key",
      "unknown key `carier` at the top level"),
    PolicyRefusal(
      "assent", "cto.fin], threshold: 2", "cto.fin], threshold: ↓4", "policy-owners",
      "`threshold` is 4, but the entry has 3 human owners"),
    PolicyRefusal(
      "assent", "cto.fin], threshold: 2", "ciso.rey], threshold: ↓3", "policy-owners",
      "`threshold` is 3, but the entry has 2 human owners"),
    PolicyRefusal(
      "assent", "cto.fin], threshold: 2", "↓robot], threshold: 2", "policy-owners",
      "`robot` is a machine, which cannot own the policy"),
    PolicyRefusal(
      "assent", "cto.fin]", "↓cto.fim, cto.fin]", "policy-unknown-person",
      "`cto.fim` is no person of `people.yaml`"),
    PolicyRefusal(
      "assent", "{people: [cfo.lane", "↓{files: [a], people: [cfo.lane", "policy-owners",
      "the first entry of `owners` has `files`"),
    PolicyRefusal(
      "assent", "{files: [people.yaml, \"keys/**\"], ", "↓{", "policy-owners",
      "entry 2 of `owners` has no `files`"),
    PolicyRefusal(
      "assent", "[people.yaml,", "[↓../people.yaml,", "bad-value",
      "`owners[1].files[0]` is `../people.yaml`, not a path pattern"),
    PolicyRefusal(
      "assent", "trunk: main", "trunk: ↓a..b", "bad-value",
      "`trunk` is `a..b`, not a branch name"),
  ])
  func `a bad charter does not load`(_ refusal: PolicyRefusal) throws { try check(refusal) }

  @Test(arguments: [
    PolicyRefusal(
      "people", "bo.chen: {name: Bo Chen,", "bo.chen: {keys: [↓{ssh: \(Fixtures.key(1))}],",
      "policy-shared-key", "the key of `bo.chen` is `ana.ruiz`'s too"),
    PolicyRefusal(
      "people", "ssh: \(Fixtures.key(2))", "↓ssh: \(Fixtures.key(1))", "policy-duplicate-key",
      "`ana.ruiz` has this key twice"),
    PolicyRefusal(
      "people", "bo.chen: {name: Bo Chen,",
      "bo.chen: {email: [↓Ana.Ruiz@Harbourline.Example],", "policy-shared-email",
      "`Ana.Ruiz@Harbourline.Example` belongs to `ana.ruiz` too"),
    PolicyRefusal(
      "people", "ssh-ca: {key: \(Fixtures.key(3))", "↓ssh-ca: {key: \(Fixtures.key(4))",
      "policy-shared-key", "the authority that certifies `ana.ruiz` signs as `cfo.lane` too"),
    PolicyRefusal(
      "people", "security: [ciso.rey]", "security: [↓cso.rey]", "policy-unknown-person",
      "`cso.rey` is no person of `people`"),
    PolicyRefusal(
      "people", "on-call-manager: []", "on-call-manager: []\n  everyone: ↓[bo.chen]",
      "policy-reserved-role", "the role `everyone` is built in"),
    PolicyRefusal(
      "people", "kind: machine", "kind: ↓robot", "bad-value",
      "`people.robot.kind` is `robot`, not `human`, `machine`"),
    PolicyRefusal(
      "people", "principal: ana", "principal: ↓\"*\"", "policy-principal",
      "`people.ana.ruiz.keys[4].ssh-ca.principal` is `*`, not one exact principal"),
    PolicyRefusal(
      "people", "{key: \(Fixtures.key(3)), principal: ana}", "↓{key: \(Fixtures.key(3))}",
      "missing-key",
      "`people.ana.ruiz.keys[4].ssh-ca` lacks `principal`"),
    PolicyRefusal(
      "people", "- openpgp: keys/ana.asc", "- ↓status: active", "policy-key",
      "`people.ana.ruiz.keys[2]` names no key"),
    PolicyRefusal(
      "people", "- openpgp: keys/ana.asc",
      "- ↓{openpgp: keys/a.asc, x509: {ca: keys/c, subject: s}}",
      "policy-key", "`people.ana.ruiz.keys[2]` names more than one key"),
    PolicyRefusal(
      "people", "keys/ana.asc", "↓../ana.asc", "bad-value",
      "`people.ana.ruiz.keys[2].openpgp` is `../ana.asc`, not a key file"),
    PolicyRefusal(
      "people", Fixtures.key(4), "↓ssh-dss AAAA", "bad-value",
      "`people.cfo.lane.keys[0].ssh` is not an OpenSSH public key: the type `ssh-dss` is unknown"),
    PolicyRefusal(
      "people", Fixtures.key(4),
      Fixtures.key(4).replacingOccurrences(of: "ssh-ed25519 ", with: "↓ssh-rsa "),
      "bad-value",
      "`people.cfo.lane.keys[0].ssh` is not an OpenSSH public key: "
        + "the base64 is not of a key of that type"),
    PolicyRefusal(
      "people", "since: \(Fixtures.commit)", "since: ↓c0c0", "bad-value",
      "`people.ana.ruiz.keys[1].compromised.since` is `c0c0`, not a full commit id"),
    PolicyRefusal(
      "people", "cab: [cfo.lane, cto.fin]", "↓off: [cfo.lane]\n  cab: [cto.fin]",
      "ambiguous-scalar", "the key `off` is read as a boolean by YAML"),
  ])
  func `bad people do not load`(_ refusal: PolicyRefusal) throws { try check(refusal) }

  @Test(arguments: [
    PolicyRefusal(
      "systems", "owners: [dan.holt]", "owners: [↓dan.hold]", "policy-unknown-person",
      "`dan.hold` is no person of `people.yaml`"),
    PolicyRefusal(
      "systems", "claims: {}", "claims: {parent: ↓claims-db}", "policy-parent-cycle",
      "`claims` is a part of itself: claims → claims-db → claims"),
    PolicyRefusal(
      "calendar", "\"22:00\"", "↓22:00", "ambiguous-scalar",
      "`windows[0].from` is `22:00`, which YAML reads as a number"),
    PolicyRefusal(
      "calendar", "\"22:00\"", "↓\"24:00\"", "bad-value",
      "`windows[0].from` is `24:00`, when no window opens"),
    PolicyRefusal(
      "calendar", "\"04:00\"", "↓\"4:00\"", "bad-value",
      "`windows[0].to` is `4:00`, not a time of day"),
    PolicyRefusal(
      "calendar", "[sat, sun]", "[↓saturday]", "bad-value",
      "`windows[0].days[0]` is `saturday`, not `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`"),
    PolicyRefusal(
      "calendar", "[sat, sun]", "↓[]", "bad-value", "`windows[0].days` is an empty list"),
    PolicyRefusal(
      "calendar", "role: cab-chair", "role: ↓cabchair", "policy-unknown-role",
      "`cabchair` is no role of `people.yaml`"),
    PolicyRefusal(
      "calendar", "2027-01-04", "↓2026-01-04", "bad-value",
      "`freezes[0]` ends at or before its start"),
    PolicyRefusal(
      "calendar", "time-zone: Europe/Berlin", "time-zone: ↓Europe/Ber lin", "bad-value",
      "`time-zone` is `Europe/Ber lin`, not a time zone"),
    PolicyRefusal(
      "lint", "\"off\"", "↓off", "ambiguous-scalar",
      "`severities.title-style` is `off`, which YAML reads as a boolean"),
    PolicyRefusal(
      "templates/STD-TLS-ROTATE", "id: STD-TLS-ROTATE", "id: ↓STD-TLS", "policy-template",
      "the template `STD-TLS` does not bear its file's name"),
    PolicyRefusal(
      "templates/STD-TLS-ROTATE", "{pattern: \"0*\"}", "↓{}", "policy-template",
      "`parameters.serial` needs either `pattern` or `one-of`"),
    PolicyRefusal(
      "templates/STD-TLS-ROTATE", "{pattern: \"0*\"}", "{pattern: ↓\"(a|b)\"}", "policy-template",
      "`parameters.serial` holds no pattern"),
    PolicyRefusal(
      "templates/STD-TLS-ROTATE", "risk: low\nparameters",
      "risk: ↓high\nparameters", "policy-template",
      "the template is of high risk and its assessment of low"),
  ])
  func `bad systems, calendars, settings and templates do not load`(
    _ refusal: PolicyRefusal
  ) throws { try check(refusal) }

  @Test(arguments: [
    PolicyRefusal(
      "workflow", "{id: assessor, role: risk-assessor", "{id: assessor, role: ↓risk-assesor",
      "policy-unknown-role", "`risk-assesor` is no role of `people.yaml`"),
    PolicyRefusal(
      "workflow", "fallback: change-manager", "fallback: ↓nobody", "policy-unknown-role",
      "`nobody` is no role of `people.yaml`"),
    PolicyRefusal(
      "workflow", "object: [security]", "object: [↓securty]", "policy-unknown-role",
      "`securty` is no role of `people.yaml`"),
    PolicyRefusal(
      "workflow", "{cab: [cab-chair]", "{cab: [↓chair]", "policy-unknown-role",
      "`chair` is no role of `people.yaml`"),
    PolicyRefusal(
      "workflow", "{cab: [cab-chair], ratification: ", "{cab: [cab-chair], ratificaton: ↓",
      "policy-unknown-requirement", "`ratificaton` is no requirement and no flag"),
    PolicyRefusal(
      "workflow", "distinct: [change-manager, security, cab]",
      "distinct: [change-manager, security, ↓cabs]", "policy-unknown-requirement",
      "`cabs` is no requirement of this stage"),
    PolicyRefusal(
      "workflow", "windows: [standard-night]", "windows: [↓standard-nigth]",
      "policy-unknown-window", "`standard-nigth` is no window of `calendar.yaml`"),
    PolicyRefusal(
      "workflow", "id: some,", "id: ↓cab,",
      "policy-duplicate-id", "the id `cab` is given twice in one stage"),
    PolicyRefusal(
      "workflow", "{id: assessor, role: risk-assessor, count: 1}",
      "{id: assessor, role: risk-assessor, count: 1, seat: ↓any}", "policy-seat",
      "`seat: any` is not allowed in this stage"),
    PolicyRefusal(
      "workflow", "role: on-call-manager, count: 1",
      "role: on-call-manager, count: 1, seat: ↓machine",
      "policy-seat", "`seat: machine` is not allowed in this stage"),
    PolicyRefusal(
      "workflow", "role: risk-assessor, count: 1}", "role: risk-assessor, count: ↓0}", "bad-value",
      "`stages.assessed.require.count` is 0, not between 1 and 1000"),
    PolicyRefusal(
      "workflow", "role: risk-assessor, count: 1}", "count: ↓1}", "policy-requirement",
      "`stages.assessed.require` has `count` but no `role`"),
    PolicyRefusal(
      "workflow", "{id: assessor, role: risk-assessor, count: 1}",
      "↓{role: risk-assessor, all: []}",
      "policy-requirement", "`stages.assessed.require` is `role`, `all` at once"),
    PolicyRefusal(
      "workflow", "when: {risk: [high, critical]}", "when: ↓{}", "bad-value",
      "`stages.approved.require.all[2].when` names no field"),
    PolicyRefusal(
      "workflow", "when: {risk: [high, critical]}", "when: {risk: [↓hihg]}", "bad-value",
      "`stages.approved.require.all[2].when.risk[0]` is `hihg`, "
        + "not `low`, `medium`, `high`, `critical`"),
    PolicyRefusal(
      "workflow", "when: {risk: [high, critical]}", "when: {system: [↓ghost]}",
      "policy-unknown-system", "`ghost` is no system of `systems.yaml`"),
    PolicyRefusal(
      "workflow", "tested: {act: test", "tested: {act: ↓approve", "bad-value",
      "`stages.tested.act` is `approve`, not `test`"),
    PolicyRefusal(
      "workflow",
      "act: schedule\n    require: {id: scheduler, role: change-manager, count: 1}\n    covers: [schedule]\n",
      "↓act: schedule\n    require: {id: scheduler, role: change-manager, count: 1}\n",
      "missing-key",
      "`stages.scheduled` lacks `covers`"),
    PolicyRefusal(
      "workflow", "    valid-for: 14d", "    ↓lead-time: {low: 1d}", "unknown-key",
      "unknown key `lead-time` in `stages.approved`"),
    PolicyRefusal(
      "workflow", "gate: {deploy: scheduled}", "gate: ↓{deploy: scheduled, other: closed}",
      "policy-gate", "`gate` names 2 gates, not one"),
    PolicyRefusal(
      "workflow", "gate: {deploy: scheduled}", "gate: {deploy: ↓assessed}", "policy-gate",
      "the gate asks for `assessed`, which comes before approval"),
    PolicyRefusal(
      "workflow", "  planned: {reviewed-by: approved}", "  ↓planed: {reviewed-by: approved}",
      "unknown-key", "unknown key `planed` in `stages`"),
  ])
  func `a bad workflow does not load`(_ refusal: PolicyRefusal) throws { try check(refusal) }

  @Test func `a gate cannot ask for a stage that is missing`() {
    var texts = Fixtures.policy
    texts["policies/workflow.yaml"] = """
      schema: assent/workflow/1
      stages:
        assessed: {act: assess, require: {role: cab, count: 1}, covers: [request]}
      gate: {deploy: scheduled}
      """
    let reading = Policy.read(texts: texts)
    #expect(reading.policy == nil)
    #expect(reading.findings.map(\.rule) == ["policy-stage", "policy-gate"])
  }

  @Test func `a long chain of parents is followed once`() {
    var texts = Fixtures.policy
    let chain = (1..<12_000).map { "  s\($0): {parent: s\($0 + 1)}" }.joined(separator: "\n")
    texts["policies/systems.yaml", default: ""] += chain + "\n  s12000: {parent: s1}\n"
    let reading = Policy.read(texts: texts)
    #expect(reading.findings.map(\.rule) == ["policy-parent-cycle"])
  }

  @Test func `thousands of unknown names give findings in little time`() {
    var texts = Fixtures.policy
    let systems = (0..<9000).map { "  x\($0): {owners: [nobody\($0)], parent: y\($0)}" }
    texts["policies/systems.yaml", default: ""] += systems.joined(separator: "\n") + "\n"
    let people = (0..<9000).map { "  role\($0): [nobody\($0)]" }
    texts["policies/people.yaml", default: ""] += people.joined(separator: "\n") + "\n"
    let time = ContinuousClock().measure {
      let reading = Policy.read(texts: texts)
      #expect(reading.policy == nil)
      #expect(reading.findings.count < 1000)
    }
    #expect(time < .seconds(30))
  }

  @Test(arguments: [
    PolicyRefusal(
      "systems", "parent: claims", "parent: ↓claim", "policy-unknown-system",
      "`claim` is no system of this file"),
    PolicyRefusal(
      "systems", "depends-on: [document-store]", "depends-on: [↓documents]",
      "policy-unknown-system", "`documents` is no system of this file"),
  ]) func `an inventory may name neighbours that it does not list`(_ remark: PolicyRefusal) throws {
    try check(remark, loads: true)
  }

  private func check(_ refusal: PolicyRefusal, loads: Bool = false) throws {
    var texts = Fixtures.policy
    let text = try #require(texts[refusal.file])
    #expect(text.contains(refusal.old))
    let marked = text.replacingOccurrences(of: refusal.old, with: refusal.new)
    let parts = marked.components(separatedBy: "↓")
    #expect(parts.count == 2)
    let lines = parts[0].components(separatedBy: "\n")
    let place = Position(line: lines.count, column: (lines.last ?? "").unicodeScalars.count + 1)
    texts[refusal.file] = parts.joined()
    let reading = Policy.read(texts: texts)
    #expect((reading.policy != nil) == loads)
    #expect(reading.findings.count == 1)
    let finding = try #require(reading.findings.first)
    #expect(finding.rule == refusal.rule)
    #expect(finding.message == refusal.message)
    #expect(finding.location.path == refusal.file)
    #expect(finding.location.span?.start == place)
  }
}
