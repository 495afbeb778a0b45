import Foundation
import TestSupport
import Testing

/// The hooks of a clone, run by Git itself.
struct ClientHookTests {
  /// A clone with both hooks and a remote without any.
  private struct Clone {
    let scene: Scene
    let remote: ScratchRepository
    var path: String { scene.repository.path }

    init(at milestone: Scene.Milestone = .submitted) throws {
      scene = try Scene(at: milestone)
      try scene.settle()
      remote = try ScratchRepository(cloning: scene.repository, "--bare")
      try scene.repository.git("remote", "add", "origin", "file://\(remote.path)")
      try scene.repository.git("fetch", "--quiet", "origin")
      try scene.repository.git("reset", "--quiet", "--hard", "refs/heads/main")
      let outcome = try Assent.run(
        ["hook", "install", "--trust-root", scene.root], in: path, home: scene.repository.home)
      guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    }

    func git(_ arguments: [String]) throws -> (status: Int32, text: String) {
      let outcome = try Command.run(
        try Command.find("git"), arguments, in: path,
        environment: CleanEnvironment.variables(home: scene.repository.home).merging([
          "GIT_AUTHOR_NAME": "Bo", "GIT_AUTHOR_EMAIL": Persona.bo.email,
          "GIT_COMMITTER_NAME": "Bo", "GIT_COMMITTER_EMAIL": Persona.bo.email,
        ]) { $1 })
      return (outcome.status, outcome.errorText)
    }

    func commit(_ message: String, _ more: String...) throws -> (status: Int32, text: String) {
      try git(
        ["commit", "-S\(try Persona.bo.key)", "--allow-empty", "-m", message] + more)
    }
  }

  // MARK: commit-msg

  @Test(arguments: [
    "Rename a queue", "Rename a queue\n\nIt was misleading.\n\nReviewed-by: Bo <bo@x.example>",
    "Rename a queue [CHG-2026-7F3K]\n\nChange: CHG-2026-7F3K",
  ]) func `an ordinary message passes untouched`(_ message: String) throws {
    let clone = try Clone()
    let (status, text) = try clone.commit(message)
    #expect(status == 0, "\(text)")
    #expect(!text.contains("assent"), "\(text)")
    #expect(try clone.scene.repository.git("log", "-1", "--format=%B") == message)
  }

  @Test func `an act with everything in place passes`() throws {
    let clone = try Clone()
    let message = try clone.scene.message([.approve("change-manager")])
    let (status, text) = try clone.commit(message)
    #expect(status == 0, "\(text)")
  }

  /// A message that is no act, and the code that says why.
  struct Slip: Sendable, CustomTestStringConvertible {
    let code: String
    let message: @Sendable (Scene) throws -> String

    var testDescription: String { code }
  }

  static let slips = [
    Slip(code: "misspelled-key") { scene in
      try scene.message([.approve("change-manager")]).replacing(
        "Change-Approve", with: "Change-approve")
    },
    Slip(code: "not-in-last-paragraph") { scene in
      try scene.message([.approve("change-manager")]) + "\nThanks to all.\n"
    },
    Slip(code: "malformed") { scene in
      try scene.message([.approve("change-manager")]).replacing(
        "role=change-manager", with: "role=change-manager; colour=red")
    },
    Slip(code: "wrong-repository") { scene in
      try scene.message([.approve("change-manager")], repository: "other/changes")
    },
    Slip(code: "wrong-repository") { scene in
      try scene.message([.approve("change-manager")], repository: nil)
    },
    Slip(code: "digest-missing") { scene in
      try scene.message([Act.approve("change-manager").with(digest: .absent)])
    },
    Slip(code: "digest-mismatch") { scene in
      let wrong = "sha256:" + String(repeating: "0", count: 64)
      return try scene.message([Act.approve("change-manager").with(digest: .text(wrong))])
    },
  ]

  @Test(arguments: slips) func `a slip is refused before it is signed`(_ slip: Slip) throws {
    let clone = try Clone()
    let before = try clone.scene.repository.git("rev-parse", "HEAD")
    let (status, text) = try clone.commit(try slip.message(clone.scene))
    #expect(status != 0)
    #expect(text.contains("  \(slip.code): "), "\(text)")
    #expect(try clone.scene.repository.git("rev-parse", "HEAD") == before)
  }

  @Test func `comments and the difference below the scissors are not the message`() throws {
    let clone = try Clone()
    let file = "\(clone.path)/.git/COMMIT_EDITMSG"
    try """
    Rename a queue

    # Change-Aprove: CHG-2026-7F3K
    # ------------------------ >8 ------------------------
    diff --git a/x b/x
    +Change-Approve: CHG-2026-7F3K; role=x
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let outcome = try Assent.run(
      ["hook", "commit-msg", ".git/COMMIT_EDITMSG"], in: clone.path,
      home: clone.scene.repository.home)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let plain = try Assent.run(
      ["hook", "commit-msg", ".git/COMMIT_EDITMSG"], in: clone.path,
      home: clone.scene.repository.home, environment: ["GIT_EDITOR": ":"])
    #expect(plain.status == 1, "without an editor Git keeps comment lines")
  }

  // MARK: pre-push

  @Test func `a sound act is pushed`() throws {
    let clone = try Clone()
    let act = try clone.scene.act(.approve("change-manager"), by: .bo, on: clone.scene.tip)
    let (status, text) = try clone.git(
      ["push", "origin", "\(act):refs/heads/assent/\(clone.scene.record.id)/bo.chen"])
    #expect(status == 0, "\(text)")
    let other = try clone.git(["push", "origin", "\(act):refs/heads/topic"])
    #expect(other.status == 0, "\(other.text)")
  }

  @Test func `what would not count is not pushed`() throws {
    let clone = try Clone()
    let act = try clone.scene.commit(
      try clone.scene.message([.approve("change-manager")]), by: .bo, on: clone.scene.tip)
    for target in ["main", "assent/\(clone.scene.record.id)/bo.chen"] {
      let (status, text) = try clone.git(["push", "origin", "\(act):refs/heads/\(target)"])
      #expect(status != 0)
      #expect(text.contains("act-void") && text.contains("unsigned"), "\(text)")
    }
    let around = try clone.git(["push", "--no-verify", "origin", "\(act):refs/heads/topic"])
    #expect(around.status == 0)
  }

  @Test func `the trunk is not rewritten, and what was not fetched is named`() throws {
    let clone = try Clone()
    let other = try clone.scene.commit(
      "Begin again\n", by: .bo, changes: ["notes.txt": .text("x\n")], on: clone.scene.root)
    let forced = try clone.git(["push", "--force", "origin", "\(other):refs/heads/main"])
    #expect(forced.text.contains("trunk-rewritten"), "\(forced.text)")
    try clone.remote.git(
      [
        "update-ref", "refs/heads/main",
        try clone.remote.commit(
          CommitPlan("New\n", by: .bo, at: clone.scene.clock, parents: [clone.scene.tip])),
      ])
    let late = try clone.git(["push", "--force", "origin", "\(other):refs/heads/main"])
    #expect(late.text.contains("trunk-unfetched"), "\(late.text)")
  }

  @Test func `a clone without any policy may push`() throws {
    let clone = try ScratchRepository()
    let remote = try ScratchRepository(cloning: clone, "--bare")
    try clone.git("remote", "add", "origin", "file://\(remote.path)")
    let outcome = try Assent.run(["hook", "install"], in: clone.path, home: clone.home)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let commit = try clone.commit(
      CommitPlan(
        "Begin\n", by: .bo, at: .beginning, parents: [], changes: ["notes.txt": .text("x\n")]))
    try clone.git("push", "--quiet", "origin", "\(commit):refs/heads/main")
    #expect(try remote.git("rev-parse", "main") == commit)
  }

  // MARK: install

  @Test func `a hook of somebody else is left alone, one's own is renewed`() throws {
    let clone = try Clone()
    let again = try Assent.run(
      ["hook", "install"], in: clone.path, home: clone.scene.repository.home)
    #expect(again.status == 0, "\(again.errorText)")
    let path = "\(clone.path)/.git/hooks/pre-push"
    try "#!/bin/sh\nexit 0\n".write(toFile: path, atomically: true, encoding: .utf8)
    let outcome = try Assent.run(
      ["hook", "install"], in: clone.path, home: clone.scene.repository.home)
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("hook pre-push \"$@\" || exit 1"), "\(outcome.text)")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "#!/bin/sh\nexit 0\n")
  }

  @Test func `hooks that other repositories use are left alone`() throws {
    let clone = try Clone()
    let shared = "\(clone.scene.repository.folder.path)/hooks"
    try FileManager.default.createDirectory(
      atPath: shared, withIntermediateDirectories: true)
    try clone.scene.repository.git("config", "core.hooksPath", shared)
    let outcome = try Assent.run(
      ["hook", "install"], in: clone.path, home: clone.scene.repository.home)
    #expect(outcome.status == 1 && outcome.text.contains("core.hooksPath"), "\(outcome.text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: shared).isEmpty)
  }

  @Test func `a server's hook is not installed without a trust root`() throws {
    let scene = try Scene(at: .policy)
    let outcome = try scene.assent(["hook", "install", "--server"])
    #expect(outcome.status == 2, "\(outcome.errorText)")
  }
}
