import Foundation
import TestSupport
import Testing

/// pre-commit's hooks, the server's hook, the problem matcher: run on real repositories.
struct HookTests {
  /// A work tree with the sample organisation, and a repository that pre-commit takes hooks from.
  private struct Place {
    let runner: SimulatedRunner
    let hooks: ScratchRepository
    let work: ScratchRepository

    init() throws {
      runner = try SimulatedRunner()
      hooks = try ScratchRepository()
      work = try ScratchRepository()
      let files = FileManager.default
      try files.copyItem(
        atPath: "\(PipelineFile.root)/.pre-commit-hooks.yaml",
        toPath: "\(hooks.path)/.pre-commit-hooks.yaml")
      for name in ["changes", "policies"] {
        try files.copyItem(
          atPath: "\(PipelineFile.root)/\(name)", toPath: "\(work.path)/\(name)")
      }
      for repository in [hooks, work] {
        try repository.git("add", "--all")
        try repository.git(
          "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "Begin")
      }
    }

    func preCommit(_ arguments: String...) throws -> SimulatedRunner.Outcome {
      let words = (["try-repo", hooks.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
      return try runner.run(
        "'\(Judge.preCommit.path)' \(words)", in: work.path,
        variables: ["PRE_COMMIT_HOME": "\(runner.folder.path)/cache"])
    }
  }

  @Test(.enabled(if: Judge.preCommit.isExpected, "\(Judge.preCommit.absence)"))
  func `pre-commit lints what is about to be committed`() throws {
    let place = try Place()
    let record = "changes/2026/CHG-2026-0133.yaml"
    let clean = try place.preCommit("assent-lint", "--files", record, "policies/people.yaml")
    #expect(clean.status == 0, "\(clean.log)")
    let path = "\(place.work.path)/\(record)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "type: ", with: "typ: ")
      .write(toFile: path, atomically: true, encoding: .utf8)
    try place.work.git("add", "--all")
    let broken = try place.preCommit("assent-lint", "--files", record)
    #expect(broken.status == 1, "\(broken.log)")
    #expect(broken.log.contains("unknown-key"))
    // Files elsewhere concern nobody.
    try "x\n".write(toFile: "\(place.work.path)/other.yaml", atomically: true, encoding: .utf8)
    let other = try place.preCommit("assent-lint", "--files", "other.yaml")
    #expect(other.log.contains("no files to check"), "\(other.log)")
  }

  @Test(
    .enabled(if: Judge.preCommit.isExpected, "\(Judge.preCommit.absence)"),
    arguments: [
      ("Ordinary work\n", 0),
      ("Approve\n\nChange-Approve: CHG-2026-0133; role=security\nChange-Repository: x/y\n", 1),
    ]) func `pre-commit reads messages before they are signed`(_ message: String, _ status: Int32)
    throws
  {
    let place = try Place()
    let path = "\(place.runner.folder.path)/message"
    try message.write(toFile: path, atomically: true, encoding: .utf8)
    let outcome = try place.preCommit(
      "assent-commit-msg", "--hook-stage", "commit-msg", "--commit-msg-filename", path)
    #expect(outcome.status == status, "\(outcome.log)")
  }

  @Test func `the server's hook refuses what would cost evidence`() throws {
    let scene = try Scene(at: .submitted)
    try scene.settle()
    let server = try ScratchRepository(cloning: scene.repository, "--bare")
    try server.git("config", "assent.trustRoot", scene.root)
    let runner = try SimulatedRunner()
    try FileManager.default.createDirectory(
      atPath: "\(server.path)/hooks", withIntermediateDirectories: true)
    // By a program of its own: what this one writes, children of other tests may hold open, and
    // then it cannot be run.
    let copied = try runner.run(
      "cp '\(PipelineFile.root)/Integrations/hooks/pre-receive' '\(server.path)/hooks/'",
      in: server.path, variables: [:])
    #expect(copied.status == 0, "\(copied.log)")
    let unsigned = try scene.commit(
      try scene.message([.approve("change-manager")]), by: .bo, on: scene.tip)
    let signed = try scene.act(.assess(risk: "medium"), by: .rae, on: scene.tip)
    func push(_ commit: String, to branch: String = "main") throws -> SimulatedRunner.Outcome {
      try runner.run(
        "git push 'file://\(server.path)' \(commit):refs/heads/\(branch)",
        in: scene.repository.path,
        variables: [:])
    }
    let refused = try push(unsigned)
    #expect(refused.status != 0)
    #expect(refused.log.contains("act-void"), "\(refused.log)")
    let taken = try push(signed)
    #expect(taken.status == 0, "\(taken.log)")
    // A server without the program takes nothing.
    try FileManager.default.removeItem(atPath: "\(runner.folder.path)/programs/assent")
    let without = try push(unsigned, to: "other")
    #expect(without.status != 0)
    #expect(without.log.contains("no program assent"), "\(without.log)")
  }

  @Test func `the problem matcher matches the concise format`() throws {
    let matcher = try JSON(
      parsing: Data(
        contentsOf: URL(
          filePath: "\(PipelineFile.root)/Integrations/github/problem-matcher.json")))
    let pattern = try #require(
      matcher["problemMatcher"].elements.first?["pattern"].elements.first?["regexp"].string)
    let expression = try NSRegularExpression(pattern: pattern)
    let place = try Place()
    try "id: CHG-2026-0001\n".write(
      toFile: "\(place.work.path)/changes/2026/CHG-2026-0001.yaml", atomically: true,
      encoding: .utf8)
    let outcome = try Assent.run(
      ["lint", "--format", "concise"], in: place.work.path, home: place.work.home)
    let lines = outcome.text.split(separator: "\n").map(String.init)
    #expect(!lines.isEmpty)
    for line in lines {
      let whole = NSRange(line.startIndex..., in: line)
      let match = try #require(expression.firstMatch(in: line, range: whole), "\(line)")
      #expect((line as NSString).substring(with: match.range(at: 1)).hasPrefix("changes/2026/"))
    }
  }
}
