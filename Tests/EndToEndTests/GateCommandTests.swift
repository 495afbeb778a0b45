import Foundation
import TestSupport
import Testing

/// The command line of `gate`: trust root, modes, artifacts, exit statuses.
struct GateCommandTests {
  private func gate(
    _ scene: Scene, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Verdict {
    try Verdict(
      scene.assent(
        ["gate", scene.record.id, "--format", "json"] + arguments, environment: environment))
  }

  /// A story whose window is open now, by the machine's clock.
  private func live(_ milestone: Scene.Milestone, artifacts: String? = nil) throws -> Scene {
    let begins = Moment.current - 5.days - 16.hours
    return try Scene(
      SampleOrganisation(), SampleRecord(begins: begins, artifacts: artifacts), begins: begins,
      through: milestone)
  }

  // "Without one … `gate` refuses (exit 3), unless told `--trust-root first`" (6).
  @Test func `without a trust root the gate refuses`() throws {
    let scene = try live(.scheduled)
    isError(try gate(scene, "--commit", SampleRecord.artifact), exit: 3)
    let first = try gate(scene, "--commit", SampleRecord.artifact, "--trust-root", "first")
    #expect(first.status == 0, "\(first)")
    #expect(first.decision == "allowed")
  }

  @Test func `the trust root may come from the environment`() throws {
    let scene = try live(.scheduled)
    let verdict = try gate(
      scene, "--commit", SampleRecord.artifact, environment: ["ASSENT_TRUST_ROOT": scene.root])
    #expect(verdict.status == 0, "\(verdict)")
  }

  // "a full id on the spine (else exit 3)" (6).
  @Test(arguments: ["short", "absent", "beside", "name"])
  func `a trust root that is no full id on the spine is refused`(_ kind: String) throws {
    let scene = try Scene(at: .scheduled)
    let beside = try scene.commit("Beside the trunk\n", by: .joe, on: scene.root)
    let root =
      switch kind {
      case "short": String(scene.root.prefix(12))
      case "absent": String(repeating: "7", count: 40)
      case "beside": beside
      default: "main"
      }
    isUndecided(
      try gate(
        scene, "--commit", SampleRecord.artifact, "--trust-root", root, "--what-if", "--now",
        scene.inWindow.text))
  }

  // "4 nothing to judge (no record of that id, no match)" (5).
  @Test func `an id without a record exits 4`() throws {
    let scene = try Scene(at: .scheduled)
    let outcome = try scene.assent([
      "gate", "CHG-2026-0000", "--trust-root", scene.root, "--format", "json",
    ])
    isError(try Verdict(outcome), exit: 4)
  }

  // "`gate` takes these three … only with `--what-if`" (5).
  @Test func `a time of one's own needs what-if`() throws {
    let scene = try Scene(at: .scheduled)
    let verdict = try gate(
      scene, "--commit", SampleRecord.artifact, "--trust-root", scene.root, "--now",
      scene.inWindow.text)
    isError(verdict, exit: 2)
  }

  @Test(arguments: [["--now", "yesterday"], ["--now", "2026-03-08T00:00:00"], ["--colour"]])
  func `wrong usage exits 2`(_ arguments: [String]) throws {
    let scene = try Scene(at: .scheduled)
    let outcome = try scene.assent(
      ["gate", scene.record.id, "--trust-root", scene.root, "--what-if"] + arguments)
    #expect(outcome.status == 2, "\(outcome.text) \(outcome.errorText)")
  }

  struct Live: NamedCase {
    let name: String
    let milestone: Scene.Milestone
    let decision: String
    let status: Int32
  }

  // The table of words and exit statuses (5).
  @Test(arguments: [
    Live(name: "scheduled", milestone: .scheduled, decision: "allowed", status: 0),
    Live(name: "planned", milestone: .tested, decision: "awaiting", status: 8),
    Live(name: "drafted", milestone: .drafted, decision: "awaiting", status: 8),
  ])
  func `by the machine's clock the word decides the status`(_ row: Live) throws {
    let scene = try live(row.milestone)
    let verdict = try gate(scene, "--commit", SampleRecord.artifact, "--trust-root", scene.root)
    #expect(verdict.decision == row.decision, "\(verdict)")
    #expect(verdict.status == row.status)
    #expect(verdict.mode == "live")
    // "The status never depends on the output format."
    let text = try scene.assent([
      "gate", scene.record.id, "--commit", SampleRecord.artifact, "--trust-root", scene.root,
    ])
    #expect(text.status == row.status)
    #expect(!text.text.isEmpty)
  }

  @Test func `a window that has passed exits 1`() throws {
    let scene = try Scene(at: .scheduled)
    let verdict = try gate(scene, "--commit", SampleRecord.artifact, "--trust-root", scene.root)
    #expect(verdict.decision == "prevented", "\(verdict)")
    #expect(verdict.status == 1)
  }

  // "prevented: … the wrong artifact" (5).
  @Test func `another artifact than the record's is prevented`() throws {
    let scene = try Scene(at: .scheduled)
    check(
      try scene.gate(at: scene.inWindow, commit: String(repeating: "5", count: 40)), "prevented")
    check(try scene.gate(at: scene.inWindow, commit: SampleRecord.target), "prevented")
  }

  // "Where the record lists artifacts, `gate` needs `--commit` or `--artifact`" (5).
  @Test func `without a named artifact the gate does not open`() throws {
    let scene = try live(.scheduled)
    let outcome = try scene.assent(["gate", scene.record.id, "--trust-root", scene.root])
    #expect([1, 2].contains(outcome.status), "\(outcome.text) \(outcome.errorText)")
  }

  @Test func `an artifact is also named by its digest`() throws {
    let digest = "sha256:" + String(repeating: "4e", count: 32)
    let scene = try live(.scheduled, artifacts: "{name: claims-api, digest: \"\(digest)\"}")
    let right = try gate(scene, "--artifact", digest, "--trust-root", scene.root)
    #expect(right.status == 0, "\(right)")
    let wrong = "sha256:" + String(repeating: "4f", count: 32)
    #expect(try gate(scene, "--artifact", wrong, "--trust-root", scene.root).status == 1)
  }

  // "`--head <revision>` previews: the record of that revision, and the acts reachable from it or
  // from the trunk" (5).
  @Test func `a preview counts the acts of a branch that the trunk lacks`() throws {
    let scene = try live(.managed)
    let act = try scene.act(.approve("system-owner(claims-db)"), by: .dan, on: scene.tip)
    scene.references["refs/heads/review"] = act
    let verdict = try gate(
      scene, "--commit", SampleRecord.artifact, "--trust-root", scene.root, "--head",
      "refs/heads/review", "--what-if")
    check(verdict, stage: "approved", "awaiting")
    #expect(verdict.mode == "preview")
    check(try scene.gate(), stage: "assessed", "awaiting")
  }

  // "a record changed on the trunk since the merge base is prevented (`head-behind`)" (5).
  @Test func `a preview of a branch behind the trunk's record is prevented`() throws {
    let scene = try Scene(at: .managed)
    let side = try scene.commit("Work\n", by: .joe, on: scene.tip)
    scene.references["refs/heads/review"] = side
    try scene.edit("users-affected: 1400", to: "users-affected: 1500")
    let verdict = try scene.gate(at: nil, "--head", "refs/heads/review")
    check(verdict, "prevented")
    #expect(verdict.reasons.contains("head-behind"), "\(verdict)")
  }

  // "Without one, reading commands warn and use the first spine commit that has a policy" (6).
  @Test func `status without a trust root warns and reads on`() throws {
    let scene = try Scene(at: .approved)
    let outcome = try scene.assent(["status", "--now", scene.clock.text, "--format", "json"])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(!outcome.errors.isEmpty)
    let changes = try JSON(parsing: outcome.output)["changes"].elements
    #expect(changes.map { $0["stage"].string } == ["approved"])
  }

  @Test func `explain exits 0 and names the change`() throws {
    let scene = try Scene(at: .managed)
    let outcome = try scene.assent([
      "explain", scene.record.id, "--trust-root", scene.root, "--now", scene.clock.text,
    ])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(outcome.text.contains(scene.record.id))
  }

  @Test func `the version is printed and exits 0`() throws {
    let outcome = try Scene(at: .policy).assent(["--version"])
    #expect(outcome.status == 0)
    #expect(!outcome.text.isEmpty)
  }

  // "a `--trunk` unlike the policy's, only with `--what-if`" (5).
  @Test func `another trunk needs what-if`() throws {
    let scene = try Scene(at: .scheduled)
    scene.references["refs/heads/elsewhere"] = scene.tips[.assessed]
    isError(
      try gate(
        scene, "--commit", SampleRecord.artifact, "--trust-root", scene.root, "--trunk",
        "elsewhere"), exit: 2)
    let verdict = try scene.gate(at: nil, "--trunk", "elsewhere")
    check(verdict, stage: "assessed", "awaiting")
    #expect(verdict.json["trunk"]["ref"].string == "refs/heads/elsewhere")
  }

  @Test func `a trunk that does not exist is no empty one`() throws {
    let scene = try Scene(at: .scheduled)
    let verdict = try scene.gate(at: scene.inWindow, "--trunk", "nowhere")
    #expect([2, 3].contains(verdict.status), "\(verdict)")
  }

  // "For several changes the exit status is the worst in the order 3, 1, 8, 4, 0" (5).
  @Test(arguments: [
    ("open", 0), ("open open", 0), ("open unknown", 4), ("unknown open", 4), ("open drafted", 8),
    ("drafted unknown", 8), ("unknown drafted", 8), ("drafted held", 1),
    ("held drafted unknown open", 1), ("unknown unknown", 4),
  ]) func `of several changes the worst answer decides`(_ words: String, _ status: Int) throws {
    let names = words.split(separator: " ").map(String.init)
    let scene = try Self.several.get()
    let ids = [
      "open": "CHG-2026-7F3K", "drafted": "CHG-2026-8G4M", "held": "CHG-2026-9H5N",
      "unknown": "CHG-2026-0000",
    ]
    let outcome = try Assent.run(
      ["gate"] + names.compactMap { ids[$0] } + [
        "--commit", SampleRecord.artifact, "--trust-root", scene.root, "--format", "json",
      ], in: scene.repository.path, home: scene.repository.home)
    #expect(Int(outcome.status) == status, "\(outcome.text) \(outcome.errorText)")
    let lines = try outcome.text.split(separator: "\n").map { try JSON(parsing: Data($0.utf8)) }
    let known = names.filter { $0 != "unknown" }
    // The verdicts of the others are printed all the same.
    #expect(lines.prefix(known.count).map { $0["change"].string } == known.map { ids[$0] })
    let errors = lines.dropFirst(known.count).map { $0["schema"].string }
    #expect(errors == (status == 4 ? ["assent/error/1"] : []))
    if names.contains("unknown") { #expect(outcome.errorText.contains("CHG-2026-0000")) }
  }

  /// One change that is open now, one that is drafted, one that is held.
  private static let several = Result {
    let begins = Moment.current - 5.days - 16.hours
    let scene = try Scene(
      SampleOrganisation(), SampleRecord(begins: begins), begins: begins, through: .scheduled)
    try scene.draft(SampleRecord(id: "CHG-2026-8G4M", begins: begins))
    let held = try SampleRecord(id: "CHG-2026-9H5N", begins: begins)
    try scene.draft(held)
    try scene.act(Act.decide("Hold", as: "change-manager").on(held), by: .bo)
    try scene.settle()
    return (repository: scene.repository, root: scene.root)
  }
}
