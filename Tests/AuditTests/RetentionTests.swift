import Audit
import Primitives
import TestSupport
import Testing

/// T17 and T18 of the repository and of a change.
struct RetentionTests {
  private func checkpoint(_ scene: Scene, isKept: Bool = true) throws -> AuditScope.Checkpoint {
    AuditScope.Checkpoint(commit: try #require(ObjectID(scene.root)), isKept: isKept)
  }

  @Test func `without a checkpoint nothing shows that history was not rewritten`() throws {
    let scene = try Scene(at: .submitted)
    let tests = RepositoryTests(try PopulationGround(scene).evidence())
    #expect(tests.results.map(\.test) == [.t15, .t17, .t18])
    #expect(tests.results[1].outcome == .notEvaluable)
    #expect(tests.results[1].reason.contains("no checkpoint was given"))
    #expect(tests.results(of: scene.record.id).map(\.test) == [.t15, .t17, .t18])
    #expect(tests.results(of: scene.record.id)[1].outcome == .notEvaluable)
  }

  @Test func `a checkpoint that is kept passes`() throws {
    let scene = try Scene(at: .submitted)
    let evidence = try PopulationGround(scene).evidence(checkpoint: checkpoint(scene))
    let tests = RepositoryTests(evidence)
    #expect(tests.results[1].outcome == .pass)
    #expect(tests.results(of: scene.record.id)[1].outcome == .pass)
    #expect(tests.results(of: "CHG-2026-NONE")[1].outcome == .notEvaluable)
  }

  @Test func `a checkpoint that is lost fails and lets no change pass`() throws {
    let scene = try Scene(at: .submitted)
    let evidence = try PopulationGround(scene).evidence(
      checkpoint: checkpoint(scene, isKept: false))
    let tests = RepositoryTests(evidence)
    #expect(tests.results[1].outcome == .fail)
    #expect(tests.results[1].exceptions.map(\.kind) == [.historyRewritten])
    #expect(tests.results(of: scene.record.id)[1].outcome == .notEvaluable)
  }

  @Test func `evidence that a record names and that is gone is an exception of the change`()
    throws
  {
    let scene = try Scene(at: .submitted)
    let path = try #require(scene.record.evidence.keys.sorted().first { $0.hasSuffix("nal.txt") })
    try scene.commit("Tidy up\n", by: .mallory, changes: [path: .removed])
    let evidence = try PopulationGround(scene).evidence(checkpoint: checkpoint(scene))
    let tests = RepositoryTests(evidence)
    let result = tests.results(of: scene.record.id)[1]
    #expect(result.outcome == .fail)
    #expect(
      result.exceptions.map(\.message) == ["\(scene.record.id) names \(path), which is not there"])
    // Told once: with the change.
    #expect(tests.results[1].outcome == .fail && tests.results[1].exceptions.isEmpty)
  }

  @Test func `evidence that was rewritten is an exception of the change`() throws {
    let scene = try Scene(at: .submitted)
    let path = try #require(scene.record.evidence.keys.sorted().first { $0.hasSuffix("nal.txt") })
    try scene.commit("Improve it\n", by: .mallory, changes: [path: .text("all is well\n")])
    let tests = RepositoryTests(
      try PopulationGround(scene).evidence(checkpoint: checkpoint(scene)))
    let result = tests.results(of: scene.record.id)[1]
    #expect(result.outcome == .fail)
    #expect(result.exceptions.map(\.message).first?.contains("another content") == true)
  }

  @Test func `the reverse test passes only with a feed that says something`() throws {
    let scene = try Scene(at: .started)
    let ground = try PopulationGround(scene)
    let reconciler = Reconciler(
      history: ground.history, period: try PopulationGround.period(), now: ground.now)
    func outcome(_ text: String?, governsCode: Bool = false) throws -> [TestResult.Outcome] {
      let feeds = try text.map { [try DeploymentFeed.read(Array($0.utf8), name: "feed.csv")] }
      var evidence = try ground.evidence()
      evidence.governsCode = governsCode
      evidence.reconciliation = reconciler.reconcile(feeds: feeds, code: nil)
      let tests = RepositoryTests(evidence)
      return [tests.results[2].outcome, tests.results(of: scene.record.id)[2].outcome]
    }
    let head = "time,system,commit\n"
    let good = "\(scene.clock.text),claims-db,\(SampleRecord.artifact)\n"
    #expect(try outcome(nil) == [.notEvaluable, .notEvaluable])
    #expect(try outcome(head) == [.notEvaluable, .notApplicable])
    #expect(try outcome(head + good) == [.pass, .pass])
    #expect(try outcome(head + good, governsCode: true) == [.notEvaluable, .pass])
    let early = "2026-03-02T09:00:00Z,claims-db,\(SampleRecord.artifact)\n"
    #expect(try outcome(head + good + early) == [.fail, .fail])
  }

  @Test func `governed code that nobody read does not pass behind code that was read`() throws {
    let scene = try Scene(at: .started)
    let ground = try PopulationGround(scene)
    let text = "time,system,commit\n\(scene.clock.text),claims-db,\(SampleRecord.artifact)\n"
    var evidence = try ground.evidence()
    evidence.governsCode = true
    evidence.reconciliation = Reconciler(
      history: ground.history, period: try PopulationGround.period(), now: ground.now
    ).reconcile(feeds: [try DeploymentFeed.read(Array(text.utf8), name: "feed.csv")], code: [])
    #expect(RepositoryTests(evidence).results[2].outcome == .pass)
    evidence.reconciliation.unread = ["harbourline/shop"]
    let result = RepositoryTests(evidence).results[2]
    #expect(result.outcome == .notEvaluable && result.reason.contains("harbourline/shop"))
  }
}
