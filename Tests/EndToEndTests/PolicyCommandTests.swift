import Foundation
import TestSupport
import Testing

/// `assent policy test` and `assent policy diff` as their users run them.
struct PolicyCommandTests {
  private func folder(_ cases: String?) throws -> ScratchFolder {
    let folder = try ScratchFolder("assent-policy")
    let record = try SampleRecord()
    for (name, text) in try SampleOrganisation().files {
      try folder.write(text, to: "policies/\(name)")
    }
    try folder.write(record.text, to: record.path)
    if let cases {
      try folder.write(
        "schema: assent/policy-test/1\ncases:\n\(cases)", to: "policies/tests/a.yaml")
    }
    return folder
  }

  private func run(_ folder: ScratchFolder, _ arguments: String...) throws -> Command.Outcome {
    try Assent.run(["policy", "test"] + arguments, in: folder.path, home: folder.path)
  }

  private static let drafted =
    "  - {name: nobody has signed, record: changes/2026/CHG-2026-7F3K.yaml, expect: {stage: none}}\n"
  private static let wrong =
    "  - {name: it is approved, record: changes/2026/CHG-2026-7F3K.yaml, expect: {stage: approved}}\n"

  @Test func `cases that pass are counted`() throws {
    let outcome = try run(try folder(Self.drafted))
    #expect(outcome.status == 0)
    #expect(outcome.text == "1 case, 1 passed\n")
  }

  @Test func `a failure names case, place, what was expected and the gate's reasons`() throws {
    let outcome = try run(try folder(Self.drafted + Self.wrong))
    #expect(outcome.status == 1)
    #expect(outcome.text.hasPrefix("2 cases, 1 passed, 1 failed\n"))
    for words in [
      "failed: it is approved", "--> policies/tests/a.yaml:4", "expected  approved",
      "got       none", "the gate is awaiting, because", "policies/workflow.yaml:4",
    ] {
      #expect(outcome.text.contains(words), "\(words) in \(outcome.text)")
    }
  }

  @Test func `a broken file is no failure of the policy`() throws {
    let outcome = try run(try folder("  - {name: it, expct: {}}\n"))
    #expect(outcome.status == 2)
    #expect(outcome.text.contains("policies/tests/a.yaml:3:16"), "\(outcome.text)")
    #expect(outcome.text.contains("did you mean `expect`"))
    #expect(outcome.text.contains("nothing was judged"))
  }

  @Test func `the linter names a broken file too`() throws {
    let folder = try folder(Self.drafted)
    let lint = { () throws -> Command.Outcome in
      try Assent.run(["policy", "lint"], in: folder.path, home: folder.path)
    }
    let before = try lint()
    #expect(!before.text.contains("policies/tests/"))
    try folder.write("x: [", to: "policies/tests/b.yaml")
    let outcome = try lint()
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("--> policies/tests/b.yaml:"), "\(outcome.text)")
  }

  @Test func `without cases there is nothing to judge`() throws {
    #expect(try run(try folder(nil)).status == 4)
  }

  @Test func `a policy that does not load is named`() throws {
    let folder = try folder(Self.drafted)
    try folder.write("schema: assent/workflow/1\n", to: "policies/workflow.yaml")
    #expect(try run(folder).status == 2)
  }

  @Test func `files can be named`() throws {
    let folder = try folder(Self.drafted)
    try folder.write("schema: assent/policy-test/1\ncases:\n\(Self.wrong)", to: "more/b.yaml")
    #expect(try run(folder, "more/b.yaml").status == 1)
    #expect(try run(folder, "policies/tests/a.yaml", "more").text.hasPrefix("2 cases"))
    #expect(try run(folder, "more/c.yaml").status == 2)
  }

  // A policy is judged by what it says, not by what is written about it.
  @Test func `a broken test file keeps no policy from being in force`() throws {
    var organisation = try SampleOrganisation()
    organisation.files["tests/a.yaml"] = "schema: [nonsense\n"
    let scene = try Scene(organisation, SampleRecord(), through: .scheduled)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.json["policy"]["digest"].string == "sha256:\(try organisation.digest)")
  }

  // MARK: diff

  /// A second commit beside the trunk with another policy.
  private func other(
    _ scene: Scene, _ change: (inout SampleOrganisation) throws -> Void
  ) throws -> String {
    var organisation = scene.organisation
    try change(&organisation)
    return try scene.commit(
      "Propose a policy\n", by: .cto, changes: organisation.entries, on: scene.tip)
  }

  private func diff(_ scene: Scene, _ arguments: [String], at now: Moment? = nil) throws
    -> Command.Outcome
  {
    try scene.assent(
      ["policy", "diff"] + arguments + [
        "--trust-root", scene.root, "--now", (now ?? scene.inWindow).text,
      ])
  }

  private static func strict(_ organisation: inout SampleOrganisation) throws {
    try organisation.replace("version: 1", with: "version: 2", in: "assent.yaml")
    try organisation.replace(
      "{id: change-manager, role: change-manager, count: 1}",
      with: "{id: change-manager, role: change-manager, count: 2}", in: "workflow.yaml")
    try organisation.replace(
      "security: [eli.frost, kim.park]", with: "security: [eli.frost]", in: "people.yaml")
  }

  @Test func `a stricter policy flips an open gate`() throws {
    let scene = try Scene(at: .scheduled)
    let head = try other(scene, Self.strict)
    let outcome = try diff(scene, [scene.root, head])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(outcome.text.hasPrefix("1 of 1 open change flips\n"), "\(outcome.text)")
    for words in [
      "stage: scheduled → assessed", "gate: allowed → awaiting",
      "approved/change-manager: satisfied → unsatisfied", "new: approved/change-manager: 1 of 2",
      "policies/assent.yaml (edited)", "version 1 becomes 2", "kim.park loses the role security",
      "approved: `change-manager` changes",
    ] {
      #expect(outcome.text.contains(words), "\(words) in \(outcome.text)")
    }
    #expect(try diff(scene, [scene.root, head, "--exit-code"]).status == 1)
  }

  @Test func `the other way round it opens`() throws {
    let scene = try Scene(at: .scheduled)
    let head = try other(scene, Self.strict)
    let outcome = try diff(scene, [head, scene.root, "--format", "json"])
    let json = try JSON(parsing: outcome.output)
    #expect(json["schema"].string == "assent/policy-diff/1")
    let change = json["changes"].elements.first ?? .null
    #expect(change["decision"]["before"].string == "awaiting")
    #expect(change["decision"]["after"].string == "allowed")
    #expect(change["flips"].bool == true)
  }

  @Test func `roles are judged as if the other policy had been in force all along`() throws {
    let scene = try Scene(at: .scheduled)
    let head = try other(scene) {
      try $0.replace(
        "change-manager: [bo.chen, cat.diaz,", with: "change-manager: [cat.diaz,", in: "people.yaml"
      )
    }
    let outcome = try diff(scene, [scene.root, head])
    #expect(outcome.text.contains("gate: allowed → awaiting"), "\(outcome.text)")
    #expect(outcome.text.contains("bo.chen loses the role change-manager"))
  }

  @Test func `a policy with the same effect flips nothing`() throws {
    let scene = try Scene(at: .scheduled)
    let head = try other(scene) {
      try $0.replace("holidays: []", with: "holidays: [2026-12-25]", in: "calendar.yaml")
    }
    let outcome = try diff(scene, [scene.root, head, "--exit-code"])
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("none of 1 open change flips\n"), "\(outcome.text)")
    #expect(outcome.text.contains("holidays: with 2026-12-25"))
    #expect(try diff(scene, [scene.root, scene.root]).text == "the policies are the same\n")
  }

  @Test func `changes that are closed are not counted`() throws {
    let scene = try Scene(at: .closed)
    let now = scene.clock
    let head = try other(scene, Self.strict)
    let outcome = try diff(scene, [scene.root, head], at: now)
    #expect(outcome.text.hasPrefix("none of 0 open changes flips\n"), "\(outcome.text)")
  }

  @Test func `a policy that cannot be read is refused`() throws {
    let scene = try Scene(at: .scheduled)
    let head = try other(scene) { $0.files["workflow.yaml"] = "schema: assent/workflow/1\n" }
    #expect(try diff(scene, [scene.root, head]).status == 2)
    #expect(try diff(scene, [scene.root, "nowhere"]).status != 0)
  }

  @Test func `the work tree is the other side where none is named`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.settle()
    var organisation = scene.organisation
    try Self.strict(&organisation)
    for (name, text) in organisation.files {
      let url = URL(filePath: "\(scene.repository.path)/policies/\(name)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let outcome = try diff(scene, [scene.root])
    #expect(
      outcome.text.contains("gate: allowed → awaiting"), "\(outcome.text)\(outcome.errorText)")
  }
}
