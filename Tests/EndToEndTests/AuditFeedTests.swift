import Foundation
import TestSupport
import Testing

/// `assent audit feed` as its users run it.
struct AuditFeedTests {
  private static let commit = "a84d88e7554fc1fa21bcbc4efae3c782a70d2b9d"

  private func run(
    _ arguments: [String], _ files: [String: String]
  ) throws -> (outcome: Command.Outcome, folder: ScratchFolder) {
    let folder = try ScratchFolder()
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
    }
    let outcome = try Assent.run(
      ["audit", "feed"] + arguments, in: folder.path, home: folder.path)
    return (outcome, folder)
  }

  private static func deployment(_ status: String) -> String {
    """
    [{"id":41,"iid":1,"sha":"\(commit)","updated_at":"2026-03-07T07:38:12.414Z",
      "created_at":"2026-03-07T07:36:40.222Z","status":"\(status)","user":{"username":"fay"},
      "environment":{"name":"production"},"deployable":null}]
    """
  }

  @Test func `an export becomes a feed, on standard output or in a file`() throws {
    let line = """
      {"time":"2026-03-07T07:38:12Z","system":"claims-db","commit":"\(Self.commit)","who":"fay"}

      """
    let arguments = ["--from", "gitlab-deployments", "--system", "claims-db", "page.json"]
    let files = ["page.json": Self.deployment("success")]
    let printed = try run(arguments, files)
    #expect(printed.outcome.status == 0)
    #expect(printed.outcome.text == line)
    #expect(printed.outcome.errorText == "1 deployment\n")
    let written = try run(arguments + ["-o", "feed.jsonl"], files)
    #expect(written.outcome.status == 0 && written.outcome.text.isEmpty)
    let file = try String(contentsOfFile: "\(written.folder.path)/feed.jsonl", encoding: .utf8)
    #expect(file == line)
  }

  @Test func `what did not run is named and counted, and what may have run is a finding`() throws {
    let failed = try run(
      ["--from", "gitlab-deployments", "a.json", "b.json"],
      [
        "a.json": Self.deployment("success"),
        "b.json": Self.deployment("failed").replacing("41", with: "42")
          .replacing("\"iid\":1", with: "\"iid\":2"),
      ])
    #expect(failed.outcome.status == 0)
    #expect(
      failed.outcome.errorText == """
        1 deployment
        1 left out, since they did not run there:
          deployment 2 (failed)

        """)
    let running = try run(
      ["--from", "gitlab-deployments", "a.json"], ["a.json": Self.deployment("running")])
    #expect(running.outcome.status == 1)
    #expect(running.outcome.errorText.contains("deployment 1 (running)"))
    let none = try run(["--from", "gitlab-deployments", "a.json"], ["a.json": "[]"])
    #expect(none.outcome.status == 4)
  }

  @Test func `a file that is no such export is wrong usage`() throws {
    let result = try run(["--from", "jenkins", "a.json"], ["a.json": "{\"x\":\n1"])
    #expect(result.outcome.status == 2)
    #expect(result.outcome.errorText.hasPrefix("assent: a.json:2:2: "))
    #expect(try run(["--from", "jenkins", "b.json"], [:]).outcome.status == 2)
    #expect(try run(["--from", "svn", "b.json"], [:]).outcome.status == 2)
  }
}
