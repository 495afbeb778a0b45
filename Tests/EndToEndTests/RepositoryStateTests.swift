import Foundation
import TestSupport
import Testing

/// What the state of a clone may and may not change (section 6).
struct RepositoryStateTests {
  private func arguments(_ scene: Scene) -> [String] {
    [
      "gate", scene.record.id, "--commit", SampleRecord.artifact, "--trust-root", scene.root,
      "--now", scene.inWindow.text, "--what-if", "--format", "json",
    ]
  }

  private func run(_ scene: Scene, in repository: ScratchRepository) throws -> Verdict {
    try Verdict(
      Assent.run(arguments(scene), in: repository.path, home: repository.home))
  }

  // "grafts, shallow and partial clones … are refused by name".
  @Test func `a shallow clone is refused`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.settle()
    let clone = try ScratchRepository(cloning: scene.repository, "--depth", "1")
    isUndecided(try run(scene, in: clone))
  }

  @Test func `a partial clone is refused`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.settle()
    try scene.repository.git("config", "uploadpack.allowFilter", "true")
    let clone = try ScratchRepository(
      cloning: scene.repository, "--no-checkout", "--filter=blob:none")
    isUndecided(try run(scene, in: clone))
  }

  @Test func `grafts are refused`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.settle()
    let info = "\(scene.repository.path)/.git/info"
    try FileManager.default.createDirectory(atPath: info, withIntermediateDirectories: true)
    try "\(scene.tip)\n".write(toFile: "\(info)/grafts", atomically: true, encoding: .utf8)
    isUndecided(try scene.gate(at: scene.inWindow))
  }

  @Test func `a SHA-256 repository is refused`() throws {
    let scene = try Scene(
      SampleOrganisation(), SampleRecord(),
      repository: try ScratchRepository(objectFormat: "sha256"), through: .scheduled)
    isUndecided(try scene.gate(at: scene.inWindow))
  }

  @Test func `an empty repository cannot be decided`() throws {
    let repository = try ScratchRepository()
    let verdict = try Verdict(
      Assent.run(
        [
          "gate", "CHG-2026-7F3K", "--trust-root", String(repeating: "1", count: 40), "--format",
          "json",
        ], in: repository.path, home: repository.home))
    isUndecided(verdict)
  }

  @Test func `a folder that is no repository is an error`() throws {
    let folder = try ScratchFolder()
    let outcome = try Assent.run(
      ["gate", "CHG-2026-7F3K", "--trust-root", String(repeating: "1", count: 40)],
      in: folder.path, home: folder.path)
    #expect([2, 3].contains(outcome.status), "\(outcome.text)")
    #expect(!outcome.errors.isEmpty)
  }

  @Test func `a missing object is an error, never a missing approval`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.settle()
    let lost = try #require(scene.tips[.assessed])
    try FileManager.default.removeItem(
      atPath: "\(scene.repository.path)/.git/objects/\(lost.prefix(2))/\(lost.dropFirst(2))")
    isUndecided(try run(scene, in: scene.repository))
  }

  struct Setting: NamedCase {
    let name: String
    let change: @Sendable (Scene) throws -> Void
  }

  // "Replace refs are ignored"; "Its name comes from `--trunk` or from the policy at the trust
  // root, never from HEAD or the work tree"; "Author, committer, trailer text, mailmap and Git's
  // configuration never do".
  static let settings = [
    Setting(name: "detached HEAD") {
      try $0.repository.git("update-ref", "--no-deref", "HEAD", $0.root)
    },
    Setting(name: "HEAD on another branch") {
      try $0.repository.git("symbolic-ref", "HEAD", "refs/heads/elsewhere")
    },
    Setting(name: "replace refs") { scene in
      let forged = try scene.repository.commit(
        CommitPlan("Nothing to see\n", by: .joe, at: scene.clock, parents: [scene.root]))
      try scene.repository.git("replace", "-f", scene.tip, forged)
    },
    Setting(name: "another program for signatures") {
      try $0.repository.git("config", "gpg.ssh.program", "/bin/false")
      try $0.repository.git("config", "gpg.format", "openpgp")
      try $0.repository.git("config", "gpg.ssh.allowedSignersFile", "/dev/null")
    },
    Setting(name: "a mailmap") { scene in
      try "Joe Ward <joe.ward@harbourline.example> <bo.chen@harbourline.example>\n".write(
        toFile: "\(scene.repository.path)/.mailmap", atomically: true, encoding: .utf8)
      try scene.repository.git("config", "log.mailmap", "true")
    },
    Setting(name: "a work tree with another policy") { scene in
      let folder = "\(scene.repository.path)/policies"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try "schema: nonsense\n".write(
        toFile: "\(folder)/workflow.yaml", atomically: true, encoding: .utf8)
    },
    Setting(name: "packed objects and references") {
      try $0.repository.git("gc", "--quiet", "--prune=now")
    },
    Setting(name: "a commit graph") {
      try $0.repository.git("commit-graph", "write", "--reachable")
    },
    Setting(name: "worktree configuration") {
      try $0.repository.git("config", "extensions.worktreeConfig", "true")
    },
    Setting(name: "a tag and a branch of the trunk's name") {
      try $0.repository.git("tag", "main", $0.root)
      try $0.repository.git("update-ref", "refs/heads/heads/main", $0.root)
    },
  ]

  @Test(arguments: settings) func `the verdict is the same bytes with`(_ row: Setting) throws {
    let scene = try Scene(at: .scheduled)
    let before = try scene.gate(at: scene.inWindow)
    check(before, stage: "scheduled", "allowed")
    try row.change(scene)
    let after = try run(scene, in: scene.repository)
    #expect(after.bytes == before.bytes, "\(after)")
    #expect(after.status == before.status)
  }

  @Test func `a clone decides as its origin does`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.settle()
    let clone = try ScratchRepository(cloning: scene.repository, "--no-checkout")
    let verdict = try run(scene, in: clone)
    check(verdict, stage: "scheduled", "allowed")
    // "a short name means `refs/remotes/origin/<name>` where that exists" (1).
    #expect(verdict.json["trunk"]["ref"].string == "refs/remotes/origin/main")
    #expect(verdict.json["trunk"]["commit"].string == scene.tip)
  }

  @Test func `what only the local branch has does not count`() throws {
    let scene = try Scene(at: .tested)
    try scene.settle()
    let clone = try ScratchRepository(cloning: scene.repository, "--no-checkout")
    let act = try clone.commit(
      CommitPlan(
        try scene.message([.schedule]), by: .cat, at: scene.clock, parents: [scene.tip],
        signer: .cat))
    try clone.updateReferences(["refs/heads/main": act])
    check(try run(scene, in: clone), stage: "planned", "awaiting")
  }

  @Test func `a folder inside the repository and a bare clone serve as well`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.settle()
    let inside = "\(scene.repository.path)/deep/inside"
    try FileManager.default.createDirectory(atPath: inside, withIntermediateDirectories: true)
    check(
      try Verdict(Assent.run(arguments(scene), in: inside, home: scene.repository.home)),
      stage: "scheduled", "allowed")
    let bare = try ScratchRepository(cloning: scene.repository, "--bare")
    check(try run(scene, in: bare), stage: "scheduled", "allowed")
  }

  // "duplicate entries, case- or normalisation-colliding paths … are refused by name".
  @Test(arguments: ["duplicate", "case", "unsorted"])
  func `a tree that can be read in two ways is refused`(_ kind: String) throws {
    let scene = try Scene(at: .scheduled)
    let git = scene.repository
    let record = try git.git("rev-parse", "\(scene.tip):\(scene.record.path)")
    let other = try git.git(
      ["hash-object", "-w", "--stdin"], input: Data("schema: assent/change/1\n".utf8))
    let name = "\(scene.record.id).yaml"
    let rows: [(String, String)] =
      switch kind {
      case "duplicate": [(name, record), (name, other)]
      case "case": [(name, record), (name.lowercased(), record)]
      default: [("zebra.yaml", record), (name, record)]
      }
    let year = try git.git(
      ["hash-object", "-t", "tree", "-w", "--stdin", "--literally"],
      input: Data(rows.flatMap { Array("100644 \($0.0)\0".utf8) + Self.bytes(of: $0.1) }))
    let changes = try git.git("ls-tree", "\(scene.tip):changes")
    let changed = changes.split(separator: "\n").map {
      $0.hasSuffix("\t2026") ? "040000 tree \(year)\t2026" : String($0)
    }
    let folder = try git.git(["mktree"], input: Data((changed.joined(separator: "\n") + "\n").utf8))
    let root = try git.git("ls-tree", scene.tip).split(separator: "\n").map {
      $0.hasSuffix("\tchanges") ? "040000 tree \(folder)\tchanges" : String($0)
    }
    let tree = try git.git(["mktree"], input: Data((root.joined(separator: "\n") + "\n").utf8))
    scene.tip = try git.commit(
      CommitPlan("Odd\n", by: .joe, at: scene.clock, parents: [scene.tip]), tree: tree)
    scene.clock = scene.clock + 1.minutes
    let verdict = try scene.gate(at: scene.inWindow)
    #expect([1, 3].contains(verdict.status), "\(verdict)")
    #expect(verdict.decision != "allowed", "\(verdict)")
  }

  private static func bytes(of id: String) -> [UInt8] {
    let digits = Array(id.utf8)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
    }
  }

  // "With `--descends-from <commit>` that earlier tip must lie on the present spine."
  @Test func `a trunk that was rewritten is found out`() throws {
    let scene = try Scene(at: .scheduled)
    let earlier = try #require(scene.tips[.assessed])
    check(try scene.gate(at: scene.inWindow, "--descends-from", earlier), "allowed")
    let beside = try scene.commit("Beside\n", by: .joe, on: scene.root)
    isUndecided(try scene.gate(at: scene.inWindow, "--descends-from", beside))
  }
}
