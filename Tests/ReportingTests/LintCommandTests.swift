import Foundation
import TestSupport
import Testing

/// `assent lint` and `assent rule` as people run them, on files without a repository.
struct LintCommandTests {
  private let folder: ScratchFolder
  private var changes: String { folder.path + "/changes/2026" }

  init() throws {
    folder = try ScratchFolder("lint")
    for name in ["changes", "policies"] {
      try FileManager.default.copyItem(
        atPath: "\(Golden.root)/\(name)", toPath: "\(folder.path)/\(name)")
    }
  }

  private func lint(_ arguments: String..., in directory: String? = nil) throws -> Command.Outcome {
    try Assent.run(["lint"] + arguments, in: directory ?? folder.path, home: folder.path)
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacingOccurrences(of: old, with: new)
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test(arguments: ["approved", "initiated"])
  func `the sample organisation is clean`(_ stage: String) throws {
    let outcome = try lint("--strict", "--stage", stage)
    #expect(outcome.text == "10 records, 20 policy files: clean\n")
    #expect(outcome.status == 0)
  }

  @Test func `the root is found from below`() throws {
    #expect(try lint("--strict", in: changes).text == "10 records, 20 policy files: clean\n")
    let outcome = try lint("-C", "changes", "2026/CHG-2026-0133.yaml")
    #expect(outcome.text == "1 record, 0 policy files: clean\n")
  }

  @Test(arguments: [
    (["changes"], "10 records, 0 policy files: clean\n"),
    (["policies"], "0 records, 20 policy files: clean\n"),
    (["."], "10 records, 20 policy files: clean\n"),
    (["policies/people.yaml"], "0 records, 1 policy file: clean\n"),
    (["changes/evidence/CHG-2026-0133/security.txt"], "1 record, 0 policy files: clean\n"),
    (["changes/2026/CHG-2026-0133.yaml", "policies"], "1 record, 20 policy files: clean\n"),
    (["--no-policies", "changes/2026/CHG-2026-0133.yaml"], "1 record, 0 policy files: clean\n"),
  ])
  func `paths choose what is linted`(_ arguments: [String], _ line: String) throws {
    let outcome = try Assent.run(["lint"] + arguments, in: folder.path, home: folder.path)
    #expect(outcome.text == line)
    #expect(outcome.status == 0)
  }

  @Test func `a draft may lie anywhere`() throws {
    let elsewhere = try ScratchFolder("draft")
    let place = "\(elsewhere.path)/CHG-2026-0133.yaml"
    try FileManager.default.moveItem(atPath: "\(changes)/CHG-2026-0133.yaml", toPath: place)
    #expect(try lint(place).text == "1 record, 0 policy files: clean\n")
    #expect(try lint(elsewhere.path).text == "1 record, 0 policy files: clean\n")
    try edit(place, "type: normal", "typ: normal")
    #expect(try lint(place).text.contains("\n --> \(place):"))
  }

  @Test func `an error is shown with its place and exits with 1`() throws {
    try edit("\(changes)/CHG-2026-0133.yaml", "type: normal", "typ: normal")
    let outcome = try lint("changes/2026/CHG-2026-0133.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("error[unknown-key]: unknown key `typ` at the top level\n"))
    #expect(outcome.text.contains("= help: did you mean `type`\n"))
    // The other records are not the subject.
    #expect(try lint("changes/2026/CHG-2026-0107.yaml").status == 0)
    #expect(try lint().status == 1)
  }

  @Test func `evidence is compared with the files on disk`() throws {
    try write(Array("other".utf8), to: "\(folder.path)/changes/evidence/CHG-2026-0133/security.txt")
    let outcome = try lint("--format", "concise")
    #expect(outcome.text.contains(": error evidence-digest-mismatch: "))
    #expect(outcome.status == 1)
    try FileManager.default.removeItem(
      atPath: "\(folder.path)/changes/evidence/CHG-2026-0133/security.txt")
    #expect(try lint("--format", "concise").text.contains(": error evidence-missing: "))
  }

  @Test func `warnings fail only where they shall`() throws {
    try edit("\(folder.path)/policies/lint.yaml", "rehearsal-max-age: 30d", "rehearsal-max-age: 1d")
    let outcome = try lint("--format", "concise")
    try #require(outcome.text.contains(": warning rehearsal-stale: "))
    let errors = outcome.text.contains(": error ")
    #expect(outcome.status == (errors ? 1 : 0))
    #expect(try lint("--strict").status == 1)
  }

  @Test(arguments: [
    "text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle",
    "markdown", "sarif=out.sarif",
  ])
  func `the format does not change the status`(_ format: String) throws {
    #expect(try lint("--format", format).status == 0)
    try write([], to: "\(changes)/CHG-2026-1001.yaml")
    #expect(try lint("--format", format).status == 1)
  }

  /// A file that is no record, and the one code that it is reported with.
  enum Nuisance: String, CaseIterable {
    case large, random, zeros, empty, folder, dangling, pipe, twin, executable, stray, badName

    var code: String {
      switch self {
      case .large: "yaml-too-large"
      case .random: "yaml-encoding"
      case .zeros: "yaml-control-character"
      case .empty: "yaml-empty"
      case .folder, .dangling, .pipe, .executable, .badName: "record-file-unsafe"
      case .twin: "duplicate-id"
      case .stray: "stray-file"
      }
    }
  }

  private func place(_ nuisance: Nuisance) throws {
    let path = "\(changes)/CHG-2026-1001.yaml"
    switch nuisance {
    case .large:
      try write([], to: path)
      try #require(truncate(path, 100 << 20) == 0)
    case .random: try write((0..<4096).map { UInt8(truncatingIfNeeded: 200 &+ $0 &* 37) }, to: path)
    case .zeros: try write([UInt8](repeating: 0, count: 512), to: path)
    case .empty: try write([], to: path)
    case .folder:
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case .dangling:
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "nowhere")
    case .pipe: try #require(mkfifo(path, 0o600) == 0)
    case .twin:
      try write([0xFF], to: path)
      try write([0xFF], to: "\(folder.path)/changes/CHG-2026-1001.yaml")
    case .executable: try #require(chmod("\(changes)/CHG-2026-0107.yaml", 0o755) == 0)
    case .stray: try write([], to: "\(changes)/README.md")
    case .badName:
      let name = Array("\(changes)/CHG-".utf8) + [0xFF, 0]
      let bytes = name.map { CChar(bitPattern: $0) }
      let file = open(bytes, O_CREAT | O_WRONLY, 0o600)
      try #require(file >= 0)
      close(file)
    }
  }

  @Test(arguments: Nuisance.allCases)
  func `what is no record is one finding`(_ nuisance: Nuisance) throws {
    try place(nuisance)
    let outcome = try lint("--format", "concise")
    #expect(outcome.status == 1)
    let findings = outcome.text.split(separator: "\n")
    #expect(findings.contains { $0.contains(" error \(nuisance.code): ") })
    // Twins are two unreadable files beside being two.
    #expect(findings.count == (nuisance == .twin ? 3 : 1), "\(outcome.text)")
    #expect(!outcome.text.utf8.contains { $0 < 0x20 && $0 != 0x0A })
  }

  @Test func `names that differ in case alone are refused`() throws {
    try FileManager.default.copyItem(
      atPath: "\(changes)/CHG-2026-0107.yaml", toPath: "\(changes)/chg-2026-0107.yaml")
    let text = try lint("--format", "concise").text
    #expect(text.contains("differs from changes/2026/CHG-2026-0107.yaml only in case"))
  }

  // MARK: Policies

  @Test func `a policy that does not load is shown even for one record`() throws {
    try edit("\(folder.path)/policies/workflow.yaml", "schema:", "shcema:")
    let outcome = try lint("changes/2026/CHG-2026-0133.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("--> policies/workflow.yaml:"))
    #expect(try lint("--no-policies", "changes/2026/CHG-2026-0133.yaml").status == 0)
  }

  @Test func `unsafe policy files are refused`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/policies/templates/STD-X.yaml", withDestinationPath: "nowhere")
    let path = "\(folder.path)/policies/people.yaml"
    try #require(truncate(path, 100 << 20) == 0)
    let outcome = try lint("policies", "--format", "concise")
    #expect(outcome.status == 1)
    let lines = outcome.text.split(separator: "\n").filter { $0.contains(" policy-file-unsafe: ") }
    #expect(lines.count == 2, "\(outcome.text)")
    #expect(!outcome.text.contains("policy-missing-file"))
  }

  @Test func `policies may lie elsewhere`() throws {
    let elsewhere = try ScratchFolder("policies")
    try FileManager.default.moveItem(
      atPath: "\(folder.path)/policies", toPath: "\(elsewhere.path)/rules")
    #expect(try lint("changes").status == 2)
    #expect(try lint("changes", "--policies", "\(elsewhere.path)/rules").status == 0)
    try edit("\(elsewhere.path)/rules/workflow.yaml", "schema:", "shcema:")
    let outcome = try lint("changes", "--policies", "\(elsewhere.path)/rules/")
    #expect(outcome.text.contains("--> \(elsewhere.path)/rules/workflow.yaml:"))
  }

  // MARK: Wrong usage

  @Test(arguments: [
    (["nowhere.yaml"], Int32(2), "usage"), (["--policies", "nowhere"], 2, "no-policies"),
    (["--policies", "policies", "--no-policies"], 2, "usage"),
    (["--stage", "nowhere"], 2, "usage"),
    (["-C", "nowhere"], 2, "usage"), (["-C", "empty"], 2, "no-policies"),
    (["-C", "empty", "--no-policies"], 4, "nothing-to-lint"),
  ])
  func `wrong usage has its own status`(_ arguments: [String], _ status: Int32, _ code: String)
    throws
  {
    let empty = try ScratchFolder("empty")
    let arguments = arguments.map { $0 == "empty" ? empty.path : $0 }
    let outcome = try Assent.run(
      ["lint", "--format", "json"] + arguments, in: folder.path, home: folder.path)
    #expect(outcome.status == status)
    #expect(outcome.text.hasPrefix(#"{"schema":"assent/error/1","code":"\#(code)","message":"#))
  }

  // MARK: Rules

  @Test func `a rule explains itself`() throws {
    let page = try String(
      contentsOfFile: "\(Golden.root)/Documentation/rules/title-vague.md", encoding: .utf8)
    let outcome = try Assent.run(["rule", "title-vague"], in: folder.path, home: folder.path)
    #expect(outcome.text == page)
    let other = try Assent.run(["rule", "yaml-anchor"], in: folder.path, home: folder.path)
    #expect(other.text.hasPrefix("# yaml-anchor\n"))
    let list = try Assent.run(["rule"], in: folder.path, home: folder.path)
    #expect(list.text.contains("\n  title-vague "))
    #expect(list.text.contains("\n\nCommits of a range\n  act-near-miss "))
    #expect(list.status == 0)
  }

  @Test func `an unknown rule suggests a known one`() throws {
    let outcome = try Assent.run(["rule", "title-vage"], in: folder.path, home: folder.path)
    #expect(outcome.status == 4)
    #expect(outcome.errorText.contains("try: assent rule title-vague"))
  }
}
