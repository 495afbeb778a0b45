import Foundation
import TestSupport
import Testing

/// Whoever types what the README says gets what it says.
struct ReadmeTests {
  /// The commands of a section, block after block.
  private static func commands(of title: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let text = try #require(page.components(separatedBy: "## \(title)\n").dropFirst().first)
    let part = text.components(separatedBy: "\n## ")[0]
    return part.components(separatedBy: "```sh\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }.joined()
  }

  /// What is printed when somebody types the commands in an empty folder; every one has to succeed.
  private func typed(_ commands: String, in folder: ScratchFolder) throws -> String {
    let programs = folder.path + "/bin"
    try FileManager.default.createDirectory(
      atPath: programs, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: programs + "/assent", withDestinationPath: try Assent.binary())
    let empty = folder.path + "/empty"
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    var variables = CleanEnvironment.variables(home: folder.path)
    variables["PATH"] = programs + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
    let outcome = try Command.run(
      try Command.find("bash"), ["-eu", "-c", commands], in: empty, environment: variables,
      timeout: 300)
    #expect(outcome.status == 0, "\(outcome.text)\n\(outcome.errorText)")
    return outcome.text
  }

  @Test func `the commands of the README lead from nothing to an approved change`() throws {
    let commands = try Self.commands(of: "From nothing to an approved change")
    #expect(commands.contains("assent gate "))
    // The last one is the gate.
    let text = try typed(commands, in: try ScratchFolder("assent-readme"))
    #expect(text.contains("CHG-2026-7F3K is ALLOWED"), "\(text)")
    #expect(text.contains("1 record, 8 policy files: clean"), "\(text)")
  }

  @Test func `the commands of the README show an auditor what went wrong`() throws {
    let commands = try Self.commands(of: "For an auditor")
    #expect(commands.split(separator: "\n").count <= 5)
    let folder = try ScratchFolder("assent-readme-audit")
    let text = try typed(commands, in: folder)
    // The demo ends with an audit of its own, which says the same.
    #expect(text.contains("went wrong: CHG-2026-0141, the short cut, and no other"), "\(text)")
    #expect(text.contains("exceptions in 1 change\n"), "\(text)")
    #expect(text.contains("the same: "), "\(text)")
    let index = try String(
      contentsOfFile: folder.path + "/empty/demo/evidence/index.html", encoding: .utf8)
    #expect(index.contains("1 of 3 changes went wrong."))
    #expect(index.contains(">CHG-2026-0141</a>"))
  }
}
