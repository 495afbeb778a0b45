import TestSupport
import Testing

/// How acts reach the trunk.
struct LandingTests {
  @Test func `acts land by a merge whose first parent is the trunk`() throws {
    let scene = try LandingScene()
    let before = try scene.trunk()
    let submit = try scene.sign("submit", by: .ana)
    let (json, status) = try scene.landing()
    #expect(status == 0)
    let merge = try scene.trunk()
    #expect(try scene.remote.git("rev-parse", "\(merge)^1") == before)
    #expect(try scene.remote.git("rev-parse", "\(merge)^2") == submit)
    #expect(
      try scene.remote.git("rev-parse", "\(merge)^{tree}")
        == scene.remote.git("rev-parse", "\(before)^{tree}"))
    let branch = try json.branch(scene.branch(.ana))
    #expect(branch["outcome"].string == "landed")
    #expect(branch["merge"].string == merge)
    #expect(branch["acts"].elements.first?["counted"].bool == true)
    #expect(json["schema"].string == "assent/land/1")
    #expect(json["trunk"]["after"].string == merge)
    #expect(json["pushed"].bool == true)
    #expect(try scene.act(submit)["counted"].bool == true)
    // Nothing about the merge looks like an act.
    #expect(try scene.verdict()["near-misses"].elements.isEmpty)
  }

  @Test func `several branches land at once and their branches go`() throws {
    let scene = try LandingScene()
    let commits = [
      try scene.sign("submit", by: .ana), try scene.sign("assess", by: .rae),
      try scene.sign("approve", by: .bo),
    ]
    let outcome = try scene.land()
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(
      outcome.text.hasPrefix("landed 3 branches on refs/remotes/origin/main"), "\(outcome.text)")
    #expect(outcome.text.contains("now: awaiting, assessed"), "\(outcome.text)")
    for commit in commits { #expect(try scene.act(commit)["counted"].bool == true) }
    #expect(try scene.stage.tip("refs/heads/assent", in: scene.remote) == "")
    #expect(try scene.stage.tip("refs/heads/assent", in: scene.clone) == "")
    #expect(try scene.stage.tip("refs/remotes/origin/assent", in: scene.clone) == "")
    // A second run has nothing to do.
    let trunk = try scene.trunk()
    let again = try scene.land()
    #expect(again.status == 0)
    #expect(again.text.hasPrefix("nothing to land"), "\(again.text)")
    #expect(try scene.trunk() == trunk)
  }

  @Test func `nothing lands on a trunk that does not descend from the tip seen before`() throws {
    let scene = try LandingScene()
    let submit = try scene.sign("submit", by: .ana)
    let before = try scene.trunk()
    let outcome = try scene.land(["--descends-from", submit])
    #expect(outcome.status == 3, "\(outcome.text)")
    #expect(try scene.trunk() == before)
    #expect(try scene.land(["--descends-from", before]).status == 0)
    #expect(try scene.hasLanded(submit))
  }

  @Test func `a named branch lands alone, and is kept if asked`() throws {
    let scene = try LandingScene()
    let submit = try scene.sign("submit", by: .ana)
    let assess = try scene.sign("assess", by: .rae)
    let outcome = try scene.land(["origin/\(scene.branch(.ana))", "--keep"])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(try scene.hasLanded(submit))
    #expect(try !scene.hasLanded(assess))
    #expect(try scene.stage.tip("refs/heads/\(scene.branch(.ana))", in: scene.remote) == submit)
    // The next landing finds it landed and clears it away.
    let (json, _) = try scene.landing()
    #expect(try json.branch(scene.branch(.ana))["outcome"].string == "landed-before")
    #expect(try json.branch(scene.branch(.ana))["deleted"].bool == true)
    #expect(try scene.hasLanded(assess))
  }

  @Test func `a dry run changes nothing`() throws {
    let scene = try LandingScene()
    try scene.sign("submit", by: .ana)
    let before = try scene.remote.git("for-each-ref")
    let outcome = try scene.land(["--dry-run"])
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("would land 1 branch"), "\(outcome.text)")
    #expect(try scene.remote.git("for-each-ref") == before)
    let (json, _) = try scene.landing(["--dry-run"])
    #expect(json["trunk"]["after"] == .null)
  }

  @Test func `what is not pushed is kept, with the command that publishes it`() throws {
    let scene = try LandingScene()
    let submit = try scene.sign("submit", by: .ana)
    let outcome = try scene.land(["--no-push"])
    #expect(outcome.status == 0)
    #expect(try !scene.hasLanded(submit))
    let kept = try scene.clone.git("rev-parse", "refs/assent/landing")
    #expect(
      outcome.text.contains("git push origin \(kept):refs/heads/main"), "\(outcome.text)")
    try scene.clone.git("push", "--quiet", "origin", "\(kept):refs/heads/main")
    #expect(try scene.act(submit)["counted"].bool == true)
  }

  @Test func `names that are none are refused by name`() throws {
    let scene = try LandingScene()
    #expect(try scene.landing(["assent/CHG-2026-0000/no.body"]).status == 4)
    #expect(try scene.landing(["main"]).status == 2)
    #expect(try scene.landing(["--all", scene.branch(.ana)]).status == 2)
  }

  @Test func `a recorder's key signs the merge, which gives the acts a recorded time`() throws {
    let scene = try LandingScene { organisation in
      try organisation.replace(
        "roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
    }
    let submit = try scene.sign("submit", by: .ana)
    #expect(try scene.landing(key: .bot).status == 0)
    #expect(try scene.act(submit)["time"]["recorded"].string != nil)
    #expect(
      try scene.remote.git("cat-file", "commit", "main").contains("gpgsig -----BEGIN SSH"))
  }

  @Test func `a configured key signs the merge and none leaves it unsigned`() throws {
    let scene = try LandingScene()
    try scene.sign("submit", by: .ana)
    #expect(try scene.landing().status == 0)
    #expect(try !scene.remote.git("cat-file", "commit", "main").contains("gpgsig"))
    try scene.sign("assess", by: .rae)
    try scene.clone.git("config", "user.signingkey", try Persona.joe.key)
    #expect(try scene.landing().status == 0)
    #expect(try scene.remote.git("cat-file", "commit", "main").contains("gpgsig"))
  }

  @Test func `a local trunk advances, and a checked out one with its work tree`() throws {
    let stage = try ActScene(carrier: "branch")
    try stage.repository.git("reset", "--quiet", "--hard", "refs/heads/main")
    let submit = try stage.sign("submit", by: .ana)
    let path = try stage.edit(
      stage.scene.record.text.replacing("minutes: 25}", with: "minutes: 26}"))
    let assess = try stage.sign("assess", by: .rae, ["--record", path])
    try stage.repository.git("reset", "--quiet", "--hard", "refs/heads/main")
    let outcome = try Assent.run(
      ["land"], in: stage.repository.path, home: stage.repository.home,
      environment: ["ASSENT_TRUST_ROOT": stage.scene.root].merging(Self.identity) { $1 })
    #expect(outcome.status == 0, "\(outcome.errorText)")
    for commit in [submit, assess] {
      try stage.repository.git("merge-base", "--is-ancestor", commit, "refs/heads/main")
    }
    #expect(try stage.repository.git("status", "--porcelain") == "")
    #expect(try stage.repository.git("show", "main:\(stage.scene.record.path)").contains("26}"))
    #expect(try stage.tip("refs/heads/assent") == "")
  }

  @Test func `a server lands in its own bare repository`() throws {
    let scene = try LandingScene()
    let submit = try scene.sign("submit", by: .ana)
    let outcome = try scene.land(in: scene.remote)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(try scene.remote.git("rev-parse", "main^2") == submit)
    #expect(try scene.stage.tip("refs/heads/assent", in: scene.remote) == "")
  }

  @Test func `branches that hold each other land once`() throws {
    let scene = try LandingScene()
    let first = try scene.sign("object", by: .eli, ["--objection", "S1"])
    let second = try scene.sign("object", by: .eli, ["--objection", "S2"])
    for (name, commit) in [("a", first), ("b", second), ("c", second)] {
      try scene.clone.git("push", "--quiet", "origin", "\(commit):refs/heads/assent/x/\(name)")
    }
    try scene.sign("submit", by: .ana)
    let (json, status) = try scene.landing()
    #expect(status == 0, "\(json)")
    let outcomes = json["branches"].elements.compactMap { $0["outcome"].string }.sorted()
    #expect(outcomes == ["landed", "landed", "landed-before", "landed-before", "landed-before"])
    #expect(try scene.remote.git("rev-list", "--count", "--merges", "main") == "2")
    #expect(try scene.stage.tip("refs/heads/assent", in: scene.remote) == "")
  }

  @Test func `where acts are pushed to the trunk a branch at its tip needs no merge`() throws {
    let scene = try LandingScene(carrier: "push")
    let submit = try scene.stage.sign("submit", by: .ana, ["--no-push"], in: scene.clone)
    #expect(try scene.landing().status == 0)
    #expect(try scene.trunk() == submit)
  }

  @Test func `neither work tree nor current branch is touched`() throws {
    let scene = try LandingScene()
    try scene.sign("submit", by: .ana)
    try "mine\n".write(
      toFile: "\(scene.clone.path)/notes", atomically: true, encoding: .utf8)
    let head = try scene.clone.git("rev-parse", "HEAD")
    #expect(try scene.landing().status == 0)
    #expect(try scene.clone.git("rev-parse", "HEAD") == head)
    #expect(try scene.clone.git("status", "--porcelain") == "?? notes")
  }

  static let identity = [
    "GIT_AUTHOR_NAME": "Landing job", "GIT_AUTHOR_EMAIL": "land@harbourline.example",
    "GIT_COMMITTER_NAME": "Landing job", "GIT_COMMITTER_EMAIL": "land@harbourline.example",
  ]
}
