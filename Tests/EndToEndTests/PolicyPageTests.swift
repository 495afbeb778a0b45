import Foundation
import TestSupport
import Testing

/// The examples of Documentation/policy.md are what they say they are.
struct PolicyPageTests {
  /// The blocks of the page that say which file they are, by path.
  private func files() throws -> [String: String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "Documentation/policy.md"), encoding: .utf8)
    var files: [String: String] = [:]
    for block in page.components(separatedBy: "```yaml\n").dropFirst() {
      let text = block.components(separatedBy: "```")[0]
      guard let name = text.split(separator: "\n").first, name.hasPrefix("# ") else { continue }
      files[String(name.dropFirst(2))] = text
    }
    return files
  }

  private func scene(_ names: String...) throws -> Scene {
    var organisation = try SampleOrganisation()
    let files = try files()
    for name in names {
      let text: String = try #require(files[name])
      organisation.files[String(name.dropFirst("policies/".count))] = text
    }
    var record = try SampleRecord()
    record.text = try #require(files["changes/2026/CHG-2026-7F3K.yaml"])
    return try Scene(organisation, record)
  }

  @Test func `the template and its record lint clean and open the gate`() throws {
    let scene = try scene("policies/templates/STD-CERT.yaml")
    let work = try ScratchFolder("assent-page")
    try scene.settle()
    let clone = try Command.run(
      try Command.find("git"), ["clone", "-q", scene.repository.path, work.path + "/clone"],
      in: work.path, environment: CleanEnvironment.variables(home: scene.repository.home))
    #expect(clone.status == 0, "\(clone.errorText)")
    // The record of the page names none; the scene brings that of its own record along.
    try FileManager.default.removeItem(atPath: work.path + "/clone/changes/evidence")
    for command in [["lint", "--strict"], ["policy", "lint"]] {
      let outcome = try Assent.run(
        command, in: work.path + "/clone", home: scene.repository.home)
      #expect(outcome.status == 0, "\(outcome.text) \(outcome.errorText)")
      #expect(!outcome.text.contains("STD-CERT"), "\(outcome.text)")
    }
    try scene.act(.submit, by: .ana)
    try scene.act(.schedule, by: .cat)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "scheduled", "allowed")
    #expect(verdict.json["type"].string == "standard")
    // The window is the one that the page shows.
    check(try scene.gate(at: scene.window.lowerBound - 1), "awaiting")
    check(try scene.gate(at: scene.window.upperBound - 1), "allowed")
  }

  @Test func `what new writes sets nothing that the template gives`() throws {
    let scene = try scene("policies/templates/STD-CERT.yaml")
    let work = try ScratchFolder("assent-page")
    try scene.settle()
    _ = try Command.run(
      try Command.find("git"), ["clone", "-q", scene.repository.path, work.path + "/clone"],
      in: work.path, environment: CleanEnvironment.variables(home: scene.repository.home))
    let written = try Assent.run(
      [
        "new", "--type", "standard", "--title", "Rotate it", "--requester", "ana.ruiz",
        "--implementer", "dan.holt", "--template", "STD-CERT@1", "--start",
        scene.window.lowerBound.text, "--end", scene.window.upperBound.text,
      ], in: work.path + "/clone", home: scene.repository.home)
    #expect(written.status == 0, "\(written.errorText)")
    let lint = try Assent.run(
      ["lint", written.line, "--format", "json"], in: work.path + "/clone",
      home: scene.repository.home)
    let rules = try JSON(parsing: lint.output)["findings"].elements.compactMap {
      $0["rule"].string
    }
    // The parameters are still to come.
    #expect(rules == ["unfilled-blank", "unfilled-blank"], "\(lint.text)")
  }

  @Test func `the further workflow asks for what it says`() throws {
    var organisation = try SampleOrganisation()
    let text: String = try #require(try files()["policies/workflows/privacy.yaml"])
    organisation.files["workflows/privacy.yaml"] = text
    let scene = try Scene(organisation, SampleRecord(), through: .scheduled)
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, stage: "assessed", "awaiting")
    #expect(verdict.requirement("privacy/officer")["status"].string == "unsatisfied")
    try scene.act(.approve("security"), by: .eli)
    check(try scene.gate(at: scene.inWindow), stage: "scheduled", "allowed")
  }
}
