import Foundation
import TestSupport
import Testing

/// Section C.9 of the scenarios: versions of the policy, errors, the gate, signatures.
struct C9TrustTests {
  // MARK: Policies

  private static let manager = "{id: cm, role: change-manager, count: 1}"
  private static let tightened = Event.adopt { policy in
    try policy.replace(manager, with: manager.replacing("1}", with: "2}"), in: "workflow.yaml")
  }
  private static let managers = "change-manager: [bo.chen, cat.diaz, kim.park]"

  /// A branch that changes the policy, unapproved, and then acts as that policy would have it.
  private static func pull(
    _ name: String, _ old: String, _ new: String, in file: String, _ act: Event
  ) -> Event {
    .branch(
      name,
      Event { bench in
        var policy = bench.scene.organisation
        try policy.replace(old, with: new, in: file)
        try policy.replace("version: 1", with: "version: 2", in: "assent.yaml")
        try bench.commit("Change the policy\n", by: .joe, changes: policy.entries)
      }, act)
  }

  /// The same with its owners' approval, merged.
  private static let admitted = Event { bench in
    let scene = bench.scene
    let old = scene.organisation
    var new = old
    try new.replace(managers, with: managers.replacing("]", with: ", joe.ward]"), in: "people.yaml")
    try new.replace("version: 1", with: "version: 2", in: "assent.yaml")
    let line = "Policy-Approve: sha256:\(try new.digest); from=sha256:\(try old.digest)"
    bench.base = scene.tip
    try bench.commit("Change the policy\n", by: .joe, changes: new.entries)
    for owner in [Persona.cfo, .cto] {
      try bench.commit(bench.message([line]), by: owner, signedBy: owner)
    }
    let head = try bench.act(.approve(cm), by: .joe)
    bench.base = nil
    scene.organisation = new
    try scene.merge(head, takingTheirs: true)
  }

  private static let pending: [Expectation] = [.undecided, .reason("policy-pending")]
  private static let noPolicies = Event { bench in
    try bench.commit(
      "Remove the policy\n", by: .joe,
      changes: bench.scene.organisation.entries.mapValues { _ in .removed })
  }

  static let policies: [Row] = [
    Row(
      "G01", .p1,
      [
        pull(
          "weaker", manager, "{id: cm, role: everyone, count: 1}", in: "workflow.yaml",
          .approve(.joe, anyone))
      ], [.waits, .seats("cm", 0, of: 1)], ask: .head("weaker"), alone: true),
    Row(
      "G02", .p1,
      [
        pull(
          "joe", managers, managers.replacing("]", with: ", joe.ward]"), in: "people.yaml",
          .approve(.joe, cm))
      ], [.waits, .dropped(.joe, "role-not-held")], ask: .head("joe"), alone: true),
    Row("G02 merged", .p1, [admitted], [.waits, .dropped(.joe, "role-not-held")], alone: true),
    Row(
      "G02 again", .p1, [admitted, .approve(.joe, cm)], [.reached, .counts(.joe)], alone: true),
    Row(
      "G03", .p1, through: .scheduled, [.start(), tightened],
      [.stage("scheduled"), .gate("allowed")], alone: true,
      note: "SPEC.md keeps a policy from an authorised Start on; nothing in it says `keep`"),
    Row(
      "G04", .p1, [.approve(.bob, cm), tightened], [.waits, .seats("cm", 1, of: 2)], alone: true,
      note: "SPEC.md reevaluates whatever is not started"),
    Row(
      "G05", .p1, through: .scheduled, [.start(), .finish(), .review(), .close(), tightened],
      [.stage("closed"), .state("closed")], alone: true),
    Row(
      "G06", .p1,
      [
        .approve(.bob, cm), tightened,
        .adopt(raising: false) { policy in policy = try Policy.p1.organisation() },
      ], pending, alone: true,
      note: "SPEC.md has no flag for it: a version that falls can never come into force"),
    Row(
      "G07", Policy.p1.with("assent.yaml", "threshold: 2", "threshold: 4"), [],
      [.exit(1), .finding("policy-owners")], ask: .lint),
    Row(
      "G07 adopted", .p1,
      [
        .approve(.bob, cm),
        .adopt(by: [.cfo, .ciso, .cto]) { policy in
          try policy.replace("threshold: 2", with: "threshold: 4", in: "assent.yaml")
        },
      ], pending, alone: true),
    Row("G08", .p1, [.approve(.bob, cm), noPolicies], [.undecided], alone: true),
    Row(
      "G08 gate", .p1, [.approve(.bob, cm), noPolicies], [.exit(3)], ask: .gateOfAnything,
      alone: true),
    Row(
      "G10", .p1,
      [
        .approve(.bob, cm),
        .adopt { try $0.replace("windows: []", with: "windows: [", in: "calendar.yaml") },
      ], pending, alone: true),
    Row(
      "G10 root", Policy.p1.with("calendar.yaml", "windows: []", "windows: ["),
      [.approve(.bob, cm)], [.undecided, .says("calendar.yaml")]),
    Row(
      "G12", .p1, [], [.exit(4), .error("no-such-change")],
      ask: .command(["gate", "CHG-2026-ZZZZ", "--trust-root", "ROOT", "--format", "json"]),
      alone: true, note: "SPEC.md: no record of that id is nothing to judge, exit 4"),
    Row(
      "G13",
      Policy.p1.with(
        "assent.yaml", "edits: claimed\n",
        "edits: claimed\ncode:\n  - {repository: harbourline/changes, branch: main, protect: [\"src/**\"]}\n"
      ),
      [
        Event { bench in
          try bench.commit("Work\n", by: .fay, changes: ["src/main.c": .text("int main;\n")])
        }
      ], [.exit(1)],
      ask: .command([
        "gate", "--commit", "TIP", "--since", "ROOT", "--trust-root", "ROOT", "--format", "json",
      ]), alone: true),
    .inexpressible("G16", "SPEC.md's gate answers at once and waits for nothing"),
  ]

  // MARK: Signatures

  private static func trailer(_ line: String, last: String = "") -> Event {
    .commit(
      "Approve it\n\nSeen.\n\n\(line)\nChange-Repository: harbourline/changes\n\(last)", by: .bob)
  }

  private static let approval = "Change-Approve: ID; role=change-manager; digest=DIGEST"

  /// Bob's key no longer signs, from this commit of the trunk on.
  private static let retired = Event.adopt { policy in
    try policy.replace(
      try SampleOrganisation.entry(.bob),
      with: try SampleOrganisation.entry(.bob, status: "retired"), in: "people.yaml")
  }

  /// Bob's key is known to others since the commit of that mark.
  private static func compromised(since mark: String) -> Event {
    .adopt { policy, bench in
      let key = "- ssh: \(try Persona.bob.publicKey)"
      let since = bench.marks[mark] ?? ""
      try policy.replace(
        key, with: "\(key)\n        compromised: {since: \(since)}", in: "people.yaml")
    }
  }

  /// An approval by bob whose dates are a day before the repository began.
  private static let backdated = Event { bench in
    let message = try bench.message([bench.line(.approve(cm))])
    let plan = CommitPlan(
      message, by: .bob, at: .beginning - 1.days, parents: [bench.scene.tip], signer: .bob)
    bench.append(try bench.scene.repository.commit(plan))
  }

  static let signatures: [Row] = [
    Row(
      "Y01", .p1,
      [
        .commit(
          "Approve it\n\n\(approval)\nChange-Repository: harbourline/changes\n", by: .bob,
          signed: false)
      ],
      [.waits, .nobody(["unsigned"])]),
    Row("Y02", .p1, [.signed()], [.reached, .counts(.bob)]),
    Row(
      "Y03", .p1, [.forged { try Edit.replacing("Seen and understood.", with: "Seen.", in: $0) }],
      [.waits, .acts("approve", ["signature-bad"])]),
    Row(
      "Y04", .p1, [.signed(keyType: "ecdsa")], [.waits, .acts("approve", ["key-unknown"])],
      note: "SPEC.md pins keys, not algorithms: another key of bob's is nobody's"),
    Row(
      "Y05", .p1, [.signed(namespace: "file")], [.waits, .acts("approve", ["signature-bad"])],
      note: "SPEC.md has no reason of its own for the namespace"),
    Row("Y06", .p1, [.cherryPicked], [.waits, .acts("approve", ["unsigned"])]),
    Row("Y07", .p1, [.trailerInMerge], [.waits, .acts("approve", ["malformed"])]),
    Row(
      "Y08", .p1,
      [
        .commit(
          "Approve it\n\n\(approval)\n\nSeen.\n\nChange-Repository: harbourline/changes\n", by: .bob
        )
      ], [.waits, .acts("approve", []), .nearMiss("not-in-last-paragraph")]),
    Row(
      "Y09", .p1, [trailer(approval + "; digest=DIGEST")],
      [.waits, .acts("approve", ["malformed"])]),
    Row(
      "Y10", .p1, [retired, backdated], [.waits, .dropped(.bob, "key-not-in-force")], alone: true,
      note: "SSH keys do not expire: the key is retired, and the commit's date is no help"),
    Row("Y11 space", .p1, [trailer(approval + " ")], [.waits, .acts("approve", ["malformed"])]),
    Row("Y11 CR", .p1, [trailer(approval + "\r")], [.waits, .acts("approve", ["malformed"])]),
    Row(
      "Y11 look-alike", .p1,
      [trailer(approval.replacing("ID", with: "CHG\u{2010}2026\u{2010}0001"))],
      [.waits, .acts("approve", [])]),
    Row(
      "Y12", .p1, [.mark("theft"), .approve(.bob, cm), compromised(since: "theft")],
      [.waits, .dropped(.bob, "key-compromised")], alone: true),
    Row(
      "Y12 after", .p1,
      [
        .approve(.bob, cm), .commit("Something else\n", by: .joe, signed: false), .mark("theft"),
        compromised(since: "theft"),
      ], [.reached, .counts(.bob)], alone: true,
      note: "SPEC.md keeps what was integrated before the mark, without a remark"),
  ]

  static let rows = policies + signatures
  static let seen = Sightings(rows)

  @Test(arguments: rows) func `policy and evidence decide what counts`(_ row: Row) throws {
    try Self.seen.check(row)
  }

  // MARK: Views

  private func bench() throws -> Bench {
    let bench = try Bench(.p1, begins: .beginning)
    let record = try Draft.usual.record("CHG-2026-0001", begins: .beginning)
    try bench.prepare([(Row("G", .p1, through: .tested, [], []), record)])
    bench.scene.record = record
    return bench
  }

  private func ask(_ bench: Bench, _ words: String...) throws -> Command.Outcome {
    try bench.scene.assent(
      words + [
        "--trust-root", bench.scene.root, "--now", bench.scene.inWindow.text, "--format", "json",
      ])
  }

  @Test func `G17 a verdict is made anew each time`() throws {
    let bench = try bench()
    let id = bench.scene.record.id
    func word() throws -> String? {
      try Verdict(ask(bench, "gate", id, "--what-if", "--commit", SampleRecord.artifact)).decision
    }
    #expect(try word() == "awaiting")
    try Event.schedule().happen(bench)
    #expect(try word() == "allowed")
    try Event.object(.eli, "S1").happen(bench)
    #expect(try word() == "prevented")
    try Event.resolve(.eli, "S1").happen(bench)
    #expect(try word() == "allowed")
  }

  @Test func `G18 looking changes nothing`() throws {
    let bench = try bench()
    try bench.scene.settle()
    func state() throws -> [String] {
      let repository = bench.scene.repository
      let files = FileManager.default.enumerator(atPath: repository.path)?.allObjects ?? []
      let references = try repository.git("for-each-ref")
      return files.map { "\($0)" }.sorted() + [references]
    }
    let before = try state()
    let id = bench.scene.record.id
    for words in [["status"], ["explain", id], ["gate", id, "--what-if"]] {
      _ = try Assent.run(
        words + ["--trust-root", bench.scene.root, "--now", bench.scene.inWindow.text],
        in: bench.scene.repository.path, home: bench.scene.repository.home)
    }
    #expect(try state() == before)
  }

  // No artifact is asked about, since `status` and `explain` ask about none either.
  @Test func `G19 every command gives the same verdict`() throws {
    let bench = try bench()
    let id = bench.scene.record.id
    let status = try JSON(parsing: ask(bench, "status").output)["changes"].elements
    let explained = try JSON(parsing: ask(bench, "explain", id).output)
    let gate = try JSON(parsing: ask(bench, "gate", id, "--what-if").output)
    #expect(status == [explained])
    #expect(gate == explained)
  }
}
