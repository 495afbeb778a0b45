import Foundation
import TestSupport
import Testing

/// `assent agenda` and `assent approve --agenda`: what a board reads is what it signs.
struct BoardTests {
  @Test func `a board signs an agenda, each member once for all changes`() throws {
    let scene = try BoardScene()
    let digest = try scene.agenda("--for", "2026-12-03")
    #expect(try SHA256Sum.of(try scene.read("agenda.yaml")) == digest.dropFirst(7))
    let signed = try scene.sign(.gus, "--agenda-digest", digest)
    #expect(signed.status == 0, "\(signed.errorText)")
    let commit = try #require(try JSON(parsing: signed.output)["commit"].string)
    let message = try scene.stage.repository.git("log", "-1", "--format=%B", commit)
    #expect(message.hasPrefix("Approve 3 changes as cab\n"), "\(message)")
    #expect(message.components(separatedBy: "\nChange-Approve: ").count == 4)
    #expect(message.contains("minutes=\(digest)"))
    for id in scene.ids { #expect(try scene.approvals(of: id) == 1) }
    #expect(try scene.sign(.uma).status == 0)
    for id in scene.ids {
      let verdict = try scene.stage.verdict(nil, id)
      let approved = verdict["stages"].elements.first { $0["stage"].string == "approved" }
      let cab = approved?["requirements"].elements.first { $0["id"].string == "cab" }
      #expect(cab?["status"].string == "satisfied", "\(verdict)")
    }
    // The board has nothing left to do.
    #expect(try scene.run(["agenda", "--role", "cab"]).status == 4)
  }

  @Test func `what was edited since is left out by name`() throws {
    let scene = try BoardScene()
    try scene.agenda()
    try scene.edit(scene.ids[1], "minutes: 25}", to: "minutes: 26}")
    let outcome = try scene.sign(.gus)
    #expect(outcome.status == 1)
    #expect(outcome.errorText.contains("left out \(scene.ids[1])"), "\(outcome.errorText)")
    #expect(outcome.errorText.contains("edited since: assessment.outage.minutes"))
    #expect(outcome.errorText.contains("by ana.ruiz"), "\(outcome.errorText)")
    let left = try JSON(parsing: outcome.output)["left-out"].elements
    #expect(left.map { $0["change"].string } == [scene.ids[1]])
    #expect(try scene.approvals(of: scene.ids[0]) == 1)
    #expect(try scene.approvals(of: scene.ids[1]) == 0)
  }

  @Test func `a new agenda says what changed since the last`() throws {
    let scene = try BoardScene()
    try scene.agenda()
    try FileManager.default.copyItem(atPath: scene.file, toPath: scene.folder.path + "/old.yaml")
    #expect(try scene.sign(.gus).status == 0)
    try scene.edit(scene.ids[0], "minutes: 25}", to: "minutes: 26}")
    try scene.agenda("--previous", scene.folder.path + "/old.yaml")
    let page = try scene.read("agenda.md")
    #expect(page.contains("edited: assessment.outage.minutes in"), "\(page)")
    #expect(page.contains("the text is the same"))
    #expect(page.contains("the approval of gus.lind is stale"))
  }

  @Test func `an objection in between is not signed away`() throws {
    let scene = try BoardScene()
    try scene.agenda()
    try scene.stage.sign(
      "object", by: .eli, [scene.ids[2], "--objection", "S1", "-m", "No rehearsal at full load."])
    let outcome = try scene.sign(.gus)
    #expect(outcome.status == 1)
    #expect(outcome.errorText.contains("objected to since the agenda was made: eli.frost:S1"))
    #expect(try scene.approvals(of: scene.ids[2]) == 0)
    // An agenda that shows the objection may be signed.
    try scene.agenda()
    #expect(try scene.read("agenda.html").contains("No rehearsal at full load."))
    let again = try scene.sign(.uma)
    #expect(again.status == 0, "\(again.errorText)")
    #expect(try scene.approvals(of: scene.ids[2]) == 1)
  }

  @Test func `a person signs once`() throws {
    let scene = try BoardScene()
    try scene.agenda()
    #expect(try scene.sign(.gus).status == 0)
    let before = try scene.stage.tip("refs")
    let again = try scene.sign(.gus)
    #expect(again.status == 1)
    #expect(again.errorText.contains("(duplicate)"), "\(again.errorText)")
    #expect(again.errorText.contains("nothing of the agenda is left to sign"))
    #expect(try scene.stage.tip("refs") == before)
  }

  @Test func `members leave out and object, in the same commit`() throws {
    let scene = try BoardScene()
    try scene.agenda()
    let outcome = try scene.sign(
      .kim, "--except", scene.ids[0], "--except", scene.ids[2], "--object-to",
      "\(scene.ids[1])=S1", "-m", "The way back is not rehearsed.")
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let acts = try JSON(parsing: outcome.output)["acts"].elements
    #expect(acts.map { $0["verb"].string } == ["object"])
    #expect(acts.first?["role"].string == "security")
    let verdict = try scene.stage.verdict(nil, scene.ids[1])
    #expect(verdict["gate"]["decision"].string == "prevented")
  }

  @Test func `acts of a board land from its member's branch`() throws {
    let scene = try BoardScene(carrier: "branch")
    try scene.agenda()
    #expect(try scene.sign(.gus).status == 0)
    #expect(try scene.approvals(of: scene.ids[1]) == 0)
    // It is signed, and only has to land: nobody is asked twice.
    #expect(try scene.run(["inbox", "gus.lind"]).text == "Nothing waits for gus.lind\n")
    try scene.land()
    for id in scene.ids { #expect(try scene.approvals(of: id) == 1) }
  }

  struct Forgery: Sendable, CustomTestStringConvertible {
    let name: String
    var old = ""
    var new = ""
    var more: [String] = []
    var by = Persona.gus
    var status: Int32 = 1
    let says: String

    var testDescription: String { name }
  }

  static let forgeries = [
    Forgery(
      name: "of another repository", old: "\"harbourline/changes\"", new: "\"other/changes\"",
      says: "is one of other/changes"),
    Forgery(
      name: "of a commit elsewhere", old: "trunk: \"",
      new: "trunk: \"\(String(repeating: "0", count: 40))\" #",
      says: "the trunk does not reach"),
    Forgery(
      name: "in another role", old: "role: \"cab\"", new: "role: \"nobody\"", says: "no role"),
    Forgery(
      name: "in a role that the signer does not hold", by: .ivy, says: "(role-not-held)"),
    Forgery(
      name: "with another digest than the page's",
      more: ["--agenda-digest", "sha256:\(String(repeating: "0", count: 64))"],
      says: "another agenda than the page's"),
    Forgery(
      name: "with a digest that is none", more: ["--agenda-digest", "abc"], status: 2,
      says: "is no digest"),
    Forgery(
      name: "that is no agenda", old: "schema: assent/agenda/1", new: "schema: assent/change/1",
      status: 2, says: "is no agenda"),
    Forgery(
      name: "with an unknown key", old: "made:", new: "mood:", status: 2, says: "is no agenda"),
    Forgery(
      name: "with a strange change left out", more: ["--except", "CHG-2026-0000"], status: 2,
      says: "the agenda has no CHG-2026-0000"),
    Forgery(
      name: "together with ids", more: ["CHG-2026-7F3K"], status: 2, says: "do not go together"),
    Forgery(
      name: "with a change twice", old: "id: CHG-2026-8Q1M", new: "id: CHG-2026-7F3K",
      says: "names a change twice"),
    Forgery(
      name: "by somebody unknown", by: .mallory, says: "no person of the policy"),
  ]

  /// A scene that no case changes.
  private static let untouched = Result {
    let scene = try BoardScene()
    try scene.agenda()
    return scene
  }

  @Test(arguments: forgeries) func `a strange agenda is not signed`(_ row: Forgery) throws {
    let scene = try Self.untouched.get()
    let folder = try ScratchFolder()
    let file = folder.path + "/agenda.yaml"
    var text = try scene.read("agenda.yaml")
    if !row.old.isEmpty { text = try Edit.replacing(row.old, with: row.new, in: text) }
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let before = try scene.stage.tip("refs")
    let outcome = try scene.run(
      ["approve", "--agenda", file, "--key", try row.by.key] + row.more)
    #expect(outcome.status == row.status, "\(outcome.errorText)")
    #expect(outcome.errorText.contains(row.says), "\(outcome.errorText)")
    #expect(try scene.stage.tip("refs") == before)
  }

  @Test func `a forged digest of a record is left out`() throws {
    let scene = try BoardScene()
    try scene.agenda()
    let path = "changes/2026/\(scene.ids[0]).yaml\"\n    digest: \"sha256:"
    try scene.rewrite(path, path + String(repeating: "0", count: 64) + "\" #")
    let outcome = try scene.sign(.gus)
    #expect(outcome.status == 1)
    #expect(outcome.errorText.contains("no text of that digest was ever its record"))
    #expect(try scene.approvals(of: scene.ids[0]) == 0)
    #expect(try scene.approvals(of: scene.ids[1]) == 1)
  }

  @Test func `a page runs nothing that a record says`() throws {
    let scene = try BoardScene()
    try scene.agenda()
    let page = try scene.read("agenda.html")
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; `x`"))
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("<html lang=\"en\">"))
    let markdown = try scene.read("agenda.md")
    #expect(!markdown.contains("<script") && !markdown.contains("](javascript:"), "\(markdown)")
  }

  @Test(arguments: ["approve", "object", "submit"])
  func `an act without a change is wrong usage`(_ verb: String) throws {
    let scene = try ActScene()
    let more = verb == "object" ? ["--objection", "S1"] : []
    let outcome = try Assent.run(
      [verb] + more, in: scene.repository.path, home: scene.repository.home)
    #expect(outcome.status == 2 && outcome.errorText.contains("no change is named"))
  }
}
