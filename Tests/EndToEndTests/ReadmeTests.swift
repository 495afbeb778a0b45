import Foundation
import TestSupport
import Testing

/// Whoever types what the README says ends with an approved change.
struct ReadmeTests {
  private static let section = "## From nothing to an approved change\n"

  /// The commands of the section, block after block.
  private static func commands() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let text = try #require(page.components(separatedBy: section).dropFirst().first)
    let part = text.components(separatedBy: "\n## ")[0]
    return part.components(separatedBy: "```sh\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }.joined()
  }

  @Test func `the commands of the README lead from nothing to an approved change`() throws {
    let commands = try Self.commands()
    #expect(commands.contains("assent gate "))
    let folder = try ScratchFolder("assent-readme")
    let programs = folder.path + "/bin"
    try FileManager.default.createDirectory(
      atPath: programs, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: programs + "/assent", withDestinationPath: try Assent.binary())
    let empty = folder.path + "/empty"
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    var variables = CleanEnvironment.variables(home: folder.path)
    variables["PATH"] = programs + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
    // Every command has to succeed; the last one is the gate.
    let outcome = try Command.run(
      try Command.find("bash"), ["-eu", "-c", commands], in: empty, environment: variables,
      timeout: 120)
    #expect(outcome.status == 0, "\(outcome.text)\n\(outcome.errorText)")
    #expect(outcome.text.contains("CHG-2026-7F3K is ALLOWED"), "\(outcome.text)")
    #expect(outcome.text.contains("1 record, 8 policy files: clean"), "\(outcome.text)")
  }
}
