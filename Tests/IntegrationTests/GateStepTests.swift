import Foundation
import TestSupport
import Testing

/// The deploy workflow, the action, GitLab's and Jenkins' gates: the same gate, asked by each.
struct GateStepTests {
  /// A place that asks, and how its script gets what it asks about.
  enum Place: String, CaseIterable, CustomTestStringConvertible {
    case workflow, action, gitlab, jenkins

    var testDescription: String { rawValue }

    func ask(
      _ changes: String, commit: String, root: String, in clone: ScratchRepository,
      _ runner: SimulatedRunner
    ) throws -> SimulatedRunner.Outcome {
      switch self {
      case .workflow:
        return try runner.run(
          PipelineFile("github/workflow-deploy.yml").step("Ask the gate"), in: clone.path,
          context: [
            "vars.ASSENT_TRUST_ROOT": root, "inputs.changes": changes, "inputs.commit": commit,
          ])
      case .action:
        return try runner.run(
          PipelineFile("github/action.yml").step("Ask Assent"), in: clone.path,
          context: [
            "inputs.command": "gate", "inputs.changes": changes, "inputs.commit": commit,
            "inputs.trust-root": root, "inputs.directory": ".", "inputs.assent": "assent",
          ])
      case .gitlab:
        let file = try PipelineFile("gitlab/assent.gitlab-ci.yml")
        return try runner.run(
          file.lines("before_script", ofJob: ".assent") + "\n"
            + file.lines("script", ofJob: ".assent-gate"), in: clone.path,
          variables: [
            "ASSENT_TRUST_ROOT": root, "ASSENT_CHANGES": changes, "CI_COMMIT_SHA": commit,
          ])
      case .jenkins:
        let script = try JenkinsFile().steps.first { $0.contains("assent gate") } ?? "exit 99"
        // Jenkins asks about what it has checked out.
        try runner.stub("git", "if [ \"$1\" = rev-parse ]; then echo '\(commit)'; fi")
        return try runner.run(
          script, in: clone.path, variables: ["ASSENT_TRUST_ROOT": root, "CHANGES": changes])
      }
    }
  }

  private func ask(
    _ place: Place, _ changes: String? = nil, commit: String = SampleRecord.artifact,
    root: String? = nil, of forge: Result<Forge, any Error> = Forge.open,
    clone options: [String] = []
  ) throws -> (outcome: SimulatedRunner.Outcome, runner: SimulatedRunner, report: String?) {
    let forge = try forge.get()
    let clone = try forge.checkout(options)
    let runner = try SimulatedRunner()
    let outcome = try place.ask(
      changes ?? forge.id, commit: commit, root: root ?? forge.root, in: clone,
      runner)
    let paths = [
      "\(clone.path)/assent-gate.json", "\(runner.folder.path)/temporary/assent-gate.json",
    ]
    let report = paths.lazy.compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }.first
    return (outcome, runner, report)
  }

  @Test(arguments: Place.allCases) func `an open gate lets the job go on`(_ place: Place) throws {
    let (outcome, _, report) = try ask(place)
    #expect(outcome.status == 0, "\(outcome.log)")
    let verdict = try JSON(parsing: Data((report ?? "").utf8))
    #expect(verdict["gate"]["decision"].string == "allowed")
    guard place == .workflow || place == .action else { return }
    #expect(outcome.outputs["verdict"] == "allowed")
    #expect(outcome.outputs["reason-code"] == "")
    #expect(outcome.outputs["change-ids"] == "CHG-2026-7F3K")
    #expect(outcome.summary.hasPrefix("### `CHG-2026-7F3K` is ALLOWED\n"))
  }

  @Test(arguments: Place.allCases) func `a gate that waits stops the job`(_ place: Place) throws {
    let (outcome, _, report) = try ask(place, of: Forge.drafted)
    #expect(outcome.status == 8, "\(outcome.log)")
    #expect(report?.contains("\"decision\":\"awaiting\"") ?? false)
    guard place == .workflow || place == .action else { return }
    #expect(outcome.outputs["verdict"] == "awaiting")
    #expect((outcome.outputs["status"] ?? "").utf16.count <= 140)
    #expect(outcome.outputs["status"]?.hasPrefix("CHG-2026-7F3K is AWAITING: ") ?? false)
  }

  @Test(arguments: Place.allCases) func `the wrong artifact stops the job`(_ place: Place) throws {
    let (outcome, _, _) = try ask(place, commit: String(repeating: "5", count: 40))
    #expect(outcome.status == 1, "\(outcome.log)")
  }

  @Test(arguments: Place.allCases) func `part of the history decides nothing`(_ place: Place) throws
  {
    let (outcome, _, report) = try ask(place, clone: ["--depth", "1"])
    #expect(outcome.status == 3, "\(outcome.log)")
    #expect(report?.contains("assent/error/1") ?? false)
    guard place == .workflow || place == .action else { return }
    #expect(outcome.outputs["verdict"] == "invalid")
    #expect(outcome.outputs["reason-code"] == "shallow")
  }

  @Test(arguments: Place.allCases) func `without a trust root nothing is allowed`(_ place: Place)
    throws
  {
    #expect(try ask(place, root: "").outcome.status == 3)
  }

  @Test(arguments: Place.allCases, ["--trust-root first", "--trust-root=first"])
  func `whoever types the ids cannot choose where trust begins`(_ place: Place, _ text: String)
    throws
  {
    let id = try Forge.open.get().id
    for typed in ["\(id) \(text)", "\(text) \(id)", "\(id)\n\(text)"] {
      let outcome = try ask(place, typed, root: "").outcome
      #expect(outcome.status != 0, "\(outcome.log)")
      #expect(outcome.outputs["verdict"] != "allowed")
    }
  }

  @Test(arguments: Place.allCases) func `no change is no yes`(_ place: Place) throws {
    #expect([2, 4].contains(try ask(place, "").outcome.status))
    #expect(try ask(place, "CHG-2026-0000").outcome.status == 4)
    #expect(try ask(place, "CHG-2026-7F3K CHG-2026-0000").outcome.status == 4)
  }

  /// What somebody may type where ids are asked for.
  static let injections = [
    "$(touch CANARY)", "`touch CANARY`", "; touch CANARY", "x' ; touch CANARY ; '",
    "\"; touch CANARY; \"", "CHG-2026-7F3K --trust-root first",
    "--what-if --now 2026-01-01T00:00:00Z",
    "CHG-2026-7F3K\nverdict=allowed\nverdict<<E\nallowed\nE", "*", "-h", "--version", "--help",
    "--generate-completion-script bash",
  ]

  @Test(arguments: Place.allCases, injections)
  func `what is typed as an id is nothing else`(_ place: Place, _ text: String) throws {
    let runner = try SimulatedRunner()
    let forge = try Forge.drafted.get()
    let clone = try forge.checkout()
    let typed = text.replacingOccurrences(of: "CANARY", with: runner.canary)
    let outcome = try place.ask(
      typed, commit: SampleRecord.artifact, root: forge.root, in: clone, runner)
    #expect(outcome.status != 0, "\(outcome.log)")
    #expect(outcome.outputs["verdict"] != "allowed")
    #expect(!FileManager.default.fileExists(atPath: runner.canary))
  }

  @Test(arguments: Place.allCases, ["--what-if", "--help", "$(touch CANARY)", "", "main", "x\ny"])
  func `what is typed as a commit is nothing else`(_ place: Place, _ text: String) throws {
    let runner = try SimulatedRunner()
    let forge = try Forge.open.get()
    let clone = try forge.checkout()
    let typed = text.replacingOccurrences(of: "CANARY", with: runner.canary)
    let outcome = try place.ask(
      forge.id, commit: typed, root: forge.root, in: clone, runner)
    #expect(outcome.status != 0, "\(outcome.log)")
    #expect(outcome.outputs["verdict"] != "allowed")
    #expect(!FileManager.default.fileExists(atPath: runner.canary))
  }

  @Test func `the action says that there is no program`() throws {
    let runner = try SimulatedRunner()
    let outcome = try runner.run(
      PipelineFile("github/action.yml").step("Ask Assent"), in: runner.folder.path,
      context: ["inputs.command": "gate", "inputs.assent": "/nowhere/assent"])
    #expect(outcome.status == 2)
    #expect(outcome.outputs["verdict"] == "error")
    #expect(outcome.log.contains("::error::There is no program assent here"))
  }

  @Test(arguments: ["deploy", "gate lint", "", "--help"])
  func `the action takes three commands`(_ command: String) throws {
    let runner = try SimulatedRunner()
    let outcome = try runner.run(
      PipelineFile("github/action.yml").step("Ask Assent"), in: runner.folder.path,
      context: ["inputs.command": command, "inputs.assent": "assent"])
    #expect(outcome.status == 2)
  }
}
