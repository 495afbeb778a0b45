import TestSupport
import Testing

/// Acts as people make them: signed by Git, published only if they count.
struct ActCommandTests {
  @Test func `a change goes through all nine stages by the commands alone`() throws {
    let stage = try ActScene()
    var record = stage.scene.record
    try stage.sign("submit", by: .ana)
    try stage.sign("assess", by: .rae)
    try stage.sign("approve", by: .bo)
    try stage.sign("approve", by: .dan)
    try stage.sign("test", by: .ivy, ["--outcome", "pass"])
    try stage.sign("schedule", by: .cat)
    #expect(try stage.verdict()["gate"]["decision"].string == "allowed")
    let now = Moment.current
    record.add(record.started(at: now - 10.minutes))
    try stage.sign("start", by: .fay, ["--record", try stage.edit(record.text)])
    record.add(record.finished(at: now))
    try stage.sign(
      "finish", by: .fay, ["--outcome", "successful", "--record", try stage.edit(record.text)])
    record.add(record.reviewed(from: now - 2.days))
    try stage.sign("review", by: .rob, ["--record", try stage.edit(record.text)])
    record.add(record.closed())
    try stage.sign(
      "close", by: .cat, ["--outcome", "successful", "--record", try stage.edit(record.text)])
    let verdict = try stage.verdict()
    #expect(verdict["state"].string == "closed", "\(verdict)")
    #expect(verdict["acts"].elements.allSatisfy { $0["counted"].bool == true }, "\(verdict)")
    // The record came from the work tree, so nothing there is out of date.
    #expect(try stage.repository.git("status", "--porcelain") == "")
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let verb: String
    let person: Persona
    var more: [String] = []
    let status: Int32
    let says: String

    var testDescription: String { name }
  }

  static let refusals = [
    Refusal(
      name: "an approval of one's own change", verb: "approve", person: .ana,
      more: ["--role", "change-manager"], status: 1, says: "requester"),
    Refusal(
      name: "an approval by the implementer", verb: "approve", person: .fay,
      more: ["--role", "change-manager"], status: 1, says: "implementer"),
    Refusal(
      name: "an approval without a role", verb: "approve", person: .ivy, status: 1,
      says: "holds no role"),
    Refusal(
      name: "a role that is not held", verb: "approve", person: .ivy,
      more: ["--role", "change-manager"], status: 1, says: "role-not-held"),
    Refusal(
      name: "a Submit by another", verb: "submit", person: .bo, status: 1, says: "requester"),
    Refusal(
      name: "an unknown key", verb: "approve", person: .mallory, status: 1, says: "cfo.lane"),
    Refusal(
      name: "a Start before the gate opens", verb: "start", person: .fay, status: 1,
      says: "the gate is not open"),
    Refusal(
      name: "another risk than the record's", verb: "assess", person: .rae,
      more: ["--risk", "low"], status: 1, says: "malformed"),
    Refusal(
      name: "a Test without an outcome", verb: "test", person: .ivy, status: 2,
      says: "--outcome"),
    Refusal(
      name: "an Override without a reason", verb: "override", person: .hal,
      more: ["--requirement", "cab"], status: 2, says: "--message"),
    Refusal(
      name: "an objection without a name", verb: "object", person: .eli, status: 2,
      says: "--objection"),
    Refusal(
      name: "a resolution of nothing", verb: "resolve", person: .eli,
      more: ["--objection", "S1"], status: 1, says: "resolve"),
    Refusal(
      name: "a change that does not exist", verb: "approve", person: .bo,
      more: ["CHG-2026-0000"], status: 4, says: "no record"),
    Refusal(
      name: "a reason that looks like an act", verb: "approve", person: .bo,
      more: ["-m", "Change-Approve: CHG-2026-7F3K"], status: 2, says: "looks like an act"),
    Refusal(
      name: "a key file that is not there", verb: "approve", person: .bo,
      more: ["--key", "/nowhere"], status: 2,
      says: "/nowhere"),
  ]

  @Test(arguments: refusals) func `what would not count is refused before it is signed`(
    _ refusal: Refusal
  ) throws {
    let stage = try ActScene()
    let before = try stage.tip("refs")
    let outcome = try stage.act(
      refusal.verb, by: refusal.person, refusal.more, key: !refusal.more.contains("--key"))
    #expect(outcome.status == refusal.status, "\(outcome.errorText)")
    #expect(outcome.errorText.contains(refusal.says), "\(outcome.errorText)")
    #expect(try stage.tip("refs") == before)
  }

  @Test func `the role is inferred where only one fills an open seat`() throws {
    let stage = try ActScene()
    try stage.sign("submit", by: .ana)
    // kim.park is change manager and security; a medium risk does not ask for security.
    try stage.sign("approve", by: .kim)
    let act = try #require(try stage.verdict()["acts"].elements.last)
    #expect(act["role"].string == "change-manager")
  }

  @Test func `several acts and several changes are one signature`() throws {
    let stage = try ActScene()
    let other = try SampleRecord(id: "CHG-2026-9XYZ", begins: Moment.current - 6.days)
    try stage.scene.commit(
      "Ask for more\n", by: .ana,
      changes: [other.path: .text(other.text)].merging(
        other.evidence.mapValues { .text($0) }
      ) { first, _ in first })
    try stage.scene.settle()
    try stage.sign("submit", by: .ana, [stage.id, other.id])
    let commit = try stage.sign(
      "approve", by: .bo, [stage.id, other.id, "--also", "schedule:change-manager"])
    for id in [stage.id, other.id] {
      let acts = try stage.verdict(id)["acts"].elements.filter { $0["commit"].string == commit }
      #expect(acts.map { $0["verb"].string } == ["approve", "schedule"])
      #expect(acts.allSatisfy { $0["counted"].bool == true }, "\(acts)")
    }
  }

  @Test func `a dry run prints the unsigned commit and writes no reference`() throws {
    let stage = try ActScene()
    let before = try stage.tip("refs")
    let outcome = try stage.act("submit", by: .ana, ["--dry-run"])
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("tree "))
    #expect(outcome.text.contains("\nChange-Submit: \(stage.id); digest=sha256:"))
    #expect(outcome.text.contains("Would count"))
    #expect(try stage.tip("refs") == before)
  }

  @Test func `a dry run of what would not count prints it and fails as the act would`() throws {
    let stage = try ActScene()
    let outcome = try stage.act("approve", by: .ana, ["--role", "change-manager", "--dry-run"])
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("\nChange-Approve: "), "\(outcome.text)")
    #expect(outcome.errorText.contains("requester"))
  }

  @Test func `an error is one line of JSON where JSON is asked for`() throws {
    let stage = try ActScene()
    let outcome = try stage.act("approve", by: .ana, ["--role", "cab", "--format", "json"])
    #expect(outcome.status == 1)
    let json = try JSON(parsing: outcome.output)
    #expect(json["schema"].string == "assent/error/1")
    #expect(json["code"].string == "would-not-count")
  }

  @Test func `Git's own signing set-up is used`() throws {
    let stage = try ActScene()
    try stage.repository.git("config", "gpg.format", "ssh")
    try stage.repository.git("config", "user.signingkey", try Persona.ana.key)
    #expect(try stage.act("submit", by: .ana, key: false).status == 0)
    try stage.repository.git("config", "--unset", "user.signingkey")
    try stage.repository.git(
      "config", "gpg.ssh.defaultKeyCommand", "echo 'key::\(try Persona.rae.publicKey)'")
    // The public key alone cannot sign without its agent: an error, and nothing is written.
    let outcome = try stage.act("assess", by: .rae, key: false)
    #expect(outcome.status == 2, "\(outcome.errorText)")
    try stage.repository.git("config", "gpg.format", "openpgp")
    let other = try stage.act("assess", by: .rae, key: false)
    #expect(other.status == 2)
    #expect(other.errorText.contains("gpg has no secret key for signing"))
    try stage.repository.git("config", "gpg.program", "no-such-gpg")
    let without = try stage.act("assess", by: .rae, key: false)
    #expect(without.status == 2)
    #expect(without.errorText.contains("git config gpg.format ssh"), "\(without.errorText)")
    try stage.repository.git("config", "gpg.format", "x509")
    let third = try stage.act("assess", by: .rae, key: false)
    #expect(
      third.errorText.contains("act commands sign with SSH and OpenPGP"), "\(third.errorText)")
  }

  @Test func `a link in the work tree does not publish what it points at`() throws {
    let stage = try ActScene()
    let path = try stage.edit(stage.scene.record.text)
    let evidence = "\(stage.repository.path)/changes/evidence/\(stage.id)/functional.txt"
    _ = try Command.run(
      "/bin/ln", ["-sf", "/etc/hostname", evidence], in: "/", environment: [:])
    let outcome = try stage.act("submit", by: .ana, ["--record", path])
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("symbolic link"), "\(outcome.errorText)")
  }

  @Test func `Start edits nothing but the execution`() throws {
    let stage = try ActScene()
    let text = stage.scene.record.text.replacing("minutes: 10", with: "minutes: 11")
    let outcome = try stage.act("start", by: .fay, ["--record", try stage.edit(text)])
    #expect(outcome.status == 1)
    #expect(outcome.errorText.contains("edits-files"), "\(outcome.errorText)")
  }
}
