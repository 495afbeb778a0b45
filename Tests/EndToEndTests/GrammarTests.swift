import TestSupport
import Testing

/// The strict grammar of act messages (section 3).
struct GrammarTests {
  struct Message: NamedCase {
    let name: String
    /// Changes the sound message of an approval.
    let change: @Sendable (String) throws -> String

    init(_ name: String, change: @escaping @Sendable (String) throws -> String) {
      self.name = name
      self.change = change
    }
  }

  private static func replacing(_ name: String, _ old: String, _ new: String) -> Message {
    Message(name) { try Edit.replacing(old, with: new, in: $0) }
  }

  private static let repository = "Change-Repository: harbourline/changes\n"

  // "A line of the last paragraph that begins with a canonical `Change-<Verb>: <ID>` is an act,
  // and `malformed` if anything else about it is wrong, an unknown or missing obligatory
  // parameter included". "No empty values, no folded lines, no CR, …, no repeated key in an act,
  // no `---` or scissors line, message at most 64 KiB".
  static let malformed = [
    replacing("unknown parameter", "; digest=", "; colour=red; digest="),
    replacing("parameter of another verb", "; digest=", "; outcome=pass; digest="),
    replacing("repeated key", "; digest=", "; role=security; digest="),
    replacing("the same pair twice", "; digest=", "; role=change-manager; digest="),
    replacing("empty value", "role=change-manager", "role="),
    replacing("key without value", "role=change-manager", "role"),
    replacing("value with a space", "role=change-manager", "role=change manager"),
    replacing("value in quotes", "role=change-manager", "role=\"change-manager\""),
    replacing(
      "value with a letter beyond ASCII", "role=change-manager", "role=change-m\u{430}nager"),
    replacing("no space after the semicolon", "; role=", ";role="),
    replacing("space before the semicolon", "; role=", " ; role="),
    replacing("empty pair", "; role=", "; ; role="),
    replacing("line folded with a space", "; digest=", ";\n digest="),
    replacing("line folded with a tab", "; digest=", ";\n\tdigest="),
    replacing("continuation after the line", "\nChange-Repository", "\n or not\nChange-Repository"),
    replacing("CR at the line's end", "\nChange-Repository", "\r\nChange-Repository"),
    replacing("CR inside the body", "Seen and understood.", "Seen\rand understood."),
    replacing("a --- line", "Seen and understood.", "---\nSeen and understood."),
    replacing(
      "a scissors line", "Seen and understood.",
      "# ------------------------ >8 ------------------------"),
    replacing(
      "prose in the last paragraph", "\nChange-Repository", "\nI do not mean it.\nChange-Repository"
    ),
    replacing(
      "prose before the trailers", "Change-Approve", "I do not approve. See:\nChange-Approve"),
    replacing("a short digest", "digest=sha256:", "digest=sha256:0"),
    replacing("a digest of another kind", "digest=sha256:", "digest=sha512:"),
    Message("more than 64 KiB") {
      try Edit.replacing(
        "Seen and understood.", with: String(repeating: "All is well. ", count: 6000), in: $0)
    },
    Message("a second act that is broken") {
      $0.replacing(repository, with: "Change-Assess: CHG-2026-7F3K; rolle=x\n\(repository)")
    },
  ]

  @Test(arguments: malformed) func `a malformed act does not count`(_ row: Message) throws {
    let scene = try Scene(at: .assessed)
    let act = try scene.commit(
      try row.change(scene.message([.approve("change-manager")])), by: .bo, signedBy: .bo)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    // "One fault voids every act of its commit."
    let acts = verdict.acts(of: act)
    #expect(!acts.isEmpty, "\(verdict)")
    for act in acts {
      #expect(act.counted == false, "\(verdict)")
      #expect(act.reason == "malformed", "\(verdict)")
    }
  }

  // "other lines that look like an act are near misses, reported and never silently passed over".
  static let nearMisses = [
    replacing("lower-case key", "Change-Approve", "change-approve"),
    replacing("upper-case key", "Change-Approve", "CHANGE-APPROVE"),
    replacing("misspelt verb", "Change-Approve", "Change-Aprove"),
    replacing("a verb that does not exist", "Change-Approve", "Change-Endorse"),
    replacing("space before the colon", "Change-Approve:", "Change-Approve :"),
    replacing("no space after the colon", "Change-Approve: ", "Change-Approve:"),
    replacing("a letter that only looks right", "Change-Approve", "Change-Appr\u{43e}ve"),
    replacing("not in the last paragraph", "\nChange-Repository", "\n\nChange-Repository"),
    replacing("followed by a paragraph of prose", repository, repository + "\nAnd that is all.\n"),
    replacing("indented", "Change-Approve", "  Change-Approve"),
  ]

  @Test(arguments: nearMisses) func `a near miss is reported and no act`(_ row: Message) throws {
    let scene = try Scene(at: .assessed)
    let commit = try scene.commit(
      try row.change(scene.message([.approve("change-manager")])), by: .bo, signedBy: .bo)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    #expect(verdict.acts(of: commit).allSatisfy { $0.counted == false }, "\(verdict)")
    #expect(!verdict.json["near-misses"].elements.isEmpty, "\(verdict)")
  }

  // "The title is never a trailer."
  @Test func `an act in the title is none`() throws {
    let scene = try Scene(at: .assessed)
    let act = Act.approve("change-manager").line(
      id: scene.record.id, right: try scene.record.digest)
    let commit = try scene.commit("\(act)\n\(Self.repository)", by: .bo, signedBy: .bo)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    #expect(verdict.acts(of: commit).allSatisfy { $0.counted == false }, "\(verdict)")
  }

  // "The last paragraph consists of trailers only", whatever they are; a body is not demanded.
  static let sound = [
    replacing(
      "with a Signed-off-by", repository, repository + "Signed-off-by: Bo Chen <bo@chen.example>\n"),
    replacing("without a body", "Seen and understood.\n\n", ""),
    replacing("the repository first", "Change-Approve", repository + "Change-Approve"),
    replacing("a link in the body", "Seen and understood.", "Change: CHG-2026-7F3K"),
    replacing("words of every script", "Seen and understood.", "Gesehen – 見た – \u{1F44D}"),
  ]

  @Test(arguments: sound) func `a sound message counts`(_ row: Message) throws {
    let scene = try Scene(at: .assessed)
    var message = try scene.message([.approve("change-manager")])
    message = try row.change(message)
    if row.name == "the repository first" {
      message = String(message.dropLast(Self.repository.count))
    }
    let act = try scene.commit(message, by: .bo, signedBy: .bo)
    try counts(act, in: try scene.gate())
  }

  // "One commit may carry … several acts on one change".
  @Test func `one commit may carry several acts`() throws {
    let scene = try Scene(at: .assessed)
    let act = try scene.act(.approve("change-manager"), .schedule, by: .cat)
    let verdict = try scene.gate()
    let acts = verdict.acts(of: act)
    #expect(acts.map(\.verb) == ["approve", "schedule"], "\(verdict)")
    #expect(acts.map { $0.json["index"].integer } == [0, 1])
    #expect(acts.allSatisfy { $0.counted == true }, "\(verdict)")
  }

  // "each record obeys its own acts' rows, and one \"no\" forbids all": Approve forbids edits.
  @Test func `an approval beside an assessment forbids edits to both`() throws {
    let scene = try Scene(at: .submitted)
    try scene.record.replace("users-affected: 1400", with: "users-affected: 1500")
    let act = try scene.act(
      .assess(), Act("Approve", [("role", "cab")]), by: .rae,
      changes: [scene.record.path: .text(scene.record.text)])
    let verdict = try scene.gate()
    check(verdict, stage: "initiated", "awaiting")
    #expect(verdict.acts(of: act).map(\.counted) == [false, false], "\(verdict)")
  }

  @Test func `a board signs several changes in one commit`() throws {
    let scene = try Scene(at: .assessed)
    let other = try SampleRecord(id: "CHG-2026-8G4M")
    var changes = other.evidence.mapValues(CommitPlan.Entry.text)
    changes[other.path] = .text(other.text)
    try scene.commit("Ask for another change\n", by: .ana, changes: changes)
    let approval = Act.approve("change-manager")
    let act = try scene.act(approval, try approval.on(other), by: .bo)
    let verdict = try scene.gate()
    try counts(act, in: verdict)
    scene.record = other
    let second = try scene.gate()
    try counts(act, in: second)
    #expect(try second.act(act).json["index"].integer == 1)
  }

  struct Bad: NamedCase {
    let name: String
    let milestone: Scene.Milestone
    let act: Act
    let person: Persona
  }

  // Parameters that a verb cannot do without, and values that it does not know.
  @Test(arguments: [
    Bad(
      name: "Test without outcome", milestone: .approved, act: Act("Test", [("role", "tester")]),
      person: .ivy),
    Bad(
      name: "Test with an unknown outcome", milestone: .approved, act: .test("maybe"), person: .ivy),
    Bad(
      name: "Object without a name", milestone: .approved,
      act: Act("Object", [("role", "security")]), person: .eli),
    Bad(
      name: "Assess with an unknown risk", milestone: .submitted, act: .assess(risk: "tiny"),
      person: .rae),
    Bad(
      name: "Assess without risk", milestone: .submitted,
      act: Act("Assess", [("role", "risk-assessor")]), person: .rae),
  ])
  func `a parameter that is missing or unknown is malformed`(_ row: Bad) throws {
    let scene = try Scene(at: row.milestone)
    let act = try scene.act(row.act, by: row.person)
    let verdict = try scene.gate()
    try isDropped(act, "malformed", in: verdict)
    #expect(verdict.stage == (row.milestone == .approved ? "approved" : "initiated"))
  }

  // "`risk` equals the record's" (3).
  @Test func `an assessment of another risk than the record's does not count`() throws {
    let scene = try Scene(at: .submitted)
    let act = try scene.act(.assess(risk: "low"), by: .rae)
    let verdict = try scene.gate()
    check(verdict, stage: "initiated", "awaiting")
    try isDropped(act, in: verdict)
  }
}
