import Foundation
import TestSupport
import Testing

/// What others say of the files of `Integrations/`: programs that are not ours.
struct JudgeTests {
  private static let folder = "\(PipelineFile.root)/Integrations"
  private static let workflows = [
    "github/workflow-changes.yml", "github/workflow-comment.yml", "github/workflow-deploy.yml",
    "gitea/workflow-changes.yml",
  ].map { "\(folder)/\($0)" }

  private func clean(_ judge: Judge, _ arguments: [String]) throws {
    let outcome = try judge.run(arguments, in: Self.folder)
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
  }

  @Test(.enabled(if: Judge.zizmor.isExpected, "\(Judge.zizmor.absence)"))
  func `zizmor finds nothing in the workflows and the action`() throws {
    try clean(
      .zizmor, ["--offline", "--pedantic"] + Self.workflows + ["\(Self.folder)/github/action.yml"])
  }

  @Test(
    .enabled(if: Judge.checkJSONSchema.isExpected, "\(Judge.checkJSONSchema.absence)"),
    arguments: [
      ("vendor.github-workflows", workflows),
      ("vendor.github-actions", ["\(folder)/github/action.yml"]),
      ("vendor.gitlab-ci", ["\(folder)/gitlab/assent.gitlab-ci.yml"]),
    ]) func `the forges' own schemas hold`(_ schema: String, _ files: [String]) throws
  {
    try clean(.checkJSONSchema, ["--builtin-schema", schema] + files)
  }

  @Test(.enabled(if: Judge.yamllint.isExpected, "\(Judge.yamllint.absence)"))
  func `yamllint finds nothing`() throws {
    let rules =
      "{extends: default, rules: {line-length: {max: 120}, document-start: disable, "
      + "comments: {min-spaces-from-content: 1}}}"
    try clean(
      .yamllint, ["--strict", "-d", rules, ".", "\(PipelineFile.root)/.pre-commit-hooks.yaml"])
  }

  @Test(.enabled(if: Judge.preCommit.isExpected, "\(Judge.preCommit.absence)"))
  func `pre-commit takes the manifest`() throws {
    try clean(.preCommit, ["validate-manifest", "\(PipelineFile.root)/.pre-commit-hooks.yaml"])
  }

  @Test func `no expression stands inside a script`() throws {
    for path in Self.workflows + ["\(Self.folder)/github/action.yml"] {
      let file = try PipelineFile(String(path.dropFirst(Self.folder.utf8.count + 1)))
      #expect(!file.steps.isEmpty)
      for step in file.steps { #expect(!step.script.contains("${{"), "\(path): \(step.name)") }
    }
  }

  @Test func `jenkins scripts stand in single quotes`() throws {
    let file = try JenkinsFile()
    #expect(file.steps.count == 4)
    #expect(!file.text.contains("sh \""))
  }

  private static let shellcheck = try? Command.find("shellcheck")

  @Test(.enabled(if: shellcheck != nil || ProcessInfo.processInfo.environment["CI"] == "true"))
  func `shellcheck finds nothing in any script`() throws {
    let program = try #require(Self.shellcheck)
    let folder = try ScratchFolder("scripts")
    var scripts: [(String, shell: String)] = []
    for path in Self.workflows + ["\(Self.folder)/github/action.yml"] {
      let file = try PipelineFile(String(path.dropFirst(Self.folder.utf8.count + 1)))
      scripts += file.steps.map { ($0.script, "bash") }
    }
    let gitlab = try PipelineFile("gitlab/assent.gitlab-ci.yml")
    for job in ["assent-lint", ".assent-gate", "assent-notes"] {
      scripts.append((try gitlab.lines("script", ofJob: job), "bash"))
    }
    scripts += try JenkinsFile().steps.map { ($0, "sh") }
    scripts.append(
      (try String(contentsOfFile: "\(Self.folder)/hooks/pre-receive", encoding: .utf8), "sh"))
    for (index, script) in scripts.enumerated() {
      try folder.write(script.0, to: "\(index).sh")
      let outcome = try Command.run(
        program, ["--shell=\(script.shell)", "\(index).sh"], in: folder.path, environment: [:])
      #expect(outcome.status == 0, "\(outcome.text)")
    }
  }
}
