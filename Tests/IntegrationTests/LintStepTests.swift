import Foundation
import TestSupport
import Testing

/// The steps that lint: which reports they ask for, and what they make of each exit status.
struct LintStepTests {
  private static let files = ["github/workflow-changes.yml", "gitea/workflow-changes.yml"]

  @Test(arguments: files, [(0, 0), (1, 1), (2, 2), (3, 3), (4, 0), (70, 70)])
  func `nothing to lint is fine, everything else is passed on`(
    _ file: String, _ statuses: (said: Int32, ends: Int32)
  ) throws {
    let runner = try SimulatedRunner()
    try runner.stub("assent", "exit \(statuses.said)")
    let outcome = try runner.run(
      PipelineFile(file).step("Lint records and policies"), in: runner.folder.path)
    #expect(outcome.status == statuses.ends)
    #expect(runner.calls(of: "assent").first?.first == "lint")
  }

  @Test(arguments: [
    ("pull_request", ["github.event.pull_request.head.sha": "a"], "a"),
    ("merge_group", ["github.event.merge_group.head_sha": "b", "github.sha": "m"], "b"),
    ("push", ["github.sha": "c"], "c"),
  ]) func `the head comes from the event`(
    _ event: String, _ context: [String: String], _ head: String
  ) throws {
    let file = try PipelineFile("github/workflow-changes.yml")
    let checkout = try #require(
      file.node["jobs"]?["lint"]?["steps"]?.items.first { $0["uses"] != nil })
    let reference = try #require(checkout["with"]?["ref"]?.text)
    #expect(Expression.text(reference, context: context) == head)
    #expect(checkout["with"]?["fetch-depth"]?.text == "0")
    #expect(checkout["with"]?["persist-credentials"]?.text == "false")
    #expect(file.node["on"]?.entries.map(\.key).contains(event) ?? false)
  }

  /// Whether the program writes the formats that the files ask for.
  private static let knowsFormats: Bool = {
    let help = try? Command.run(
      Assent.binary(), ["lint", "--help"], in: "/", environment: [:])
    return help?.text.contains("sarif") ?? false
  }()

  @Test(.enabled(if: knowsFormats, "assent lint has no --format sarif"))
  func `every place gets the reports that it reads`() throws {
    let runner = try SimulatedRunner()
    let work = try ScratchRepository()
    for name in ["changes", "policies"] {
      try FileManager.default.copyItem(
        atPath: "\(PipelineFile.root)/\(name)", toPath: "\(work.path)/\(name)")
    }
    let github = try runner.run(
      PipelineFile("github/workflow-changes.yml").step("Lint records and policies"), in: work.path)
    #expect(github.status == 0, "\(github.log)")
    let gitlab = try runner.run(
      PipelineFile("gitlab/assent.gitlab-ci.yml").lines("script", ofJob: "assent-lint"),
      in: work.path, variables: [:])
    #expect(gitlab.status == 0, "\(gitlab.log)")
    let jenkins = try runner.run(
      JenkinsFile().steps.first { $0.contains("assent lint") } ?? "exit 99", in: work.path,
      variables: [:])
    #expect(jenkins.status == 0, "\(jenkins.log)")
    let reports = [
      "\(runner.folder.path)/temporary/assent.sarif", "\(work.path)/assent-codequality.json",
      "\(work.path)/assent-junit.xml", "\(work.path)/assent-checkstyle.xml",
    ]
    for report in reports {
      #expect(FileManager.default.fileExists(atPath: report), "\(report)")
    }
  }
}
