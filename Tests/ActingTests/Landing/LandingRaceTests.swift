import Foundation
import TestSupport
import Testing

/// Landing while others land and act: nothing is lost and nothing lands twice.
struct LandingRaceTests {
  @Test func `two landings at the same time both end well`() async throws {
    let scene = try LandingScene(clones: 2)
    let commits = [
      try scene.sign("submit", by: .ana), try scene.sign("assess", by: .rae),
      try scene.sign("approve", by: .bo), try scene.sign("hold", by: .cat),
    ]
    nonisolated(unsafe) let shared = scene
    async let one = Task.detached { try shared.land(in: shared.clones[0]) }.value
    async let two = Task.detached { try shared.land(in: shared.clones[1]) }.value
    for outcome in try await [one, two] {
      #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
    }
    let parents = try scene.remote.git("log", "--first-parent", "--format=%P", "main")
      .split(separator: "\n").flatMap { $0.split(separator: " ").dropFirst() }
    for commit in commits {
      #expect(parents.filter { $0 == commit }.count == 1, "\(commit) in \(parents)")
    }
    #expect(try scene.stage.tip("refs/heads/assent", in: scene.remote) == "")
  }

  @Test func `a landing that somebody overtook is built anew`() throws {
    let scene = try LandingScene()
    let submit = try scene.sign("submit", by: .ana)
    let other = try scene.clone.commit(
      CommitPlan(
        "Write more\n", by: .joe, at: .current,
        parents: [try scene.clone.git("rev-parse", "origin/main")],
        changes: ["notes": .text("x\n")]))
    try scene.clone.git("push", "--quiet", "origin", "\(other):refs/keep/other")
    // The first push meets a trunk that has just moved.
    try scene.hook(
      "update",
      """
      [ "$1" = refs/heads/main ] || exit 0
      [ -e overtaken ] && exit 0
      touch overtaken
      git update-ref refs/heads/main \(other) "$2"
      exit 1

      """)
    let outcome = try scene.land()
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(try scene.remote.git("rev-parse", "main^1") == other)
    #expect(try scene.act(submit)["counted"].bool == true)
  }

  @Test func `an edit that overtakes the landing is judged anew`() throws {
    let scene = try LandingScene()
    let approval = try scene.sign("approve", by: .bo)
    let path = scene.stage.scene.record.path
    let edited = try scene.clone.commit(
      CommitPlan(
        "Edit\n", by: .ana, at: .current,
        parents: [try scene.clone.git("rev-parse", "origin/main")],
        changes: [
          path: .text(
            scene.stage.scene.record.text.replacing("minutes: 25}", with: "minutes: 26}"))
        ]))
    try scene.clone.git("push", "--quiet", "origin", "\(edited):refs/keep/other")
    try scene.hook(
      "update",
      """
      [ "$1" = refs/heads/main ] || exit 0
      git update-ref refs/heads/main \(edited) "$2"
      exit 1

      """)
    let (json, status) = try scene.landing()
    #expect(status == 1)
    #expect(try json.branch(scene.branch(.bo))["obstacle"]["code"].string == "stale")
    #expect(try !scene.hasLanded(approval))
    #expect(try scene.trunk() == edited)
  }

  @Test func `a branch that grows while it lands is kept for the next landing`() throws {
    let scene = try LandingScene(clones: 2)
    let first = try scene.sign("object", by: .eli, ["--objection", "S1"])
    let second = try scene.stage.sign(
      "object", by: .eli, ["--objection", "S2"], in: scene.clones[1])
    // The server shows the first act until the trunk has it.
    let name = "refs/heads/\(scene.branch(.eli))"
    try scene.remote.git("update-ref", name, first)
    try scene.hook(
      "post-update", "[ \"$1\" = refs/heads/main ] && git update-ref \(name) \(second)\nexit 0\n")
    let outcome = try scene.land(["--format", "json"])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let branch = try JSON(parsing: outcome.output).branch(scene.branch(.eli))
    #expect(branch["deleted"].bool == false)
    #expect(try scene.stage.tip(name, in: scene.remote) == second)
    try FileManager.default.removeItem(atPath: "\(scene.remote.path)/hooks/post-update")
    #expect(try scene.landing().status == 0)
    #expect(try scene.act(second)["counted"].bool == true)
    #expect(try scene.act(first)["counted"].bool == true)
    #expect(try scene.stage.tip(name, in: scene.remote) == "")
  }

  @Test func `acting goes on while a landing runs`() async throws {
    let scene = try LandingScene(clones: 2)
    try scene.sign("submit", by: .ana)
    nonisolated(unsafe) let shared = scene
    async let landing = Task.detached { try shared.land(in: shared.clones[0]) }.value
    async let act = Task.detached {
      try shared.stage.sign("assess", by: .rae, in: shared.clones[1])
    }.value
    let (outcome, commit) = (try await landing, try await act)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(try scene.landing().status == 0)
    #expect(try scene.act(commit)["counted"].bool == true)
  }
}
