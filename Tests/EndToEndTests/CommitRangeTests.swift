import Foundation
import TestSupport
import Testing

/// `assent lint --commits`: what the commits of a range do to acts, before they land.
struct CommitRangeTests {
  /// A finding as people filter for it.
  private struct Found: Hashable {
    let rule: String
    let severity: String
    let path: String
    let line: Int?
    let message: String
    let advice: String
  }

  private func lint(
    _ scene: Scene, _ range: String, environment: [String: String] = [:], _ more: String...
  ) throws -> Command.Outcome {
    try scene.assent(
      ["lint", "--no-policies", "--commits", range, "--now", scene.clock.text] + more,
      environment: environment.merging(["ASSENT_TRUST_ROOT": scene.root]) { first, _ in first })
  }

  private func findings(_ scene: Scene, _ range: String) throws -> [Found] {
    let outcome = try lint(scene, range, "--format", "json")
    #expect([0, 1].contains(outcome.status), "\(outcome.text) \(outcome.errorText)")
    return try JSON(parsing: Data(outcome.text.utf8))["findings"].elements.map { each in
      Found(
        rule: each["rule"].string ?? "", severity: each["severity"].string ?? "",
        path: each["path"].string ?? "",
        line: each["line"].integer, message: each["message"].string ?? "",
        advice: each["advice"].string ?? "")
    }
  }

  // MARK: What is never passed

  @Test(arguments: ["HEAD..HEAD~1", "HEAD~1..HEAD~2"])
  func `a range without commits is not clean`(_ range: String) throws {
    let scene = try Scene(at: .assessed)
    try scene.settle()
    let outcome = try lint(scene, range)
    #expect(outcome.status == 3)
    #expect(outcome.errorText.contains("holds no commit"), "\(outcome.errorText)")
  }

  @Test func `whoever takes the policies away is not linted without them`() throws {
    let scene = try Scene(at: .assessed)
    try scene.settle()
    try FileManager.default.createDirectory(
      atPath: "\(scene.repository.path)/changes/2026", withIntermediateDirectories: true)
    let outcome = try scene.assent(
      ["lint", "--commits", "HEAD~1..HEAD"], environment: ["ASSENT_TRUST_ROOT": scene.root])
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("no policies/"), "\(outcome.errorText)")
  }

  // MARK: Acts

  @Test func `acts that count and edits of nothing covered are silent`() throws {
    let scene = try Scene(at: .closed)
    #expect(try findings(scene, "\(scene.root)..") == [])
  }

  @Test func `an unsigned act is void`() throws {
    let scene = try Scene(at: .assessed)
    let base = scene.tip
    let commit = try scene.commit(try scene.message([.approve("change-manager")]), by: .bo)
    let found = try findings(scene, "\(base)..HEAD")
    #expect(found.map(\.rule) == ["act-void"])
    #expect(found.first?.severity == "error")
    #expect(found.first?.path == scene.record.path)
    #expect(found.first?.message.contains("unsigned") == true)
    #expect(found.first?.message.contains(commit.prefix(7)) == true, "\(found)")
    #expect(try lint(scene, "\(base)..HEAD").status == 1)
  }

  @Test func `an act without the role is not counted`() throws {
    let scene = try Scene(at: .assessed)
    let base = scene.tip
    try scene.act(.approve("security"), by: .bo)
    let found = try findings(scene, "\(base)..HEAD")
    #expect(found.map(\.rule) == ["act-uncounted"])
    #expect(found.first?.message.contains("role-not-held") == true, "\(found)")
  }

  @Test func `a line that looks like an act is named`() throws {
    let scene = try Scene(at: .assessed)
    let base = scene.tip
    try scene.commit(
      "Approve\n\nchange-approve: \(scene.record.id); role=change-manager\n", by: .bo)
    let found = try findings(scene, "\(base)..HEAD")
    #expect(found.map(\.rule) == ["act-near-miss"], "\(found)")
    #expect(found.first?.path == scene.record.path)
  }

  @Test func `a link to a change without a record is named`() throws {
    let scene = try Scene(at: .assessed)
    let base = scene.tip
    try scene.commit("Work [CHG-2026-0000]\n\nChange: \(scene.record.id)\n", by: .joe)
    #expect(try findings(scene, "\(base)..HEAD").map(\.rule) == ["link-unknown"])
  }

  @Test func `a branch with acts needs a merge commit, and its squash is seen`() throws {
    let scene = try Scene(at: .assessed)
    let side = try scene.act(.approve("change-manager"), by: .bo, on: scene.tip)
    scene.references["refs/heads/side"] = side
    let branch = try findings(scene, "main..side")
    #expect(branch.map(\.rule) == ["act-needs-merge"], "\(branch)")
    #expect(branch.first?.severity == "note")
    // The branch for acts still holds the act that the squash repeats.
    scene.references["refs/heads/assent/\(scene.record.id)/bo.chen"] = side
    let base = scene.tip
    let line = try scene.message([.approve("change-manager")]).split(separator: "\n")
      .first { $0.hasPrefix("Change-Approve") }
    try scene.commit("Squash\n\n* Approve\n\n  \(try #require(line))\n\nDone.\n", by: .cto)
    let found = try findings(scene, "\(base)..HEAD")
    #expect(found.map(\.rule) == ["act-squashed"], "\(found)")
  }

  // MARK: Edits

  @Test func `an edit that makes approvals stale says whose, at the edited key`() throws {
    let scene = try Scene(at: .scheduled)
    let base = scene.tip
    try scene.edit("do: Promote the old primary.", to: "do: Promote the primary.")
    let found = try findings(scene, "\(base)..HEAD")
    #expect(Set(found.map(\.rule)) == ["approval-outdated"], "\(found)")
    #expect(found.count == 2)
    let lines = scene.record.text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("Promote the primary.") })
    #expect(found.allSatisfy { $0.line == line + 1 && $0.path == scene.record.path }, "\(found)")
    #expect(found.contains { $0.advice.contains("have bo.chen read it and sign again") })
    #expect(found.allSatisfy { $0.message.contains("by ana.ruiz") }, "\(found)")
    // The edit lies before this range.
    try scene.commit("Nothing\n", by: .joe)
    #expect(try findings(scene, "HEAD~1..HEAD") == [])
  }

  @Test func `a branch that would make approvals stale says so before it is merged`() throws {
    let scene = try Scene(at: .scheduled)
    let text = scene.record.text.replacing("Promote the old primary.", with: "Promote it.")
    #expect(text != scene.record.text)
    let side = try scene.commit(
      "Edit\n", by: .ana, changes: [scene.record.path: .text(text)], on: scene.tip)
    scene.references["refs/heads/side"] = side
    let found = try findings(scene, "main...side")
    #expect(found.map(\.rule) == ["approval-outdated", "approval-outdated"], "\(found)")
    // The same edit taken back within the branch costs nothing.
    let back = try scene.commit(
      "Restore\n", by: .ana, changes: [scene.record.path: .text(scene.record.text)], on: side)
    scene.references["refs/heads/side"] = back
    #expect(try findings(scene, "main..side") == [])
  }

  @Test func `policy and records in one commit, and records that vanish or move`() throws {
    let scene = try Scene(at: .submitted)
    let base = scene.tip
    try scene.commit(
      "Mix\n", by: .ana,
      changes: [
        scene.record.path: .text(scene.record.text + "# so far\n"),
        "policies/README.md": .text("Who may what.\n"),
      ])
    #expect(try findings(scene, "\(base)..HEAD").map(\.rule).contains("commit-mixed"))
    let before = scene.tip
    let elsewhere = "changes/\(scene.record.id).yaml"
    #expect(elsewhere != scene.record.path)
    try scene.commit(
      "Move\n", by: .ana,
      changes: [scene.record.path: .removed, elsewhere: .text(scene.record.text)])
    let moved = try findings(scene, "\(before)..HEAD")
    #expect(moved.map(\.rule) == ["record-renamed"], "\(moved)")
    let last = scene.tip
    try scene.commit("Drop\n", by: .ana, changes: [elsewhere: .removed])
    #expect(try findings(scene, "\(last)..HEAD").map(\.rule) == ["record-deleted"])
  }

  @Test func `where edits have to be signed, an unsigned one is named`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace("edits: claimed", with: "edits: signed", in: "assent.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .submitted)
    let base = scene.tip
    try scene.edit("do: Promote the old primary.", to: "do: Promote the primary.")
    let found = try findings(scene, "\(base)..HEAD")
    #expect(found.contains { $0.rule == "edit-unsigned" }, "\(found)")
  }

  @Test func `the policy of the trunk says what a rule weighs`() throws {
    var organisation = try SampleOrganisation()
    organisation.files["lint.yaml"] = """
      schema: assent/lint/1
      severities: {act-near-miss: "off", link-unknown: error}

      """
    let scene = try Scene(organisation, SampleRecord(), through: .submitted)
    let base = scene.tip
    try scene.commit(
      "Work [CHG-2026-0000]\n\nchange-approve: \(scene.record.id); role=change-manager\n", by: .bo)
    let found = try findings(scene, "\(base)..HEAD")
    #expect(found.map { "\($0.rule) \($0.severity)" } == ["link-unknown error"], "\(found)")
  }

  // MARK: Ranges

  @Test(arguments: ["HEAD", "..HEAD", "a..b..c", "a....b", "", "main.HEAD"])
  func `what is no range is wrong usage`(_ range: String) throws {
    let outcome = try lint(try Scene(at: .drafted), range)
    #expect(outcome.status == 2, "\(outcome.text)")
    #expect(outcome.errorText.contains("is no range"))
  }

  @Test func `a base that is not here is an error by name`() throws {
    let scene = try Scene(at: .drafted)
    for base in [String(repeating: "a", count: 40), "origin/main", "no-such"] {
      let outcome = try lint(scene, "\(base)..HEAD", "--format", "json")
      #expect(outcome.status == 3, "\(outcome.text) \(outcome.errorText)")
      #expect((outcome.text + outcome.errorText).contains("base-missing"))
    }
  }

  static let pipelines = [
    ("GITHUB_ACTIONS", "fetch-depth: 0"), ("GITLAB_CI", "GIT_DEPTH"),
    ("BITBUCKET_BUILD_NUMBER", "depth: full"), ("TF_BUILD", "fetchDepth: 0"),
    ("JENKINS_URL", "Shallow clone"), ("BUILDKITE", "--depth"), ("CIRCLECI", "--unshallow"),
    ("CI_WORKFLOW_NAME", "partial: false"), ("NONE_OF_THEM", "git fetch --unshallow"),
  ]

  @Test(arguments: pipelines)
  func `a shallow clone is never passed in silence`(_ mark: String, _ hint: String) throws {
    let scene = try Scene(at: .submitted)
    try scene.settle()
    let clone = try ScratchRepository(cloning: scene.repository, "--depth", "1")
    let outcome = try Assent.run(
      ["lint", "--no-policies", "--commits", "HEAD~1..HEAD"], in: clone.path, home: clone.home,
      environment: [mark: "true"])
    #expect(outcome.status == 3)
    #expect(outcome.errorText.contains("shallow clone"))
    #expect(outcome.errorText.contains(hint), "\(outcome.errorText)")
  }

  @Test func `the pipeline names the base`() throws {
    let scene = try Scene(at: .assessed)
    scene.references["refs/remotes/origin/main"] = scene.tip
    let base = scene.tip
    try scene.act(.approve("security"), by: .bo)
    let event = "\(scene.repository.home)/event.json"
    try #"{"ref": "refs/heads/main", "before": "\#(base)", "forced": false, "commits": [1, null]}"#
      .write(toFile: event, atomically: true, encoding: .utf8)
    scene.references["refs/remotes/origin/release"] = base
    for environment in [
      ["GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "release"],
      ["GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": event],
      ["GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base],
      ["GITLAB_CI": "true", "CI_COMMIT_BEFORE_SHA": base],
      ["TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/release"],
    ] {
      let outcome = try lint(scene, "ci", environment: environment)
      #expect(outcome.text.contains("[act-uncounted]") || outcome.text.contains("act-uncounted"))
      #expect(outcome.errorText.contains("1 commit of ci"), "\(environment) \(outcome.errorText)")
    }
  }

  @Test func `a pipeline that does not say the base is an error`() throws {
    let scene = try Scene(at: .drafted)
    let zeros = String(repeating: "0", count: 40)
    for environment in [
      ["GITHUB_ACTIONS": "true"], ["GITLAB_CI": "true", "CI_COMMIT_BEFORE_SHA": zeros],
      ["GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": "/nonexistent"],
    ] {
      #expect(try lint(scene, "ci", environment: environment).status == 3)
    }
    #expect(try lint(scene, "ci").status == 2)
  }
}
