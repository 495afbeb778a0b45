import Foundation
import TestSupport
import Testing

/// Ways to a gate that is open and should not be, or that is closed to the way back.
struct AttackTests {
  private func organisation(_ edits: (String, String, String)...) throws -> SampleOrganisation {
    var organisation = try SampleOrganisation()
    for (old, new, file) in edits { try organisation.replace(old, with: new, in: file) }
    return organisation
  }

  // "Object, Reject, Hold, Cancel, Withdraw and a failing Test are stopped by `malformed`,
  // `unsigned`, `signature-…`, … alone (a failing Test by `stale` too)."
  @Test(arguments: ["implementer", "digest-missing", "in-the-future"])
  func `a failing test is not talked away`(_ fault: String) throws {
    let scene = try Scene(at: .scheduled)
    var act = Act.test("fail")
    if fault == "digest-missing" { act.digest = .absent }
    if fault == "in-the-future" { scene.clock = scene.inWindow + 1.hours }
    let commit = try scene.act(act, by: fault == "implementer" ? .fay : .ivy)
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.decision != "allowed", "\(verdict)")
    try counts(commit, in: verdict)
  }

  // "dates after `now` do not count".
  @Test(arguments: ["Override", "Resolve"])
  func `an act dated tomorrow ends no objection today`(_ verb: String) throws {
    let scene = try Scene(
      organisation(
        ("override: {cab:", "override: {objection: [cab-chair], cab:", "workflow.yaml")),
      SampleRecord(), through: .scheduled)
    try scene.act(.object("S1", as: "security"), by: .eli)
    scene.clock = scene.inWindow + 24.hours
    if verb == "Resolve" {
      try scene.act(.resolve("S1", as: "security"), by: .eli)
    } else {
      let named = [("role", "cab-chair"), ("requirement", "objection:eli.frost:S1")]
      try scene.act(Act("Override", named), by: .hal)
      check(try scene.gate(at: scene.clock), "prevented")  // the window is over
    }
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "prevented")
    #expect(verdict.reasons.contains("objection"), "\(verdict)")
  }

  // "`distinct` seats people by matching: one person, one seat".
  @Test func `a requirement within a named one is as distinct as any`() throws {
    let scene = try Scene(
      organisation(
        (
          "- {id: security, role: security, count: 1, when: {risk: [high, critical]}}",
          "- {id: experts, all: [{id: security, role: security, count: 1}]}", "workflow.yaml"
        )), SampleRecord(), through: .assessed)
    try scene.act(.approve("change-manager"), by: .kim)
    try scene.act(.approve("security"), by: .kim)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try scene.act(.approve("change-manager"), by: .bo)
    check(try scene.gate(), stage: "approved", "awaiting")
  }

  // "Nothing is ever allowed because no rule was found"; "an Approve in the `before` role … open
  // the gate".
  @Test func `an emergency to which the approval before does not apply stays closed`() throws {
    let record = try SampleRecord(
      type: "emergency", risk: "medium", begins: .beginning - 5.days - 15.hours)
    let scene = try Scene(
      organisation(
        (
          "before: {id: on-call, role: on-call-manager, count: 1}",
          "before: {id: on-call, role: on-call-manager, count: 1, when: {risk: [critical]}}",
          "workflow.yaml"
        )), record, through: .submitted)
    let verdict = try scene.gate()
    #expect(verdict.decision != "allowed", "\(verdict)")
    #expect(!verdict.reasons.isEmpty, "\(verdict)")
  }

  // "After a counted Finish, and when closed, cancelled, rejected or held, it is prevented."
  @Test func `an edit of the log after Finish does not open the gate again`() throws {
    let scene = try Scene(at: .finished)
    check(try scene.gate(), "prevented")
    try scene.edit("  deviations: []\n", to: "  deviations: [none]\n", by: .mallory)
    let verdict = try scene.gate()
    check(verdict, "prevented")
    #expect(verdict.reasons.contains("finished"), "\(verdict)")
  }

  // "when closed, cancelled, rejected or held, it is prevented"; "a retry … is a new change".
  @Test func `an edit of the notes after Close does not open the gate again`() throws {
    let scene = try Scene(at: .scheduled)
    scene.clock = scene.inWindow
    scene.record.add(scene.record.closed("cancelled"))
    try scene.act(
      .close("cancelled"), by: .cat, changes: [scene.record.path: .text(scene.record.text)])
    check(try scene.gate(), "prevented")
    try scene.edit("  notes: All claims", to: "  notes: Most claims", by: .mallory)
    check(try scene.gate(), "prevented")
  }

  // "Covered content edited after Start: `edited-after-start`".
  @Test func `a Start beside an edit of the trunk does not outrun it`() throws {
    let scene = try Scene(at: .scheduled)
    let base = scene.tip
    let approved = scene.record
    scene.clock = scene.inWindow
    try scene.edit("Promote the standby that", to: "Drop the standby that")
    let edited = scene.record
    scene.record = approved
    let side = try scene.act(.start(), by: .fay, on: base)
    scene.record = edited
    try scene.merge(side)
    let verdict = try scene.gate()
    #expect(verdict.decision != "allowed", "\(verdict)")
  }

  // "lands … merges it with a merge commit"; "Its own signature does not judge the approvals
  // before it": the landing of a Start is younger than the Start.
  @Test func `a Start that lands by a merge is authorised`() throws {
    let scene = try Scene(at: .scheduled)
    scene.clock = scene.inWindow
    let side = try scene.act(.start(), by: .fay, on: scene.tip)
    try scene.merge(side)
    let verdict = try scene.gate()
    check(verdict, "allowed")
    #expect(verdict.flags.isEmpty, "\(verdict)")
  }

  // "The first authorised Start fixes type"; "Late, refused or missing, it is a flag and blocks
  // closing".
  @Test func `an emergency does not turn normal to be closed`() throws {
    let record = try SampleRecord(
      type: "emergency", risk: "high", begins: .beginning - 5.days - 15.hours)
    let scene = try Scene(organisation(), record, through: .submitted)
    try scene.act(.approve("on-call-manager"), by: .ola)
    try scene.advance(to: .submitted)
    scene.record.add(scene.record.started(at: scene.clock))
    try scene.act(.start(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    scene.clock = scene.clock + 3.days
    try scene.edit("type: emergency", to: "type: normal")
    let verdict = try scene.gate()
    check(verdict, "prevented")
    #expect(verdict.flags.contains("ratification-overdue"), "\(verdict)")
  }

  // "both obey the `not` of approved".
  @Test func `the requester overrides no contribution`() throws {
    let scene = try Scene(
      organisation(
        ("override: {cab:", "override: {contributor: [cab-chair], cab:", "workflow.yaml"),
        ("cab-chair: [hal.iver]", "cab-chair: [hal.iver, ana.ruiz]", "people.yaml")),
      SampleRecord(), through: .drafted)
    let edit = try scene.edit("through logical", to: "through physical", by: .bo)
    try scene.act(.submit, by: .ana)
    try scene.act(.assess(), by: .rae)
    let approval = try scene.act(.approve("change-manager"), by: .bo)
    let named = [("role", "cab-chair"), ("requirement", "contributor:\(edit)")]
    try scene.act(Act("Override", named), by: .ana)
    try isDropped(approval, "contributor", in: try scene.gate())
    try scene.act(Act("Override", named), by: .hal)
    try counts(approval, in: try scene.gate())
  }

  // "A machine's act names who triggered it, `for=<person>`, and separation of duties applies to
  // that person."
  @Test func `who has a machine implement does not review`() throws {
    let scene = try Scene(
      organisation(
        ("implementer: [fay.stone,", "implementer: [bot.ci, fay.stone,", "people.yaml")),
      SampleRecord(), through: .scheduled)
    scene.clock = scene.inWindow
    let who = ("for", "rob.lane")
    try scene.act(
      Act(
        "Start", [("role", "implementer"), ("commit", SampleRecord.artifact), who]), by: .bot)
    try scene.act(
      Act("Finish", [("role", "implementer"), ("outcome", "successful"), who]), by: .bot)
    let review = try scene.act(.review(), by: .rob)
    try isDropped(review, "implementer", in: try scene.gate())
  }

  // "A machine's act names who triggered it".
  @Test func `a machine names somebody who exists`() throws {
    let scene = try Scene(at: .approved)
    let act = try scene.act(
      Act("Test", [("role", "tester"), ("outcome", "pass"), ("for", "no.body")]), by: .bot)
    let verdict = try scene.gate()
    check(verdict, stage: "approved", "awaiting")
    try isDropped(act, "machine-in-human-seat", in: verdict)
  }

  // "`gate ID --rollback` is allowed when a Start exists that was authorised …; and the artifact
  // is the `rollback.target` in that Start's own tree".
  @Test func `an early Start does not fix where the way back leads`() throws {
    let scene = try Scene(at: .scheduled)
    scene.clock = scene.window.lowerBound - 2.hours
    try scene.act(.start(), by: .fay)
    let other = String(repeating: "7", count: 40)
    try scene.edit(SampleRecord.target, to: other)
    try scene.act(.approve("change-manager"), by: .cat)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    scene.clock = scene.inWindow
    try scene.act(.start(), by: .fay)
    let verdict = try scene.rollbackGate(commit: other)
    check(verdict, "allowed")
  }

  // "order is proven by ancestry alone"; "of concurrent contradictory acts the stricter wins".
  @Test(arguments: ["Test", "Object", "Withdraw"])
  func `of contradictions in one commit the stricter wins`(_ verb: String) throws {
    let scene = try Scene(at: verb == "Test" ? .approved : .scheduled)
    switch verb {
    case "Test":
      try scene.act(.test("fail"), .test("pass"), by: .ivy)
      try scene.act(.schedule, by: .cat)
    case "Object":
      try scene.act(
        .object("S1", as: "security"), .resolve("S1", as: "security"), by: .eli)
    default:
      try scene.act(.withdraw(as: "change-manager"), .approve("change-manager"), by: .bo)
    }
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.decision != "allowed", "\(verdict)")
  }

  // "`evaluate(change, history, policy, now) → verdict` is pure and total: same inputs, same
  // bytes"; "An Override covers what its requirement's stage covers".
  @Test func `an id used by two stages gives one answer`() throws {
    let scene = try Scene(
      organisation(
        ("id: assessor,", "id: cab,", "workflow.yaml"),
        ("override: {cab:", "override: {scheduler: [cab-chair], cab:", "workflow.yaml"),
        ("{id: tester, role", "{id: scheduler, role", "workflow.yaml")),
      SampleRecord(), through: .approved)
    let named = [("role", "cab-chair"), ("requirement", "scheduler")]
    try scene.act(Act("Override", named), by: .hal)
    try scene.edit("pausing the nightly exports", to: "stopping the nightly exports")
    let first = try scene.gate(at: scene.inWindow).bytes
    for _ in 0..<12 {
      #expect(try scene.gate(at: scene.inWindow).bytes == first)
    }
  }
}

/// What one change does to the past of another (section 5, "Windows", "Start").
struct RetroactionTests {
  private static let conflicts = (
    "    covers: [schedule]\n", "    covers: [schedule]\n    conflicts: system-or-dependency\n"
  )

  private func approve(_ scene: Scene, _ record: SampleRecord, by owner: Persona) throws {
    var changes = record.evidence.mapValues(CommitPlan.Entry.text)
    changes[record.path] = .text(record.text)
    try scene.commit("Ask for another change\n", by: .ana, changes: changes)
    scene.record = record
    try scene.act(.submit, by: .ana)
    try scene.act(.assess(), by: .rae)
    try scene.act(.approve("change-manager"), by: .bo)
    try scene.act(.approve("system-owner(claims-db)"), by: owner)
    try scene.act(.test(), by: .ivy)
    try scene.act(.schedule, by: .cat)
  }

  // "It is authorised if the gate was open … for the trunk at the first parent of its integration
  // commit": what another change plans later does not reach back.
  @Test func `another change moved onto the slot later does not undo a Start`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(Self.conflicts.0, with: Self.conflicts.1, in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .policy)
    // The other plans the night before, and comes first.
    let other = try SampleRecord(id: "CHG-2026-8G4M", begins: .beginning - 1.days)
    let mine = scene.record
    try approve(scene, other, by: .dan)
    try approve(scene, mine, by: .dan)
    scene.clock = scene.inWindow
    try scene.act(.start(), by: .fay)
    check(try scene.gate(), "allowed")
    var moved = other
    try moved.replace(
      "window: {start: \(other.window.lowerBound.text), end: \(other.window.upperBound.text)}",
      with: "window: {start: \(mine.window.lowerBound.text), end: \(mine.window.upperBound.text)}")
    try scene.commit(
      "Plan another night\n", by: .mallory, changes: [moved.path: .text(moved.text)])
    let verdict = try scene.gate()
    check(verdict, "allowed")
    #expect(!verdict.flags.contains("started-unauthorised"), "\(verdict)")
  }

  // The same the other way round: a Start into an occupied slot stays unauthorised.
  @Test func `another change moved off the slot later does not excuse a Start`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(Self.conflicts.0, with: Self.conflicts.1, in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .policy)
    let other = try SampleRecord(id: "CHG-2026-8G4M")
    let mine = scene.record
    try approve(scene, other, by: .dan)
    try approve(scene, mine, by: .dan)
    scene.clock = scene.inWindow
    try scene.act(.start(), by: .fay)
    #expect(try scene.gate().flags.contains("started-unauthorised"))
    var moved = other
    try moved.replace(
      "window: {start: \(other.window.lowerBound.text)",
      with: "window: {start: \((other.window.lowerBound - 1.days).text)")
    try moved.replace(
      "end: \(other.window.upperBound.text)}\n  communications",
      with: "end: \((other.window.upperBound - 1.days).text)}\n  communications")
    try scene.commit(
      "Plan another night\n", by: .mallory, changes: [moved.path: .text(moved.text)])
    let verdict = try scene.gate()
    #expect(verdict.flags.contains("started-unauthorised"), "\(verdict)")
  }
}

/// What costs the attacker little must not cost the verifier much.
struct ExhaustionTests {
  /// Appends commits without signatures to a branch that begins at `base`; returns its tip.
  private func branch(
    _ scene: Scene, from base: String, messages: [String],
    files: [(path: String, text: String)] = []
  ) throws -> String {
    var stream = ""
    func add(_ message: String, _ number: Int) {
      stream += "commit refs/scratch/attack\nmark :\(number)\n"
      stream += "committer Mal <mal@example.org> \(scene.clock.seconds + number) +0000\n"
      stream += "data \(message.utf8.count)\n\(message)\n"
      if number == 1 {
        stream += "from \(base)\n"
        for file in files {
          stream += "M 100644 inline \(file.path)\ndata \(file.text.utf8.count)\n\(file.text)\n"
        }
      }
    }
    for (number, message) in messages.enumerated() { add(message, number + 1) }
    stream += "get-mark :\(messages.count)\n"
    return try scene.repository.git(
      ["fast-import", "--quiet", "--force"], input: Data(stream.utf8))
  }

  private func timed(_ scene: Scene, limit: Double) throws -> Verdict {
    let start = Date()
    let verdict = try scene.gate(at: scene.clock + 1.hours)
    let seconds = Date().timeIntervalSince(start)
    #expect(seconds < limit, "\(seconds) s")
    return verdict
  }

  @Test func `a thousand unsigned approvals in one merge are read in time`() throws {
    let scene = try Scene(at: .approved)
    let message = try scene.message([.approve("change-manager")])
    let tip = try branch(
      scene, from: scene.tip, messages: Array(repeating: message, count: 1000))
    try scene.merge(tip)
    let verdict = try timed(scene, limit: 10)
    check(verdict, stage: "approved", "awaiting")
  }

  @Test func `a message of 16 MiB of approvals is read in time`() throws {
    let scene = try Scene(at: .approved)
    let line = "Change-Approve: CHG-2026-7F3K; role=change-manager\n"
    let tip = try branch(
      scene, from: scene.tip,
      messages: ["Approve\n\n" + String(repeating: line, count: (16 << 20) / line.utf8.count)])
    try scene.merge(tip)
    check(try timed(scene, limit: 25), stage: "approved", "awaiting")
  }

  @Test func `a merge of a thousand branches is read in time`() throws {
    let scene = try Scene(at: .approved)
    var stream = ""
    let count = 1000
    for number in 1...count {
      let text = scene.record.text + "# \(number)\n"
      stream += "commit refs/scratch/attack\nmark :\(number)\n"
      stream += "committer Mal <mal@example.org> \(scene.clock.seconds) +0000\ndata 2\nA\n"
      stream += "from \(scene.tip)\nM 100644 inline \(scene.record.path)\n"
      stream += "data \(text.utf8.count)\n\(text)\n"
    }
    stream += "commit refs/scratch/attack\nmark :\(count + 1)\n"
    stream += "committer Mal <mal@example.org> \(scene.clock.seconds) +0000\ndata 2\nM\n"
    stream += "from \(scene.tip)\n" + (1...count).map { "merge :\($0)\n" }.joined()
    let text = scene.record.text.replacing("Claims cannot", with: "Some claims cannot")
    stream += "M 100644 inline \(scene.record.path)\ndata \(text.utf8.count)\n\(text)\n"
    stream += "get-mark :\(count + 1)\n"
    let tip = try scene.repository.git(
      ["fast-import", "--quiet", "--force"], input: Data(stream.utf8))
    try scene.merge(tip, takingTheirs: true)
    check(try timed(scene, limit: 25), "prevented")
  }

  @Test func `a thousand unsigned Starts are read in time`() throws {
    let scene = try Scene(at: .approved)
    let message = try scene.message(Array(repeating: .start(), count: 100))
    let tip = try branch(scene, from: scene.tip, messages: Array(repeating: message, count: 10))
    try scene.merge(tip)
    let verdict = try timed(scene, limit: 10)
    check(verdict, stage: "approved", "awaiting")
  }

  @Test func `a long chain of dependencies with unsigned Starts ends`() throws {
    let scene = try Scene(at: .drafted)
    let count = 1000
    let ids = (0...count).map { "CHG-2026-" + String(String(100_000 + $0).map { $0 }) }
    var files: [(path: String, text: String)] = []
    var lines: [String] = []
    for index in 0..<count {
      let text = """
        schema: assent/change/1
        id: \(ids[index])
        title: One of many that wait for the next
        type: normal
        request:
          requester: ana.ruiz
          systems: [claims-db]
          depends-on: [\(ids[index + 1])]

        """
      files.append(("changes/2026/\(ids[index]).yaml", text))
      lines.append("Change-Start: \(ids[index])")
    }
    var messages = ["Ask for much\n"]
    for start in stride(from: 0, to: count, by: 1000) {
      messages.append(
        "Start\n\nAll.\n\n" + lines[start..<min(count, start + 1000)].joined(separator: "\n")
          + "\nChange-Repository: harbourline/changes\n")
    }
    let tip = try branch(scene, from: scene.tip, messages: messages, files: files)
    try scene.merge(tip, takingTheirs: true)
    try scene.settle()
    let start = Date()
    let outcome = try Assent.run(
      [
        "gate", ids[0], "--trust-root", scene.root, "--now", scene.clock.text, "--what-if",
        "--format", "json",
      ], in: scene.repository.path, home: scene.repository.home, timeout: 60)
    #expect([1, 3, 8].contains(outcome.status), "\(outcome.status) \(outcome.errorText)")
    #expect(Date().timeIntervalSince(start) < 40)
  }
}

/// Keys that were stolen, and those who hold them (sections 4 and 6).
struct StolenKeyTests {
  /// Lets a policy come into force by two owners' approval.
  private func change(
    _ scene: Scene, by owners: [Persona] = [.ciso, .cto],
    _ edit: (inout SampleOrganisation) throws -> Void
  ) throws {
    let old = scene.organisation
    var new = old
    try edit(&new)
    let message = """
      Approve the policy

      Policy-Approve: sha256:\(try new.digest); from=sha256:\(try old.digest)
      Change-Repository: harbourline/changes

      """
    var side = try scene.commit(
      "Change the policy\n", by: .joe, changes: new.entries, on: scene.tip)
    for owner in owners { side = try scene.commit(message, by: owner, signedBy: owner, on: side) }
    try scene.merge(side, takingTheirs: true)
    scene.organisation = new
  }

  private func mark(_ persona: Persona, since commit: String) throws -> (String, String) {
    let key = "- ssh: \(try persona.publicKey)"
    return (key, "\(key)\n        compromised: {since: \(commit)}")
  }

  // "`compromised: {since: <full id>}` … voids every act of that key integrated at or after".
  @Test func `a stolen recorder's key records no time`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace("roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .managed)
    let act = try #require(scene.tips[.managed])
    try change(scene) { policy in
      let (old, new) = try mark(.bot, since: scene.root)
      try policy.replace(old, with: new, in: "people.yaml")
      try policy.replace("version: 1", with: "version: 2", in: "assent.yaml")
    }
    try scene.commit("Record\n", by: .bot, signedBy: .bot)
    let verdict = try scene.gate()
    #expect(try verdict.act(act).json["time"]["recorded"] == .null, "\(verdict)")
  }

  // "such marks accumulate over all policies and cannot be dropped".
  @Test func `an owner's stolen key stays void though the mark is dropped`() throws {
    let scene = try Scene(at: .scheduled)
    let (plain, marked) = try mark(.cfo, since: scene.root)
    try change(scene) { policy in
      try policy.replace(plain, with: marked, in: "people.yaml")
      try policy.replace("version: 1", with: "version: 2", in: "assent.yaml")
    }
    try change(scene) { policy in
      try policy.replace(marked, with: plain, in: "people.yaml")
      try policy.replace("version: 2", with: "version: 3", in: "assent.yaml")
    }
    check(try scene.gate(at: scene.inWindow), "allowed")
    try change(scene, by: [.cfo, .cto]) { policy in
      try policy.replace("threshold: 2", with: "threshold: 1", in: "assent.yaml")
      try policy.replace("version: 3", with: "version: 4", in: "assent.yaml")
    }
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "invalid")
    #expect(verdict.reasons.contains("policy-pending"), "\(verdict)")
  }
}
