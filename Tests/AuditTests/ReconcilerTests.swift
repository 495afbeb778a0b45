import Audit
import Decision
import Git
import Ledger
import Primitives
import TestSupport
import Testing

/// What ran in production against what changes allowed.
struct ReconcilerTests {
  private static let artifact = SampleRecord.artifact
  private static let target = SampleRecord.target
  private static let other = String(repeating: "ab", count: 20)

  private func match(
    _ scene: Scene, _ commit: String, at time: TestSupport.Moment, system: String = "claims-db",
    aliases: [String: Set<String>] = [:]
  ) throws -> Reconciliation.DeploymentMatch {
    let ground = try PopulationGround(scene)
    let feed = try DeploymentFeed.read(
      Array("time,system,commit\n\(time.text),\(system),\(commit)\n".utf8), name: "feed.csv")
    let reconciler = Reconciler(
      history: ground.history, period: try PopulationGround.period(), now: ground.now,
      aliases: aliases)
    let account = reconciler.reconcile(feeds: [feed], code: nil)
    return try #require(account.deployments?.first)
  }

  @Test func `a deployment is covered from Start until Finish`() throws {
    let scene = try Scene(at: .started)
    let start = scene.clock - 1.minutes
    try scene.advance(to: .finished)
    let finish = scene.clock - 1.minutes
    #expect(try match(scene, Self.artifact, at: start).cover == .covered)
    #expect(try match(scene, Self.artifact, at: finish).cover == .covered)
    #expect(try match(scene, Self.artifact, at: start - 1).cover == .notAllowedThen)
    #expect(try match(scene, Self.artifact, at: finish + 1).cover == .notAllowedThen)
    #expect(try match(scene, Self.artifact, at: start).changes == [scene.record.id])
  }

  @Test func `a commit that no change names is uncovered`() throws {
    let scene = try Scene(at: .started)
    let match = try match(scene, Self.other, at: scene.clock)
    #expect(match.cover == .uncovered && match.changes.isEmpty)
    #expect(match.reason == "no change names this commit")
  }

  @Test func `another system is a mismatch unless it is the same by another name`() throws {
    let scene = try Scene(at: .started)
    #expect(try match(scene, Self.artifact, at: scene.clock, system: "mail").cover == .mismatch)
    let aliases: [String: Set<String>] = ["mail": ["claims-db"]]
    let known = try match(scene, Self.artifact, at: scene.clock, system: "mail", aliases: aliases)
    #expect(known.cover == .covered)
    let environment = try match(scene, Self.artifact, at: scene.clock, system: "production")
    #expect(environment.cover == .covered)
    #expect(try match(scene, Self.artifact, at: scene.clock, system: "preprod").cover == .mismatch)
  }

  @Test func `an approved change that was never started allows nothing`() throws {
    let scene = try Scene(at: .scheduled)
    #expect(try match(scene, Self.artifact, at: scene.inWindow).cover == .notAllowedThen)
  }

  @Test func `a Start that the gate was closed to covers nothing`() throws {
    let scene = try Scene(at: .assessed)
    scene.clock = scene.record.window.lowerBound + 10.minutes
    scene.record.add(scene.record.started(at: scene.clock))
    try scene.act(.start(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    let match = try match(scene, Self.artifact, at: scene.clock)
    #expect(match.cover == .notAllowedThen)
    #expect(match.reason.contains("was not authorised"))
  }

  @Test func `the rollback target is covered by a Start of the way back alone`() throws {
    let scene = try Scene(at: .started)
    #expect(try match(scene, Self.target, at: scene.clock).cover == .mismatch)
    try scene.act(
      TestSupport.Act(
        "Start", [("role", "implementer"), ("kind", "rollback"), ("trigger", "T1")]), by: .fay)
    #expect(try match(scene, Self.target, at: scene.clock).cover == .covered)
    #expect(try match(scene, Self.artifact, at: scene.clock).cover == .covered)
  }

  /// The attack: run something, then write it into the record of a change that was allowed.
  @Test func `an artifact that was added to the record after Start is a mismatch`() throws {
    let scene = try Scene(at: .started)
    try scene.edit(
      "commit: \"\(Self.artifact)\"}",
      to: "commit: \"\(Self.artifact)\"}, {name: x, commit: \"\(Self.other)\"}")
    #expect(try match(scene, Self.other, at: scene.clock).cover == .mismatch)
  }

  @Test func `what no change covers comes first, and what is beyond the period not at all`() throws
  {
    let scene = try Scene(at: .started)
    let ground = try PopulationGround(scene)
    let text = """
      time,system,commit
      \(scene.clock.text),claims-db,\(Self.artifact)
      \(scene.clock.text),claims-db,\(Self.other)
      2026-04-01T00:00:00Z,claims-db,\(Self.other)

      """
    let feed = try DeploymentFeed.read(Array(text.utf8), name: "feed.csv")
    let reconciler = Reconciler(
      history: ground.history, period: try PopulationGround.period(), now: ground.now)
    var evidence = try ground.evidence()
    evidence.reconciliation = reconciler.reconcile(feeds: [feed], code: nil)
    let covers = evidence.reconciliation.deployments?.map(\.cover)
    #expect(covers == [.uncovered, .covered])
    let tests = RepositoryTests(evidence)
    #expect(tests.results[2].outcome == .fail)
    #expect(tests.results[2].exceptions.map(\.kind) == [.unmatchedProductionChange])
    // The same by what was asked for beforehand.
    let ids = reconciler.changes(namedBy: [feed], nil)
    #expect(ids == [scene.record.id])
    let standings = [
      scene.record.id: ground.history.execution(of: scene.record.id, now: ground.now)
    ]
    let again = reconciler.reconcile(
      feeds: [feed], code: nil, standings: standings.compactMapValues { $0 })
    #expect(again.deployments == evidence.reconciliation.deployments)
  }

  // MARK: Code

  private func code(
    _ scene: Scene, tip: String, protecting patterns: [String] = ["src/**"],
    now: Instant = Instant(seconds: .max)
  ) throws -> [Reconciliation.ProtectedCommit] {
    scene.references["refs/heads/code"] = tip
    let ground = try PopulationGround(scene)
    let period = try PopulationGround.period()
    let reconciler = Reconciler(history: ground.history, period: period, now: ground.now)
    let repository = try Repository(discoveringFrom: scene.repository.path)
    let code = try CodeHistory(
      repository: "harbourline/claims", branch: "code", protecting: patterns, from: period.start,
      until: period.end, now: now
    ).read(artifacts: reconciler.artifacts, in: repository)
    return try #require(reconciler.reconcile(feeds: nil, code: [code]).commits)
  }

  private func add(
    _ scene: Scene, _ message: String, on parents: [String], _ path: String,
    at time: TestSupport.Moment? = nil, text: String? = nil
  ) throws -> String {
    try scene.repository.commit(
      CommitPlan(
        message, by: .joe, at: time ?? scene.clock, parents: parents,
        changes: [path: .text(text ?? message)]))
  }

  @Test func `a protected commit dated 2099 stays in the period`() throws {
    let scene = try Scene(at: .policy)
    let old = try add(scene, "Begin\n", on: [], "src/a")
    let far = TestSupport.Moment(seconds: 4_070_908_800)
    let hidden = try add(scene, "Slip in\n", on: [old], "src/a", at: far)
    let now = try PopulationGround.instant("2026-05-01T00:00:00Z")
    let found = try code(scene, tip: hidden, now: now).map(\.commit.description)
    #expect(found.sorted() == [old, hidden].sorted())
  }

  @Test func `protected commits have to belong to a change that brings them`() throws {
    let base = try Scene(at: .policy)
    let id = base.record.id
    let old = try add(base, "Begin\n", on: [], "src/a", at: .beginning - 40.days)
    let linked = try add(base, "Work\n\nChange: \(id)\n", on: [old], "src/a")
    let record = try SampleRecord(artifacts: "{name: claims-api, commit: \"\(linked)\"}")
    let scene = try Scene(
      base.organisation, record, repository: base.repository, through: .scheduled)
    scene.clock = scene.record.window.lowerBound + 10.minutes
    try scene.act(.start(linked), by: .fay)
    let docs = try add(scene, "Explain\n", on: [linked], "docs/a")
    let later = try add(scene, "More\n\nChange: \(id)\n", on: [docs], "src/a")
    let unlinked = try add(scene, "Tidy\n", on: [later], "src/b")
    let unknown = try add(scene, "[CHG-2026-9999] Work\n", on: [unlinked], "src/c")
    // The attack: a date before the period takes a commit out of nobody's sight.
    let backdated = try add(
      scene, "Sneak\n", on: [unknown], "src/d", at: .beginning - 90.days)
    // A merge of an old branch that brings its old code back.
    let side = try add(scene, "Explain\n", on: [old], "docs/b")
    let merge = try scene.repository.commit(
      CommitPlan("Merge\n", by: .joe, at: scene.clock, parents: [backdated, side]),
      tree: "\(side)^{tree}")
    let found = try code(scene, tip: merge)
    let covers = Dictionary(uniqueKeysWithValues: found.map { ($0.commit.description, $0) })
    #expect(
      Set(covers.keys) == [linked, later, unlinked, unknown, backdated, merge])
    #expect(covers[linked]?.cover == .covered)
    #expect(covers[linked]?.reason == "an artifact of \(id) reaches it")
    #expect(covers[later]?.reason == "no artifact of \(id) reaches it")
    #expect(covers[unlinked]?.reason == "it links no change")
    #expect(covers[unknown]?.reason == "it links CHG-2026-9999, of which there is no record")
    #expect(covers[backdated]?.reason.contains("not certain") == true)
    #expect(covers[merge]?.paths == ["src/a", "src/b", "src/c", "src/d"])
    #expect(covers[merge]?.cover == .uncovered)
    #expect(found.last?.cover == .covered)
    #expect(covers[unlinked]?.author == "Joe Ward <joe.ward@harbourline.example>")
    #expect(covers[unlinked]?.subject == "Tidy")
  }

  @Test func `a branch whose commit Start will bind cannot be told yet`() throws {
    let base = try Scene(at: .policy)
    let old = try add(base, "Begin\n", on: [], "src/a", at: .beginning - 40.days)
    let linked = try add(base, "[\(base.record.id)] Work\n", on: [old], "src/a")
    let record = try SampleRecord(
      artifacts: "{name: claims-api, repository: harbourline/claims, branch: code}")
    let scene = try Scene(
      base.organisation, record, repository: base.repository, through: .drafted)
    #expect(try code(scene, tip: linked).map(\.cover) == [.notEvaluable])
  }

  @Test func `an artifact of another repository brings nothing here`() throws {
    let base = try Scene(at: .policy)
    let old = try add(base, "Begin\n", on: [], "src/a", at: .beginning - 40.days)
    let linked = try add(base, "[\(base.record.id)] Work\n", on: [old], "src/a")
    let record = try SampleRecord(
      artifacts: "{name: x, repository: harbourline/other, commit: \"\(linked)\"}")
    let scene = try Scene(
      base.organisation, record, repository: base.repository, through: .drafted)
    #expect(try code(scene, tip: linked).map(\.cover) == [.uncovered])
    let other = try SampleRecord(artifacts: "{name: x, commit: \"\(linked)\"}")
    let drafted = try Scene(
      base.organisation, other, repository: base.repository, through: .drafted)
    #expect(
      try code(drafted, tip: linked).map(\.reason)
        == ["an artifact of \(base.record.id) reaches it; no authorised Start yet"])
  }

  @Test func `authors are those between what ran before and what is deployed`() throws {
    let scene = try Scene(at: .policy)
    let old = try add(scene, "Begin\n", on: [], "src/a")
    let ran = try add(scene, "Go on\n", on: [old], "src/b")
    let next = try scene.repository.commit(
      CommitPlan(
        "Work\n\nCo-authored-by: Dee Fox <Dee.Fox@Harbourline.example>\n", by: .gil,
        at: scene.clock, parents: [ran], changes: ["src/c": .text("c")]))
    let beside = try add(scene, "Begin anew\n", on: [], "src/z")
    try scene.settle()
    let repository = try Repository(discoveringFrom: scene.repository.path)
    func id(_ text: String) throws -> ObjectID { try #require(ObjectID(text)) }
    let found = try CodeAuthors.read(
      [id(next): [id(ran)], id(ran): [id(beside)], id(Self.other): [id(old)]], in: repository)
    #expect(
      found == [
        try id(next): ["dee.fox@harbourline.example", "gil.moor@harbourline.example"]
      ])
    // Of several that ran before, the one that leaves most to account for.
    let wider = try CodeAuthors.read([id(next): [id(ran), id(old)]], in: repository)
    #expect(wider[try id(next)]?.contains("joe.ward@harbourline.example") == true)
  }

  @Test func `a branch that the clone does not have is an error by name`() throws {
    let scene = try Scene(at: .policy)
    try scene.settle()
    let repository = try Repository(discoveringFrom: scene.repository.path)
    let period = try PopulationGround.period()
    let error = #expect(throws: LedgerError.self) {
      try CodeHistory(
        repository: "harbourline/claims", branch: "nowhere", protecting: ["**"],
        from: period.start, until: period.end
      ).read(artifacts: [], in: repository)
    }
    #expect(error?.code == "not-found")
  }
}
