import Acts
import Audit
import AuditFixtures
import Decision
import Foundation
import Primitives
import Records
import TestSupport
import Testing

@testable import AuditPages

/// What the page about one change says.
struct DossierTests {
  private var site: AuditSite { AuditSite(report: SampleAudit.report) }

  private func page(_ story: DossierStory) throws -> String {
    String(decoding: site.dossier(of: try story.audited()).bytes, as: UTF8.self)
  }

  @Test func `a dossier tells the whole story of a change`() throws {
    let page = site.dossier(of: try DossierStory(DossierStory.way).audited())
    #expect(page.name == "changes/CHG-2026-7F3K.html")
    try GoldenPage.compare(GoldenPage.words(page.bytes), with: "dossier.txt")
    try save(page, "dossier.html")
  }

  @Test func `a stale approval shows what was edited, by whom and where`() throws {
    let text = try page(DossierStory(DossierStory.way))
    #expect(text.contains("<del>-  max-minutes: 30</del>"))
    #expect(text.contains("<ins>+  max-minutes: 45</ins>"))
    #expect(text.contains("<code>rollback.max-minutes</code>"))
    #expect(text.contains("changed since in rollback"))
  }

  @Test func `an act that does not count is hollow and says why`() throws {
    let text = try page(DossierStory(DossierStory.way))
    #expect(text.contains("class=\"deed hollow claimed\""))
    #expect(text.contains("does not count: implementer"))
    #expect(text.contains("<span class=\"mark open\">implementer</span>"))
  }

  @Test func `the same change gives the same bytes`() throws {
    let story = try DossierStory(DossierStory.way)
    #expect(try page(story) == page(story))
  }

  @Test func `a change on which nobody acted has a dossier`() throws {
    let text = try page(DossierStory([]))
    #expect(text.contains("Nobody has acted on it."))
    #expect(text.contains("having reached no stage"))
  }

  // MARK: Attacks

  private static let hostile = [
    "<script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "\" onload=\"alert(1)",
    "javascript:alert(1)", "'; rm -rf / #", "]]><!--", "\u{202E}gnp.exe", "a\u{0000}b\u{1B}[2J",
  ]

  @Test(arguments: hostile)
  func `a hostile text stays text`(_ text: String) throws {
    var events = DossierStory.way
    events.append(
      .act(.object, by: text, role: text, [("objection", text)], faults: [.malformed]))
    var story = try DossierStory(events)
    story.title = text
    // What the reader of records refuses comes through names and titles alone.
    let quoted = String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          (0x20..<0x7F).contains($0.value) && !"\\\"".contains(Character($0))
        })
    )
    story.record = try Edit.replacing(
      "Version 14 receives no security fixes after November of this year.",
      with: "\"\(quoted)\"", in: story.record)
    let html = try page(story)
    #expect(!html.contains("<script>alert"))
    #expect(!html.contains("<img"))
    #expect(!html.contains(" onload=\""))
    #expect(!html.contains("href=\"javascript:"))
    #expect(!html.unicodeScalars.contains("\u{202E}"))
    #expect(!html.utf8.contains(0) && !html.utf8.contains(0x1B))
  }

  @Test func `a path cannot break out of a command`() throws {
    let audited = try DossierStory(DossierStory.way).audited()
    var summary = audited.summary
    summary.path = "changes/'$(rm -rf ~)\n`reboot`.yaml"
    let change = AuditedChange(
      history: audited.history, verdict: audited.verdict, summary: summary,
      moments: audited.moments)
    let html = String(decoding: site.dossier(of: change).bytes, as: UTF8.self)
    let command = try #require(
      html.components(separatedBy: "<pre class=\"commands\"").dropFirst().first?
        .components(separatedBy: "</pre>").first?.components(separatedBy: "<code>").last?
        .components(separatedBy: "</code>").first)
    let script = command.replacing("&#39;", with: "'").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
    let word = try #require(script.components(separatedBy: "git show ").last)
      .replacing(" | sha256sum", with: "")
    let outcome = try Command.run(
      "/bin/sh", ["-c", "printf %s \(word)"], in: "/", environment: [:])
    let commit = try #require(summary.commit)
    #expect(outcome.text == "\(commit):changes/'$(rm -rf ~)\n`reboot`.yaml")
  }

  @Test func `a thousand acts fit on a page, and it says what it leaves out`() throws {
    var events = DossierStory.way
    for number in 0..<1000 {
      events.append(
        .act(.object, by: "eli.frost", role: "security", [("objection", "S\(number)")]))
    }
    let audited = try DossierStory(events).audited()
    let page = site.dossier(of: audited)
    #expect(page.bytes.count < 300_000)
    let text = String(decoding: page.bytes, as: UTF8.self)
    #expect(
      text.contains("\(audited.verdict.acts.count - Dossier.mostRows) more acts are in audit.db."))
  }

  @Test func `a record as large as it may be fits on a page`() throws {
    var story = try DossierStory(DossierStory.way)
    let filler = String(repeating: "A step that goes on & on. ", count: 70)
    var steps = ""
    for number in 0..<400 { steps += "\n    - {id: X\(number), do: \"\(filler)\"}" }
    story.record = try Edit.replacing(
      "\n  steps:\n    - {id: P1", with: "\n  steps:\(steps)\n    - {id: P1", in: story.record)
    let page = site.dossier(of: try story.audited())
    #expect(page.bytes.count < 300_000)
    let text = String(decoding: page.bytes, as: UTF8.self)
    #expect(text.contains("more are in the record."))
  }

  // MARK: Deployments

  @Test func `deployments that name the change are in its dossier`() throws {
    var report = SampleAudit.report
    report.reconciliation.deployments = report.reconciliation.deployments?.map { match in
      Reconciliation.DeploymentMatch(
        deployment: match.deployment, cover: match.cover, changes: [DossierStory.id],
        reason: match.reason)
    }
    let page = AuditSite(report: report).dossier(
      of: try DossierStory(DossierStory.way).audited())
    let text = String(decoding: page.bytes, as: UTF8.self)
    #expect(text.contains("deployments.jsonl:7"))
    let other = try self.page(DossierStory(DossierStory.way))
    #expect(!other.contains("deployments.jsonl"))
  }

  /// Keeps a page where somebody can look at it.
  private func save(_ page: Page, _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["ASSENT_KEEP_PAGES"] else { return }
    for asset in site.assets + [page] + site.flowPages() + site.calendarPages() {
      let path = "\(folder)/\(asset.name)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(asset.bytes).write(to: URL(fileURLWithPath: path))
    }
  }
}
