import Foundation
import TestSupport
import Testing

/// `assent comment`: what a head would do, read from real commits.
struct CommentCommandTests {
  private func comment(
    _ scene: Scene, _ head: String, _ more: String..., format: String = "json"
  ) throws -> (outcome: Command.Outcome, json: JSON) {
    let outcome = try scene.assent(
      [
        "comment", "--head", head, "--trust-root", scene.root, "--now", scene.clock.text,
        "--format", format,
      ] + more)
    return (outcome, format == "json" ? try JSON(parsing: outcome.output) : .null)
  }

  @Test func `acts need a merge commit and count once merged`() throws {
    let scene = try Scene(at: .managed)
    let act = try scene.act(.approve("system-owner(claims-db)"), by: .dan, on: scene.tip)
    let (outcome, json) = try comment(scene, act)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(json["merge"].string == "merge-commit")
    #expect(json["acts"].elements.map { $0["counts"] } == [.bool(true)])
    #expect(json["acts"].elements.first?["person"].string == "dan.holt")
    #expect(json["changes"].elements.first?["edited"] == .bool(false))
    #expect(json["changes"].elements.first?["verdict"]["mode"].string == "preview")
  }

  @Test func `a copy of an act, as a squash makes it, would not count`() throws {
    let scene = try Scene(at: .managed)
    let copy = try scene.commit(
      try scene.message([.approve("system-owner(claims-db)")]), by: .dan, on: scene.tip)
    let (_, json) = try comment(scene, copy)
    #expect(json["acts"].elements.first?["reason"].string == "unsigned")
    #expect(json["acts"].elements.first?["person"] == .null)
    let text = try comment(scene, copy, format: "markdown").outcome.text
    #expect(text.contains("**would not count:** `unsigned`"))
  }

  @Test func `an edit names the acts that it ends, and only its own`() throws {
    let scene = try Scene(at: .approved)
    // What the trunk itself made stale before is not this head's doing.
    try scene.edit("users-affected: 1400", to: "users-affected: 1500")
    var record = scene.record
    try record.replace("users-affected: 1500", with: "users-affected: 9000")
    try record.replace("title: ", with: "title: Now ")
    let head = try scene.commit(
      "Edit\n", by: .ana, changes: [record.path: .text(record.text)], on: scene.tip)
    let (outcome, json) = try comment(scene, head)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(json["merge"].string == "any")
    let change = try #require(json["changes"].elements.first)
    #expect(change["edited"] == .bool(true))
    #expect(!change["ends"].elements.isEmpty)
    let text = try comment(scene, head, format: "markdown").outcome.text
    #expect(text.contains("`assessment.users-affected`"))
    #expect(text.hasPrefix("<!-- assent:comment -->\n### `\(record.id)` would be PREVENTED\n"))
  }

  @Test func `an act that was made again is stale no more`() throws {
    let scene = try Scene(at: .managed)
    try scene.edit("users-affected: 1400", to: "users-affected: 1500")
    try scene.act(.approve("change-manager"), by: .bo)
    let head = try scene.commit(
      "Work\n\nChange: \(scene.record.id)\n", by: .joe, on: scene.tip)
    let text = try comment(scene, head, format: "markdown").outcome.text
    #expect(text.contains("`rae.kerr assess as"))
    #expect(!text.contains("`bo.chen approve as"))
  }

  @Test func `findings of the edited record come along`() throws {
    let scene = try Scene(at: .drafted)
    var record = scene.record
    try record.replace("type: normal", with: "typ: normal")
    let head = try scene.commit(
      "Edit\n", by: .ana, changes: [record.path: .text(record.text)], on: scene.tip)
    let rules = try comment(scene, head).json["changes"].elements.first?["findings"].elements
    #expect(rules?.contains { $0["rule"].string == "unknown-key" } ?? false)
  }

  @Test func `a head that edits policy and records is not to be merged`() throws {
    let scene = try Scene(at: .drafted)
    let head = try scene.commit(
      "Both\n", by: .ana,
      changes: [
        scene.record.path: .text(scene.record.text + "# more\n"),
        "policies/keys/x.txt": .text("x\n"),
      ], on: scene.tip)
    #expect(try comment(scene, head).json["merge"].string == "none")
  }

  @Test func `work that links a change is judged, other work is not`() throws {
    let scene = try Scene(at: .drafted)
    let linked = try scene.commit(
      "Work\n\nChange: \(scene.record.id)\n", by: .joe, on: scene.tip)
    let (outcome, json) = try comment(scene, linked, "--into", "develop")
    #expect(outcome.status == 0)
    #expect(json["changes"].elements.map { $0["change"].string } == [scene.record.id])
    #expect(json["other-branch"].string == "develop")
    #expect(try comment(scene, linked, "--into", "main").json["other-branch"] == .null)
    let other = try scene.commit("Work\n", by: .joe, on: scene.tip)
    for head in [other, scene.tip] {
      let (outcome, json) = try comment(scene, head)
      #expect(outcome.status == 4)
      #expect(json["schema"].string == "assent/error/1")
      let text = try comment(scene, head, format: "markdown").outcome
      #expect(text.status == 4)
      #expect(text.text.hasPrefix("<!-- assent:comment -->\n### No change is touched\n"))
    }
  }

  @Test func `thousands of acts in one head take no longer than they should`() throws {
    let scene = try Scene(at: .drafted)
    scene.patience = 60
    var head = scene.tip
    for _ in 0..<5 {
      let lines = (0..<400).map {
        "Change-Approve: \(scene.record.id); role=r\($0); digest=sha256:"
          + String(repeating: "0", count: 64)
      }
      head = try scene.commit(
        "Many\n\n" + lines.joined(separator: "\n") + "\n", by: .joe, on: head)
    }
    let text = try comment(scene, head, format: "markdown").outcome
    #expect(text.status == 0, "\(text.errorText)")
    #expect(text.output.count <= 65_536)
    #expect(text.text.contains("\nand 1960 more\n"))
    // Whoever writes thousands crowds out nothing else.
    #expect(text.text.contains("#### Still to sign for"))
  }

  @Test func `a head that does not exist is undecided`() throws {
    let scene = try Scene(at: .drafted)
    #expect(try comment(scene, "nowhere").outcome.status == 3)
    #expect(try scene.assent(["comment"]).status == 2)
  }
}

/// `gate --github` and `gate --report`.
struct GateTidingsTests {
  private func gate(_ scene: Scene, _ more: String..., output: String? = nil) throws
    -> Command.Outcome
  {
    try scene.assent(
      ["gate", scene.record.id, "--commit", SampleRecord.artifact, "--trust-root", scene.root]
        + more, environment: output.map { ["GITHUB_OUTPUT": $0] } ?? [:])
  }

  @Test func `outside a step the outputs go nowhere, so nothing is asked`() throws {
    let scene = try Scene(at: .scheduled)
    let outcome = try gate(scene, "--github")
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("GITHUB_OUTPUT"))
    #expect(outcome.text.isEmpty)
  }

  @Test func `on a supposition nothing is allowed`() throws {
    let scene = try Scene(at: .scheduled)
    let output = "\(scene.repository.home)/output"
    let outcome = try gate(
      scene, "--github", "--what-if", "--now", scene.inWindow.text, output: output)
    #expect(outcome.status == 8, "\(outcome.errorText)")
    #expect(outcome.text.contains("ALLOWED"))
    let text = try String(contentsOfFile: output, encoding: .utf8)
    #expect(text.contains("\nawaiting\n"))
    #expect(text.contains("\nwhat-if\n"))
    #expect(!text.contains("\nallowed\n"))
  }

  @Test func `outputs of earlier programs stay, and no two answers share a delimiter`() throws {
    let scene = try Scene(at: .drafted)
    let output = "\(scene.repository.home)/output"
    try Data("mine=1\n".utf8).write(to: URL(filePath: output))
    for _ in 0..<2 { _ = try gate(scene, "--github", output: output) }
    let text = try String(contentsOfFile: output, encoding: .utf8)
    #expect(text.hasPrefix("mine=1\nverdict<<assent-"))
    let delimiters = text.split(separator: "\n").filter { $0.contains("verdict<<") }
    #expect(Set(delimiters).count == 2)
  }

  @Test func `a report is this answer or an error, never an older one`() throws {
    let scene = try Scene(at: .drafted)
    let report = "\(scene.repository.home)/report.json"
    #expect(try gate(scene, "--report", report).status == 1)
    #expect(
      try JSON(parsing: Data(contentsOf: URL(filePath: report)))["gate"]["decision"].string
        == "prevented")
    #expect(try gate(scene, "--report", report, "--now", "yesterday").status == 2)
    #expect(
      try JSON(parsing: Data(contentsOf: URL(filePath: report)))["schema"].string
        == "assent/error/1")
    let nowhere = try gate(scene, "--report", "/nowhere/report.json")
    #expect(nowhere.status == 2)
    #expect(nowhere.errorText.contains("/nowhere/report.json"))
  }
}
