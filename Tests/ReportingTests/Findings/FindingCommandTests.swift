import Foundation
import TestSupport
import Testing

/// Where findings go and when they fail, as people say it on the command line.
struct FindingCommandTests {
  private let folder: ScratchFolder
  private static let record = "changes/2026/CHG-2026-0133.yaml"

  init() throws {
    folder = try ScratchFolder("formats")
    for name in ["changes", "policies"] {
      try FileManager.default.copyItem(
        atPath: "\(Golden.root)/\(name)", toPath: "\(folder.path)/\(name)")
    }
  }

  private func run(
    _ arguments: [String], environment: [String: String] = [:], input: String = ""
  ) throws -> Command.Outcome {
    try Assent.run(
      arguments, in: folder.path, home: folder.path, environment: environment,
      input: Data(input.utf8))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
  }

  private func write(_ text: String, _ name: String) throws {
    try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
  }

  /// The record with an unknown key, and so without its type.
  private func broken() throws -> String {
    let text = try text(Self.record)
    try #require(text.contains("\ntype: normal"))
    return text.replacingOccurrences(of: "\ntype: normal", with: "\ntyp: normal")
  }

  // MARK: Where they go

  @Test func `several formats are written in one run, text to standard output`() throws {
    try write(try broken(), Self.record)
    let outcome = try run([
      "lint", "--format", "sarif=out.sarif", "--format", "junit=\(folder.path)/out.xml",
    ])
    #expect(outcome.status == 1)
    #expect(outcome.text.hasSuffix("10 records, 20 policy files: 2 errors in 1 file\n"))
    #expect(try text("out.sarif").contains(#""ruleId":"unknown-key""#))
    #expect(try text("out.xml").contains(#"tests="31" failures="2""#))
    // A later run replaces what stands there.
    #expect(
      try run([
        "lint", "--no-policies", "--format", "json=out.sarif", "changes/2026/CHG-2026-0107.yaml",
      ]).status == 0)
    #expect(try text("out.sarif").hasPrefix(#"{"schema":"assent/lint/1","findings":[],"#))
  }

  @Test(arguments: [
    ["--format", "sarif", "--format", "junit"], ["--format", "sarif=a", "--format", "junit=a"],
    ["--format", "sarif=-", "--format", "junit"],
    ["--format", "sarif="], ["--format", "=a"], ["--format", "pdf"], ["--format", "pdf=a"],
    ["--strict", "--fail-on", "never"], ["--fail-on", "sometimes"], ["--color", "red"],
    ["--format", "json=no/such/folder"], ["--format", "json=changes"],
    ["-"], ["--stdin-filename", "changes/2026/CHG-2026-0133.yaml"],
    ["-", "changes", "--stdin-filename", "changes/2026/CHG-2026-0133.yaml"],
    ["-", "--stdin-filename", "."], ["-", "--stdin-filename", "../../../../../../../.."],
    ["-", "--stdin-filename", "changes/note.txt"],
  ])
  func `wrong usage is refused with status 2`(_ arguments: [String]) throws {
    let outcome = try run(["lint"] + arguments)
    #expect(outcome.status == 2)
    #expect(outcome.text.isEmpty)
    #expect(!outcome.errorText.isEmpty)
  }

  @Test func `github adds to the summary of the step, and only github does`() throws {
    try write(try broken(), Self.record)
    try write("before\n", "summary.md")
    let environment = ["GITHUB_STEP_SUMMARY": "\(folder.path)/summary.md"]
    _ = try run(["lint", "--format", "markdown"], environment: environment)
    #expect(try text("summary.md") == "before\n")
    let outcome = try run(["lint", "--format", "github"], environment: environment)
    #expect(outcome.text.hasPrefix("::error file=\(Self.record),line="))
    #expect(outcome.errorText == "10 records, 20 policy files: 2 errors in 1 file\n")
    #expect(try text("summary.md").hasPrefix("before\n### Assent: `10 records"))
    try write(String(repeating: "x", count: (1 << 20) - 10), "summary.md")
    let full = try run(["lint", "--format", "github"], environment: environment)
    #expect(full.status == 1 && full.errorText.contains("is full"))
    #expect(try text("summary.md").utf8.count == (1 << 20) - 10)
  }

  @Test func `policy lint has the same formats`() throws {
    try write(try text("policies/people.yaml") + "rols: {}\n", "policies/people.yaml")
    for (format, words) in [
      ("github", "::error file=policies/people.yaml,line="), ("checkstyle", "<checkstyle "),
      ("jsonl", #"{"rule":"#), ("sarif", #"{"$schema":"#),
    ] {
      let outcome = try run(["policy", "lint", "--format", format])
      #expect(outcome.status == 1)
      #expect(outcome.text.contains(words), "\(format)")
    }
    #expect(try run(["policy", "lint", "--fail-on", "never"]).status == 0)
  }

  @Test func `policy test writes JUnit`() throws {
    let outcome = try run(["policy", "test", "--format", "junit"])
    #expect(outcome.status == 0)
    #expect(outcome.text.contains(#"<testsuite name="policies/tests/windows.yaml""#))
    #expect(outcome.text.contains(#" failures="0" errors="0">"#))
    try write(outcome.text, "junit.xml")
    let judged = try Command.run(
      try Command.find("xmllint"),
      [
        "--noout", "--schema", "\(Golden.root)/Tests/ReportingTests/Fixtures/junit.xsd",
        "junit.xml",
      ], in: folder.path, environment: [:])
    #expect(judged.status == 0, "\(judged.errorText)")
  }

  // MARK: When they fail

  @Test(arguments: [
    ("error", Int32(0)), ("warning", 1), ("note", 1), ("never", 0),
  ])
  func `the severity that fails can be chosen`(_ severity: String, _ status: Int32) throws {
    let short = try text("policies/lint.yaml")
      .replacingOccurrences(of: "rehearsal-max-age: 30d", with: "rehearsal-max-age: 1d")
    try write(short, "policies/lint.yaml")
    let found = try run(["lint", "--format", "concise", "--fail-on", severity])
    try #require(found.text.contains(": warning rehearsal-stale: "))
    try #require(!found.text.contains(": error "))
    #expect(found.status == status)
    try write(try broken(), Self.record)
    #expect(try run(["lint", "--fail-on", severity]).status == (severity == "never" ? 0 : 1))
  }

  // MARK: Standard input

  @Test func `standard input stands for a file`() throws {
    let arguments = ["lint", "-", "--stdin-filename", Self.record]
    #expect(
      try run(arguments, input: try text(Self.record)).text == "1 record, 0 policy files: clean\n")
    let outcome = try run(arguments, input: try broken())
    #expect(outcome.status == 1)
    // Lines are shown as they came, not as they lie on disk.
    #expect(outcome.text.contains("| typ: normal\n"))
    #expect(try text(Self.record).contains("\ntype: normal"))
  }

  @Test func `standard input may stand for a file that is not there yet`() throws {
    let record = try broken()
    try FileManager.default.removeItem(atPath: "\(folder.path)/\(Self.record)")
    let outcome = try run(
      [
        "lint", "--format", "concise", "-", "--stdin-filename",
        "./changes/2026/../2026/CHG-2026-0133.yaml",
      ],
      input: record)
    #expect(outcome.text.contains("\(Self.record):5:1: error unknown-key: "))
  }

  @Test func `standard input may stand for a file of the policy`() throws {
    let outcome = try run(
      ["lint", "--format", "concise", "-", "--stdin-filename", "policies/people.yaml"],
      input: "schema: assent/people/1\nrols: {}\n")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("policies/people.yaml:2:1: error unknown-key: "))
  }

  @Test func `too much of standard input is refused, and none is an empty file`() throws {
    let arguments = ["lint", "--format", "concise", "-", "--stdin-filename", Self.record]
    let large = try run(arguments, input: String(repeating: "#\n", count: 600_000))
    #expect(large.text.contains(" error yaml-too-large: "))
    #expect(try run(arguments).text.contains(" error yaml-empty: "))
  }

  // MARK: Colour

  @Test(arguments: [
    (["--color", "always"], [String: String](), true), (["--color", "never"], [:], false),
    ([], [:], false), ([], ["FORCE_COLOR": "1"], true), ([], ["CLICOLOR_FORCE": "1"], true),
    ([], ["FORCE_COLOR": "0"], false), ([], ["FORCE_COLOR": "1", "NO_COLOR": "1"], false),
    (["--color", "always"], ["NO_COLOR": "1"], true),
    (["--color", "never"], ["FORCE_COLOR": "1"], false),
    ([], ["NO_COLOR": "", "FORCE_COLOR": "1"], true),
    (["--format", "json"], ["FORCE_COLOR": "1"], false),
  ])
  func `colour follows the flag, then NO_COLOR, then the others`(
    _ arguments: [String], _ environment: [String: String], _ isColoured: Bool
  ) throws {
    let outcome = try run(
      ["lint", "-", "--stdin-filename", Self.record] + arguments, environment: environment,
      input: try broken())
    #expect(outcome.text.contains("\u{1B}[") == isColoured)
  }
}
