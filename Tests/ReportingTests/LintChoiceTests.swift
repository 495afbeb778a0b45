import Foundation
import TestSupport
import Testing

/// Suppressions, baselines and fixes of `assent lint` as people use them.
struct LintChoiceTests {
  private let folder: ScratchFolder
  private var record: String { "\(folder.path)/changes/2026/CHG-2026-0133.yaml" }
  private var lintFile: String { "\(folder.path)/policies/lint.yaml" }

  init() throws {
    folder = try ScratchFolder("lint-choice")
    for name in ["changes", "policies"] {
      try FileManager.default.copyItem(
        atPath: "\(Golden.root)/\(name)", toPath: "\(folder.path)/\(name)")
    }
  }

  private func lint(_ arguments: String..., environment: [String: String] = [:]) throws
    -> Command.Outcome
  {
    try Assent.run(
      ["lint"] + arguments, in: folder.path, home: folder.path, environment: environment)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let before = try text(path)
    try #require(before.contains(old))
    // Written in place: links and modes stay as they are.
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(before.replacing(old, with: new).utf8))
    try handle.close()
  }

  private func suppress(_ rule: String, until: String = "2026-12-31") throws {
    let more = """
      suppressions:
        - {rule: \(rule), record: CHG-2026-0133, reason: The board said so., until: \(until)}

      """
    try (try text(lintFile) + more).write(toFile: lintFile, atomically: true, encoding: .utf8)
  }

  private let now = ["--now", "2026-11-23T12:00:00Z"]

  private func run(_ arguments: [String]) throws -> Command.Outcome {
    try Assent.run(["lint"] + arguments + now, in: folder.path, home: folder.path)
  }

  // MARK: Outputs

  @Test func `no report follows a link that somebody committed`() throws {
    let victim = "\(folder.path)/victim"
    try "as it was".write(toFile: victim, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/lint.json", withDestinationPath: victim)
    #expect(try run(["--format", "gitlab=lint.json"]).status == 2)
    #expect(try text(victim) == "as it was")
  }

  @Test(arguments: ["--commits=a..b", "--format=sarif=x.sarif", "--baseline=b.json"])
  func `a diff of fixes passes over nothing that was asked`(_ flag: String) throws {
    try "{\"schema\":\"assent/lint-baseline/1\",\"findings\":[]}\n".write(
      toFile: "\(folder.path)/b.json", atomically: true, encoding: .utf8)
    #expect(try lint("--diff", flag).status == 2)
  }

  @Test func `a directory around the tree is the tree and what lies beside it`() throws {
    let outcome = try Assent.run(
      ["lint", "..", "-C", "\(folder.path)/changes"], in: folder.path, home: folder.path)
    #expect(outcome.status == 0, "\(outcome.text)")
  }

  @Test func `a result that cannot be written is no success`() throws {
    let outcome = try Command.run(
      "/bin/sh", ["-c", "exec \(try Assent.binary()) lint >/dev/full"], in: folder.path,
      environment: [:])
    #expect(outcome.status == 2)
  }

  // MARK: Suppressions

  @Test func `an error that the policy accepts does not fail, and is listed`() throws {
    try edit(record, "  implementer: ", "  # implementer: ")
    #expect(try run([]).status == 1)
    try suppress("implementer-missing")
    let outcome = try run([])
    #expect(outcome.status == 0)
    #expect(outcome.text.hasSuffix("; 1 suppressed\n"))
    #expect(try run(["--no-suppressions"]).status == 1)
    try Golden.compare(try run(["--suppressions"]).text, with: "suppressions.txt")
    try Golden.compare(
      try run(["--suppressions", "--format", "json"]).text, with: "suppressions.json")
  }

  @Test(arguments: [
    ("implementer-missing", "2026-11-22", "suppression-expired"),
    ("implementer-mising", "2026-12-31", "suppression-malformed"),
    ("evidence-missing", "2026-12-31", "suppression-malformed"),
    ("unknown-key", "2026-12-31", "suppression-malformed"),
    ("rehearsal-missing", "2026-12-31", "suppression-unused"),
    ("rehearsal-missing", "2028-12-31", "suppression-long"),
  ])
  func `what is wrong with a suppression of the policy is said, also by policy lint`(
    _ rule: String, _ until: String, _ code: String
  ) throws {
    try suppress(rule, until: until)
    let outcome = try run(["--format", "concise"])
    #expect(outcome.text.contains(" \(code): "), "\(outcome.text)")
    #expect(outcome.text.contains("policies/lint.yaml:13:"), "\(outcome.text)")
    let other = try Assent.run(
      ["policy", "lint", "--format", "concise"] + now, in: folder.path, home: folder.path)
    #expect(other.text.contains(" \(code): ") == (code != "suppression-unused"))
  }

  @Test func `a suppression does not outlive a rename`() throws {
    try edit(record, "  implementer: ", "  # implementer: ")
    try suppress("implementer-missing")
    try edit(record, "id: CHG-2026-0133", "id: CHG-2026-0199")
    try FileManager.default.moveItem(
      atPath: record, toPath: "\(folder.path)/changes/2026/CHG-2026-0199.yaml")
    let text = try run(["--format", "concise"]).text
    #expect(text.contains("CHG-2026-0199.yaml:65:3: error implementer-missing: "), "\(text)")
    #expect(text.contains("suppression-unused: there is no record CHG-2026-0133"), "\(text)")
  }

  // MARK: Baselines

  @Test func `what was there passes, what is new fails, and what is cured is taken out`() throws {
    try edit(record, "  implementer: ", "  # implementer: ")
    try edit(record, "  users-affected: 0\n", "")
    #expect(try lint().status == 1)
    let file = "\(folder.path)/base.json"
    #expect(try lint("--write-baseline", "base.json").status == 0)
    try Golden.compare(try text(file), with: "baseline.json")
    let known = try lint("--baseline", "base.json")
    #expect(known.status == 0 && known.text.hasSuffix(" files: clean; 2 known\n"), "\(known.text)")
    // Lines in front change nothing.
    try edit(record, "schema:", "# a comment\n\nschema:")
    #expect(try lint("--baseline", "base.json").status == 0)
    // Something new fails and leaves the file as it is.
    try edit(record, "  # implementer: ", "  implementer: ")
    try edit(record, "  risk: high\n", "")
    let before = try text(file)
    #expect(try lint("--baseline", "base.json").status == 1)
    #expect(try text(file) == before)
    // Neither does a run that may not write, or that does not look at everything.
    try edit(record, "assessment:\n", "assessment:\n  risk: high\n")
    for arguments in [["--frozen"], ["changes"], ["--stage", "initiated"], ["--no-policies"]] {
      _ = try Assent.run(
        ["lint", "--baseline", "base.json"] + arguments, in: folder.path, home: folder.path)
      #expect(try text(file) == before, "\(arguments)")
    }
    let frozen = try lint("--baseline", "base.json", environment: ["CI": "true"])
    #expect(frozen.errorText.contains("warning: 1 finding of base.json is cured; `assent lint"))
    #expect(try text(file) == before && frozen.status == 0)
    #expect(try lint("--baseline", "base.json").status == 0)
    #expect(!(try text(file)).contains("implementer-missing"))
    #expect((try text(file)).contains("assessment-incomplete"))
  }

  @Test(arguments: [
    "", "{}", "<<<<<<< HEAD\n", "{\"schema\":\"assent/lint-baseline/2\",\"findings\":[\n]}\n",
    "{\"schema\":\"assent/lint-baseline/1\",\"findings\":[\n{\"rule\":\"x\"}\n]}\n",
    "{\"schema\":\"assent/lint-baseline/1\",\"findings\":[\n<<<<<<< HEAD\n]}\n",
    "{\"schema\":\"assent/lint-baseline/1\",\"findings\":[\n",
    "{\"schema\":\"assent/lint-baseline/1\",\"findings\":[\n"
      + "{\"rule\":\"x\",\"record\":\"y\",\"place\":\"\",\"message\":\"z\",\"count\":-1}\n]}\n",
    "{\"schema\":\"assent/lint-baseline/1\",\"findings\":[\n"
      + "{\"rule\":\"x\",\"record\":\"y\",\"place\":\"\",\"message\":\"z\",\"count\":1},\n]}\n",
  ])
  func `an odd baseline is an error, and is not written over`(_ content: String) throws {
    let file = "\(folder.path)/base.json"
    try content.write(toFile: file, atomically: true, encoding: .utf8)
    for flag in ["--baseline", "--write-baseline"] {
      let outcome = try lint(flag, "base.json", "--format", "json")
      #expect(outcome.status == 2)
      #expect(outcome.text.contains(#""code":"baseline""#))
      #expect(try text(file) == content)
    }
  }

  @Test func `a baseline that is a link or missing is an error`() throws {
    #expect(try lint("--write-baseline", "real.json").status == 0)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/base.json", withDestinationPath: "real.json")
    #expect(try lint("--baseline", "base.json").status == 2)
    #expect(try lint("--write-baseline", "base.json").status == 2)
    #expect(try lint("--baseline", "nowhere.json").status == 2)
    #expect(try lint("--baseline", "real.json", "--write-baseline", "x.json").status == 2)
    #expect(try lint("--frozen").status == 2)
  }

  // MARK: Fixes

  private func damage() throws {
    try edit(record, "  description: ", "  descripton: ")
    try edit(record, "schema:", "schema:   ")
    try edit(record, "  outage: {kind: none", "  outage: {kind: nonee")
    try edit(lintFile, "severities:", "severities:\n  title-vague: off")
  }

  @Test func `a diff writes nothing, and applied it is what fixing does`() throws {
    #expect(try lint("--diff").status == 0)
    try damage()
    let diff = try lint("--diff")
    #expect(diff.status == 1)
    try Golden.compare(diff.text, with: "fixes.diff")
    #expect(try lint("--diff").text == diff.text)
    let patch = "\(folder.path)/fixes.diff"
    try diff.text.write(toFile: patch, atomically: true, encoding: .utf8)
    let copy = try ScratchFolder("patched")
    for name in ["changes", "policies"] {
      try FileManager.default.copyItem(
        atPath: "\(folder.path)/\(name)", toPath: "\(copy.path)/\(name)")
    }
    let applied = try Command.run(
      "/usr/bin/git", ["apply", patch], in: copy.path,
      environment: ["HOME": copy.path, "PATH": "/usr/bin:/bin"])
    #expect(applied.status == 0, "\(applied.errorText)")
    let fixed = try lint("--fix")
    #expect(fixed.status == 0)
    #expect(fixed.errorText.contains("fixed policies/lint.yaml: quote `off`\n"))
    for path in ["changes/2026/CHG-2026-0133.yaml", "policies/lint.yaml"] {
      #expect(try text("\(copy.path)/\(path)") == text("\(folder.path)/\(path)"))
    }
    #expect(try lint("--fix").errorText == "")
  }

  @Test func `a fix keeps the mode, takes the executable bit away, and follows no link`() throws {
    try damage()
    try #require(chmod(record, 0o750) == 0)
    let link = "\(folder.path)/changes/2026/CHG-2026-0107.yaml"
    let target = "\(folder.path)/target.yaml"
    try FileManager.default.moveItem(atPath: link, toPath: target)
    try edit(target, "title:", "titel:")
    let before = try text(target)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    let outcome = try lint("--fix", "changes")
    #expect(outcome.errorText.contains("make it not executable"))
    let mode = try FileManager.default.attributesOfItem(atPath: record)[.posixPermissions]
    #expect(mode as? Int == 0o640)
    #expect(try text(target) == before)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
    let rest = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/changes/2026")
    #expect(!rest.contains { $0.hasSuffix(".tmp") })
    // Only what was named is fixed.
    #expect(try text(lintFile).contains("title-vague: off"))
  }

  @Test(arguments: [
    ["--fix", "--diff"], ["--suppressions", "--no-suppressions"], ["--fix", "--suppressions"],
    ["--fix", "--write-baseline", "x"], ["--suppressions", "--baseline", "x"],
  ])
  func `flags that contradict each other are refused`(_ arguments: [String]) throws {
    let outcome = try Assent.run(["lint"] + arguments, in: folder.path, home: folder.path)
    #expect(outcome.status == 2)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/x"))
  }
}
