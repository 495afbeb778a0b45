internal import Acting
internal import Decision
internal import Glibc
internal import Primitives

/// What happens in the demo: one change that goes wrong in every way before it goes right, and is
/// taken back; an emergency; a short cut; and one that waits for the visitor.
struct DemoStory {
  let stage: DemoStage
  let now: Instant
  private var record: DemoRecord

  private static let artifact = ["--commit", "18e19614b027a05cc9f990e0e60e6ffdcd4768ee"]
  private static let target = ["--artifact", "2026.05.2"]
  private static let owners = "system-owner(payout-api)"

  /// The change that the stories are about, and the one that is left to the visitor.
  static let main = "CHG-2026-0137"
  static let waiting = "CHG-2026-0112"

  private var id: String { Self.main }

  init(_ stage: DemoStage, now: Instant) throws {
    self.stage = stage
    self.now = now
    record = DemoRecord(Self.main, before: "# Never", opening: now.advanced(by: -300))
    try record.replace("requester: yara.said", with: "requester: theo.blum")
  }

  /// Plays everything; throws at the first answer that is not the expected one.
  mutating func play() throws {
    try request()
    try objection()
    try approvals()
    try editAfterApproval()
    try wayBack()
    try emergency()
    try shortCut()
    try leaveOneOpen()
    try audit()
  }

  // MARK: Chapters

  private func request() throws {
    stage.chapter("A change is asked for")
    stage.tell("theo.blum describes it in \(record.path); a pull request brings it to the trunk.")
    try stage.pullRequest(
      "garage-access", "Ask for access of the garages", by: "theo.blum",
      record.evidence + [SampleFile(path: record.path, text: record.text)])
    try stage.act("submit", id, by: "theo.blum")
    try stage.act("assess", id, by: "nils.ott")
    try stage.gate(id, Self.artifact, says: .awaiting)
  }

  private mutating func objection() throws {
    stage.chapter("Somebody objects")
    stage.tell("The objection closes the gate before it has even landed.")
    try stage.act(
      "object", id, by: "eli.frost",
      ["--objection", "S1", "-m", "The rule opens all ports from a range we do not control."],
      lands: false)
    try stage.gate(id, Self.artifact, says: .prevented)
    try stage.land(id, of: "eli.frost")
    stage.tell("theo.blum narrows the rule in a second pull request; eli.frost is content.")
    try record.replace("on all ports.", with: "on one port, with mutual certificates.")
    try edit("one-port", "Open one port only")
    try stage.act("resolve", id, by: "eli.frost", ["--objection", "S1"])
    stage.tell("Submit and assessment covered what was edited, so they are made again.")
    try stage.act("submit", id, by: "theo.blum")
    try stage.act("assess", id, by: "nils.ott")
    try stage.gate(id, Self.artifact, says: .awaiting)
  }

  private func approvals() throws {
    stage.chapter("Some approvals count, some do not")
    try stage.act("approve", id, by: "bo.chen")
    try stage.act("approve", id, by: "ben.falke")
    try stage.act("approve", id, by: "eli.frost")
    stage.tell("theo.blum owns the payout service, but nobody approves their own change:")
    try stage.refused("approve", id, by: "theo.blum")
    stage.tell("so theo.blum signs by hand, past the program. It is kept, and does not count:")
    let own = try stage.approveByHand(
      id, role: Self.owners, by: "theo.blum", signed: true, path: record.path)
    try stage.explain(own, on: id, says: .requester)
    stage.tell("lin.hofer may approve, but a commit without a signature proves nothing:")
    let bare = try stage.approveByHand(
      id, role: Self.owners, by: "lin.hofer", signed: false, path: record.path)
    try stage.explain(bare, on: id, says: .unsigned)
    try stage.act("approve", id, by: "lin.hofer")
    try stage.act("test", id, by: "joe.park", ["--outcome", "pass"])
    try stage.act("schedule", id, by: "cat.diaz")
    try stage.gate(id, Self.artifact, says: .allowed)
  }

  private mutating func editAfterApproval() throws {
    stage.chapter("An edit after the approvals")
    stage.tell("theo.blum rewords one line of the way back. Nobody has approved that:")
    try record.replace("Load rule set 2026.05.2 on both firewalls", with: "Load the old rule set")
    try edit("reword", "Shorten the way back")
    try stage.gate(id, Self.artifact, says: .prevented)
    stage.tell("The approvers look again.")
    for person in ["bo.chen", "ben.falke", "eli.frost", "lin.hofer"] {
      try stage.act("approve", id, by: person)
    }
    try stage.gate(id, Self.artifact, says: .allowed)
  }

  private mutating func wayBack() throws {
    stage.chapter("It is carried out, fails, and is taken back")
    let started = Clock.now()
    record.add("\nexecution:\n  started: \(started)\n")
    try actWithRecord("start", by: "ole.dahl")
    stage.tell("Calls are denied: trigger T1. The way back needs no new approval.")
    try stage.gate(id, ["--rollback"] + Self.target, says: .allowed)
    let turned = Self.later(than: started)
    try stage.act("start", id, by: "ole.dahl", ["--kind", "rollback", "--trigger", "T1"])
    let finished = Self.later(than: turned)
    record.add(
      """
        finished: \(finished)
        log:
          - {at: \(started), step: P1, by: ole.dahl, result: done}
          - {at: \(turned), step: P2, by: ole.dahl, result: failed}
          - {at: \(finished), step: R1, by: ole.dahl, result: done}
        deviations: []
        issues: [Calls were denied by a second firewall that nobody had listed.]
        rollback: {trigger: T1, decided-by: ben.falke, started: \(turned), finished: \(finished), verified: true}

      """)
    try actWithRecord("finish", by: "ole.dahl", ["--outcome", "rolled-back"])
    record.add(
      """

      review:
        objectives-met: false
        monitoring: {from: \(finished), until: \(finished.advanced(by: 60)), signals: [denied calls per minute]}
        findings: [ben.falke confirms the decision to go back., The inventory lacks a firewall.]
        improvements: [{do: List the second firewall in the inventory, owner: ben.falke, due: 2026-12-31}]

      """)
    try actWithRecord("review", by: "nora.pohl")
    record.add(
      "\nclosure:\n  outcome: rolled-back\n  notes: A new change will name both firewalls.\n")
    try actWithRecord("close", by: "cat.diaz", ["--outcome", "rolled-back"])
    try stage.gate(id, Self.artifact, says: .prevented)
    let state = try stage.verdict(id).state
    stage.tell("The change is \(state.rawValue); every signature stays in the history.")
    guard state == .closed else {
      throw Failure("demo", "the change is \(state.rawValue), not closed", exitStatus: 70)
    }
  }

  private func leaveOneOpen() throws {
    stage.chapter("Another change waits for you")
    let open = DemoRecord(Self.waiting, before: "execution:", opening: now.advanced(by: 86_400))
    try stage.pullRequest(
      "log-retention", "Ask for longer retention", by: "nils.ott",
      open.evidence + [SampleFile(path: open.path, text: open.text)])
    try stage.act("submit", open.id, by: "nils.ott")
    try stage.gate(open.id, [], says: .awaiting)
  }

  /// The time, once it is another second: nobody works in no time.
  private static func later(than time: Instant) -> Instant {
    while Clock.now() <= time { usleep(50_000) }
    return Clock.now()
  }

  // MARK: Steps

  private func edit(_ branch: String, _ subject: String) throws {
    try stage.pullRequest(
      branch, subject, by: "theo.blum", [SampleFile(path: record.path, text: record.text)])
  }

  /// Signs an act that brings the record as it is now along.
  private func actWithRecord(_ verb: String, by person: String, _ more: [String] = []) throws {
    try stage.write(record.text, to: record.path)
    try stage.act(verb, id, by: person, ["--record", record.path] + more, lands: false)
    // The merge brings the same text; the copy in the work tree has done its service.
    try stage.git("checkout", "--quiet", "--", record.path)
    try stage.land(id, of: person)
  }
}
