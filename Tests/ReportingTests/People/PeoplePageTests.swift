import Foundation
import TestSupport
import Testing

/// What people read of inboxes and agendas, as somebody last looked at it; ids and digests as `…`.
struct PeoplePageTests {
  private func masked(_ text: String) -> String {
    text.replacing(/[0-9a-f]{10,64}/, with: "…")
  }

  private func run(_ scene: Scene, _ arguments: String...) throws -> String {
    let outcome = try scene.assent(
      arguments + ["--trust-root", scene.root, "--now", scene.clock.text])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    return masked(outcome.text)
  }

  /// An approval that went stale.
  private func stale() throws -> Scene {
    let scene = try Scene(at: .approved)
    try scene.edit("minutes: 25}", to: "minutes: 26}")
    return scene
  }

  @Test func `the documentation shows what an inbox prints`() throws {
    let text = try run(try stale(), "inbox", "bo.chen")
    let first = text.components(separatedBy: "\n\n").prefix(2).joined(separator: "\n\n")
    let page = try String(
      contentsOfFile: Golden.root + "/Documentation/people.md", encoding: .utf8)
    #expect(page.contains(first), "\(first)")
  }

  @Test(arguments: ["text", "markdown"]) func `an inbox reads well`(_ format: String) throws {
    let scene = try stale()
    try scene.act(.object("S1", as: "security"), by: .eli)
    try Golden.compare(
      try run(scene, "inbox", "--all", "--format", format), with: "inbox.\(format)")
  }

  /// Two changes that need a system at the same time, one with an objection and a stale approval.
  private func board() throws -> Scene {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "    covers: [schedule]\n",
      with: "    covers: [schedule]\n    conflicts: system-or-dependency\n", in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .managed)
    try scene.edit("minutes: 25}", to: "minutes: 26}")
    try scene.act(.object("S1", as: "security"), by: .eli)
    var other = try SampleRecord(id: "CHG-2026-8Q1M", risk: "high")
    try other.replace(
      "title: Move the claims database to version 16",
      with: "title: \"<script>alert(1)</script> *bold* [x](javascript:y) & more\"")
    scene.record = other
    try scene.commit(
      "Ask for more\n", by: .ana,
      changes: other.evidence.mapValues { CommitPlan.Entry.text($0) }.merging(
        [other.path: .text(other.text)]) { $1 })
    try scene.act(.submit, by: .ana)
    return scene
  }

  @Test(arguments: ["markdown", "html", "yaml"]) func `an agenda reads well`(_ format: String)
    throws
  {
    let text = try run(
      try board(), "agenda", "--role", "change-manager", "--for", "2026-03-05", "--format", format)
    try Golden.compare(text, with: "agenda.\(format)")
  }

  // A browser's own parser of HTML is not at hand; Python's sees every tag.
  @Test func `a page has headings in order, named tables, and nothing from elsewhere`() throws {
    let scene = try board()
    let page = try scene.assent([
      "agenda", "--role", "change-manager", "--format", "html", "--trust-root", scene.root,
      "--now", scene.clock.text,
    ])
    let program = """
      import html.parser, sys
      class Reader(html.parser.HTMLParser):
          open, void = [], {"meta", "br"}
          def handle_starttag(self, tag, attrs):
              attrs = dict(attrs)
              assert tag not in ("script", "link", "img", "iframe", "object", "form"), tag
              for key, value in attrs.items():
                  assert not key.startswith("on"), key
                  assert key not in ("src", "style"), key
                  assert key != "href" or value.startswith("#"), value
              if tag == "th":
                  assert attrs.get("scope") in ("row", "col"), attrs
              if tag == "html":
                  assert attrs["lang"] == "en"
              if tag not in self.void:
                  self.open.append(tag)
          def handle_endtag(self, tag):
              assert self.open.pop() == tag, tag
      reader = Reader()
      reader.feed(sys.stdin.read())
      reader.close()
      assert reader.open == [], reader.open
      """
    let outcome = try Command.run(
      try Command.find("python3"), ["-c", program], in: "/",
      environment: CleanEnvironment.variables(home: "/").merging(["PYTHONUTF8": "1"]) { $1 },
      input: page.output)
    #expect(outcome.status == 0, "\(outcome.errorText)")
  }
}
