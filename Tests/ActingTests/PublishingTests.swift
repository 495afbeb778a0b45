import Foundation
import TestSupport
import Testing

/// Where acts go, and that nobody's act is lost.
struct PublishingTests {
  private static func remote(
    _ carrier: String
  ) throws -> (stage: ActScene, remote: ScratchRepository, clones: [ScratchRepository]) {
    let stage = try ActScene(carrier: carrier)
    let remote = try ScratchRepository(cloning: stage.repository, "--bare")
    let clones = [
      try ScratchRepository(cloning: remote), try ScratchRepository(cloning: remote),
    ]
    return (stage, remote, clones)
  }

  @Test func `an act is pushed to the trunk of the remote`() throws {
    let (stage, remote, clones) = try Self.remote("push")
    let commit = try stage.sign("submit", by: .ana, in: clones[0])
    #expect(try stage.tip("refs/heads/main", in: remote) == commit)
    #expect(try stage.tip("refs/remotes/origin/main", in: clones[0]) == commit)
  }

  @Test func `an act is pushed to its maker's branch and kept there`() throws {
    let (stage, remote, clones) = try Self.remote("branch")
    let first = try stage.sign("submit", by: .ana, in: clones[0])
    let name = "refs/heads/assent/\(stage.id)/ana.ruiz"
    #expect(try stage.tip(name, in: remote) == first)
    #expect(try stage.tip(name, in: clones[0]) == first)
    #expect(try stage.tip("refs/heads/main", in: remote) == stage.scene.tip)
    // The other clone has not seen it; what is made there is built on it all the same.
    let second = try stage.sign("withdraw", by: .ana, in: clones[1])
    #expect(try stage.tip(name, in: remote) == second)
    #expect(try remote.git("rev-parse", "\(second)^") == first)
  }

  @Test(arguments: ["push", "branch"]) func `a push that somebody overtook is built anew`(
    _ carrier: String
  ) throws {
    let (stage, remote, clones) = try Self.remote(carrier)
    try stage.sign("submit", by: .ana, in: clones[0])
    // What the second clone fetched last is older than the remote.
    try stage.sign("object", by: .eli, ["--objection", "S1"], in: clones[0])
    let commit = try stage.sign(
      "object", by: .eli, ["--objection", "S2", "--no-fetch"], in: clones[1])
    let name = carrier == "push" ? "main" : "assent/\(stage.id)/eli.frost"
    #expect(try stage.tip("refs/heads/\(name)", in: remote) == commit)
    let acts = try stage.verdict(in: clones[1])["acts"].elements
    #expect(acts.filter { $0["verb"].string == "object" }.count == 2, "\(acts)")
  }

  @Test func `two pushes at the same time both arrive`() async throws {
    let (stage, remote, clones) = try Self.remote("push")
    try stage.sign("submit", by: .ana, in: clones[0])
    nonisolated(unsafe) let scene = stage
    async let one = Task.detached { try scene.sign("assess", by: .rae, in: clones[0]) }.value
    async let two = Task.detached { try scene.sign("approve", by: .bo, in: clones[1]) }.value
    let commits = try await [one, two]
    for commit in commits {
      try remote.git("merge-base", "--is-ancestor", commit, "refs/heads/main")
    }
  }

  @Test func `without a push the act stays on a local branch and the next is built on it`() throws {
    let (stage, remote, clones) = try Self.remote("branch")
    let before = try stage.tip("refs/heads", in: remote)
    let outcome = try stage.act("submit", by: .ana, ["--no-push"], in: clones[0])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(outcome.text.contains("git push origin"), "\(outcome.text)")
    #expect(try stage.tip("refs/heads", in: remote) == before)
    let kept = try stage.tip("refs/heads/assent", in: clones[0])
    let next = try stage.sign("hold", by: .ana, in: clones[0])
    #expect(try clones[0].git("rev-parse", "\(next)^") == kept)
  }

  @Test func `a failing fetch names the way around it`() throws {
    let (stage, _, clones) = try Self.remote("push")
    try clones[0].git("remote", "set-url", "origin", "file:///nowhere")
    let outcome = try stage.act("submit", by: .ana, in: clones[0])
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("--no-fetch"), "\(outcome.errorText)")
  }

  @Test func `a push that the remote refuses keeps the signed commit`() throws {
    let (stage, remote, clones) = try Self.remote("push")
    let hook = "\(remote.path)/hooks/pre-receive"
    try FileManager.default.createDirectory(
      atPath: "\(remote.path)/hooks", withIntermediateDirectories: true)
    try "#!/bin/sh\nexit 1\n".write(toFile: hook, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    let outcome = try stage.act("submit", by: .ana, in: clones[0])
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("git push"), "\(outcome.errorText)")
    #expect(try stage.tip("refs/heads/assent", in: clones[0]) != "")
  }

  @Test func `acts that went stale before they landed give way to new ones`() throws {
    let stage = try ActScene(carrier: "branch")
    try stage.sign("submit", by: .ana)
    let old = try stage.sign("approve", by: .bo)
    try stage.scene.edit("minutes: 25}", to: "minutes: 26}")
    try stage.scene.settle()
    let new = try stage.sign("approve", by: .bo)
    #expect(try stage.tip("refs/heads/assent/\(stage.id)/bo.chen") == new)
    #expect(try stage.repository.git("rev-parse", "\(new)^") != old)
  }

  @Test func `an objection that has not landed is not given up for another act`() throws {
    let stage = try ActScene(carrier: "branch")
    try stage.sign("object", by: .eli, ["--objection", "S1"])
    try stage.scene.edit("minutes: 25}", to: "minutes: 26}")
    try stage.scene.settle()
    let outcome = try stage.act("object", by: .eli, ["--objection", "S2"])
    #expect(outcome.status == 1)
    #expect(outcome.errorText.contains("assent land"), "\(outcome.errorText)")
  }

  @Test func `a checked out trunk is not moved under an edit that is not in place`() throws {
    let stage = try ActScene()
    _ = try stage.edit(stage.scene.record.text)
    let elsewhere = "\(stage.repository.folder.path)/draft.yaml"
    try (stage.scene.record.text + "# later\n").write(
      toFile: elsewhere, atomically: true, encoding: .utf8)
    let outcome = try stage.act("submit", by: .ana, ["--record", elsewhere])
    #expect(outcome.status == 2)
    #expect(try stage.tip("refs/heads/main") == stage.scene.tip)
  }
}
