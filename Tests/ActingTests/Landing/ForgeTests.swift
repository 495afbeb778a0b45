import Foundation
import TestSupport
import Testing

/// What act commands and `land` do where a server has rules of its own, and what its buttons do.
struct ForgeTests {
  // MARK: Rules of servers

  /// Refuses every push to the trunk.
  private static let protected = "[ \"$1\" != refs/heads/main ] || exit 1\n"
  /// Refuses merge commits on the trunk.
  private static let linear = """
    [ "$1" = refs/heads/main ] || exit 0
    [ -z "$(git rev-list --merges "$2..$3")" ] && exit 0
    echo "this branch must not contain merge commits" >&2
    exit 1

    """
  /// Takes nothing on the trunk but merge commits.
  private static let mergesOnly = """
    [ "$1" = refs/heads/main ] || exit 0
    [ -z "$(git rev-list --first-parent --no-merges "$2..$3")" ] && exit 0
    echo "changes must come by a merge" >&2
    exit 1

    """
  /// Lets nobody make branches of acts.
  private static let noCarriers = "case \"$1\" in refs/heads/assent/*) exit 1;; esac\n"

  @Test(arguments: [protected, linear]) func `a refused landing leaves everything as it was`(
    _ rule: String
  ) throws {
    let scene = try LandingScene()
    let commit = try scene.sign("object", by: .eli, ["--objection", "S1"])
    try scene.hook("update", rule)
    let before = try scene.remote.git("for-each-ref")
    let outcome = try scene.land()
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("refused the landing"), "\(outcome.errorText)")
    #expect(outcome.errorText.contains("merge commit"), "\(outcome.errorText)")
    #expect(try scene.remote.git("for-each-ref") == before)
    #expect(try scene.act(commit)["counted"].bool == true)
    // Once the rule is gone the same command lands it.
    try scene.hook("update", "exit 0\n")
    #expect(try scene.land().status == 0)
    #expect(try scene.hasLanded(commit))
  }

  @Test func `the server's own words are passed on`() throws {
    let scene = try LandingScene()
    try scene.sign("submit", by: .ana)
    try scene.hook("update", Self.linear)
    let outcome = try scene.land()
    #expect(outcome.errorText.contains("must not contain merge commits"), "\(outcome.errorText)")
  }

  @Test func `a linear trunk takes acts that are pushed to it`() throws {
    let scene = try LandingScene(carrier: "push")
    try scene.hook("update", Self.linear)
    let submit = try scene.sign("submit", by: .ana)
    #expect(try scene.trunk() == submit)
  }

  @Test func `a trunk that takes only merges gets one for an act that was kept`() throws {
    let scene = try LandingScene(carrier: "push")
    try scene.hook("update", Self.mergesOnly)
    let outcome = try scene.stage.act("submit", by: .ana, in: scene.clone)
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("changes must come by a merge"), "\(outcome.errorText)")
    let kept = try scene.stage.tip("refs/heads/\(scene.branch(.ana))", in: scene.clone)
    #expect(outcome.errorText.contains(kept), "\(outcome.errorText)")
    #expect(outcome.errorText.contains("assent land"), "\(outcome.errorText)")
    #expect(try scene.land().status == 0)
    #expect(try scene.remote.git("rev-parse", "main^2") == kept)
    #expect(try scene.act(kept)["counted"].bool == true)
  }

  @Test func `an act whose branch nobody may make is kept and lands from there`() throws {
    let scene = try LandingScene()
    try scene.hook("update", Self.noCarriers)
    let outcome = try scene.stage.act("submit", by: .ana, in: scene.clone)
    #expect(outcome.status == 2)
    let kept = try scene.stage.tip("refs/heads/\(scene.branch(.ana))", in: scene.clone)
    #expect(outcome.errorText.contains(kept), "\(outcome.errorText)")
    #expect(try scene.land().status == 0)
    #expect(try scene.act(kept)["counted"].bool == true)
    #expect(try scene.stage.tip("refs/heads/assent", in: scene.clone) == "")
  }

  @Test func `a server that deletes nothing keeps the branch`() throws {
    let scene = try LandingScene()
    let submit = try scene.sign("submit", by: .ana)
    try scene.remote.git("config", "receive.denyDeletes", "true")
    let (json, status) = try scene.landing()
    #expect(status == 0)
    #expect(try json.branch(scene.branch(.ana))["deleted"].bool == false)
    #expect(try scene.stage.tip("refs/heads/\(scene.branch(.ana))", in: scene.remote) == submit)
    #expect(try scene.land().status == 0)
  }

  // MARK: Buttons

  /// What a merge button makes of a branch, on the server's trunk.
  private func press(_ button: String, _ branch: String, in scene: LandingScene) throws -> String {
    let server = try ScratchRepository(cloning: scene.remote)
    let bot = [
      "GIT_AUTHOR_NAME": "Forge", "GIT_AUTHOR_EMAIL": "forge@harbourline.example",
      "GIT_COMMITTER_NAME": "Forge", "GIT_COMMITTER_EMAIL": "forge@harbourline.example",
    ]
    func git(_ arguments: String...) throws {
      try server.git(arguments, environment: bot)
    }
    let side = "origin/\(branch)"
    switch button {
    case "merge": try git("merge", "--quiet", "--no-ff", "-m", "Merge pull request 1", side)
    case "fast-forward": try git("merge", "--quiet", "--ff-only", side)
    case "rebase": try git("cherry-pick", "--allow-empty", "--no-gpg-sign", "main..\(side)")
    default:
      let messages = try server.git("log", "--reverse", "--format=* %B", "main..\(side)")
      try git("merge", "--quiet", "--squash", side)
      try git(
        "commit", "--quiet", "--allow-empty", "-m", "Acts (1)\n\n\(messages)\nSigned-off-by: x")
    }
    try git("push", "--quiet", "origin", "HEAD:main")
    return try scene.trunk()
  }

  private func explanation(_ scene: LandingScene) throws -> String {
    try scene.clone.git("fetch", "--quiet", "--prune", "origin")
    return try Assent.run(
      ["explain", scene.id], in: scene.clone.path, home: scene.clone.home,
      environment: ["ASSENT_TRUST_ROOT": scene.stage.scene.root]
    ).text
  }

  @Test(arguments: ["merge", "fast-forward"]) func `true merges carry acts`(
    _ button: String
  ) throws {
    let scene = try LandingScene()
    let act = try scene.sign("submit", by: .ana)
    _ = try press(button, scene.branch(.ana), in: scene)
    #expect(try scene.act(act)["counted"].bool == true)
    // What is left for the landing is to clear the branch away.
    let (json, status) = try scene.landing()
    #expect(status == 0)
    #expect(try json.branch(scene.branch(.ana))["outcome"].string == "landed-before")
    #expect(try scene.stage.tip("refs/heads/assent", in: scene.remote) == "")
  }

  @Test(arguments: ["rebase", "squash"]) func `a button that makes commits anew loses no act`(
    _ button: String
  ) throws {
    let scene = try LandingScene()
    let act = try scene.sign("object", by: .eli, ["--objection", "S1"])
    let approval = try scene.sign("approve", by: .bo)
    let copy = try press(button, scene.branch(.bo), in: scene)
    let text = try explanation(scene)
    #expect(text.contains("\(approval.prefix(10)) bo.chen approve"), "\(text)")
    #expect(text.contains("The trunk has its words in \(copy.prefix(10))"), "\(text)")
    #expect(text.contains("assent land \(scene.branch(.bo))"), "\(text)")
    // Doing what it says brings the act itself, and others with it.
    let outcome = try scene.land()
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try scene.act(approval)["counted"].bool == true)
    #expect(try scene.act(act)["counted"].bool == true)
  }

  @Test(arguments: ["rebase", "squash"]) func `where the branch is gone the command is named`(
    _ button: String
  ) throws {
    let scene = try LandingScene()
    let approval = try scene.sign("approve", by: .bo)
    let copy = try press(button, scene.branch(.bo), in: scene)
    try scene.clone.git("branch", "-D", scene.branch(.bo))
    try scene.remote.git("update-ref", "-d", "refs/heads/\(scene.branch(.bo))")
    let text = try explanation(scene)
    #expect(!text.contains(approval.prefix(10)), "\(text)")
    #expect(text.contains(copy.prefix(10)), "\(text)")
    let command = "assent approve \(scene.id) --role change-manager"
    #expect(text.contains("make it again:\n        \(command)\n"), "\(text)")
    try scene.sign("approve", by: .bo, ["--role", "change-manager"])
    #expect(try scene.land().status == 0)
  }

  @Test func `an act that waits is explained by its branch`() throws {
    let scene = try LandingScene()
    let approval = try scene.sign("approve", by: .bo)
    let text = try explanation(scene)
    #expect(text.contains("It waits on \(scene.branch(.bo)):"), "\(text)")
    #expect(text.contains("assent land \(scene.branch(.bo))"), "\(text)")
    let account = try Assent.run(
      ["explain", scene.id, "--act", String(approval.prefix(12))], in: scene.clone.path,
      home: scene.clone.home, environment: ["ASSENT_TRUST_ROOT": scene.stage.scene.root]
    ).text
    #expect(account.contains("assent land \(scene.branch(.bo))"), "\(account)")
  }
}
