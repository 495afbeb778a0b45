import Diagnostics
import Lint
import Records
import Testing

@Suite struct StageTests {
  private func findings(
    _ base: Example.Base, _ stage: Stage, over: String = "", without: [String] = []
  ) throws -> [Finding] {
    let document = try Examples.document(base, over: over, without: without)
    return Examples.findings([document], stage: stage)
  }

  @Test(arguments: Stage.allCases)
  func `a complete normal record is clean for every stage`(_ stage: Stage) throws {
    #expect(try findings(.normal, stage) == [])
  }

  @Test(arguments: Stage.allCases)
  func `a complete standard record is clean for every stage`(_ stage: Stage) throws {
    #expect(try findings(.standard, stage) == [])
  }

  @Test(arguments: [Stage.initiated, .assessed, .approved])
  func `the short set of an emergency has no errors before the start`(_ stage: Stage) throws {
    #expect(try findings(.emergency, stage).filter { $0.severity == .error } == [])
  }

  @Test(
    arguments: [
      ("request.incident", "incident-missing"),
      ("request.why-not-normal", "emergency-unexplained"),
      ("request.systems", "systems-missing"),
      ("implementation.implementer", "implementer-missing"),
      ("implementation.artifacts", "artifacts-missing"),
      ("rollback.target", "rollback-target-missing"),
      ("rollback.triggers", "trigger-missing"),
      ("rollback.steps", "rollback-steps-missing"),
      ("rollback.verify", "verify-missing"),
      ("rollback", "rollback-missing"),
    ])
  func `nothing of the short set may be left out`(_ path: String, _ rule: String) throws {
    let errors = try findings(.emergency, .approved, without: [path])
      .filter { $0.severity == .error }
    #expect(errors.map(\.rule) == [rule])
  }

  @Test func `an emergency that is to be ratified is judged by its risk`() throws {
    let rules = Set(
      try findings(.emergency, .tested).filter { $0.severity == .error }.map(\.rule))
    #expect(
      rules.isSuperset(of: [
        "assessment-missing", "testing-missing", "rehearsal-missing", "rollback-decider-missing",
      ]))
  }

  @Test func `an untested emergency needs a waiver in place of results`() throws {
    let waiver = "testing:\n  waiver: {reason: No spare gateway exists., accepted-by: gus.vale}"
    let rules = Set(try findings(.emergency, .tested, over: waiver).map(\.rule))
    #expect(rules.isDisjoint(with: ["testing-missing", "test-result-missing"]))
  }

  @Test func `a request alone is enough for the stage initiated`() throws {
    let sections = Section.allCases.filter { $0 != .request }.map(\.rawValue)
    #expect(try findings(.normal, .initiated, without: sections) == [])
    let assessed = try findings(.normal, .assessed, without: sections)
    #expect(assessed.map(\.rule) == ["assessment-missing"])
  }

  @Test(
    arguments: [
      (Stage.assessed, ["assessment"]), (.approved, ["testing", "implementation", "rollback"]),
      (.scheduled, ["schedule"]), (.implemented, ["execution"]), (.reviewed, ["review"]),
      (.closed, ["closure"]),
    ])
  func `a section may be missing until its stage`(_ stage: Stage, _ sections: [String]) throws {
    let earlier = try #require(Stage.allCases.last { $0 < stage })
    let later = ["execution", "review", "closure"].filter { _ in stage < .implemented }
    #expect(try findings(.normal, earlier, without: sections + later) == [])
    #expect(try findings(.normal, stage, without: sections + later) != [])
  }

  @Test func `results may be missing until the stage tested`() throws {
    #expect(try findings(.normal, .approved, without: ["testing.results"]) == [])
    let rules = try findings(.normal, .tested, without: ["testing.results"]).map(\.rule)
    #expect(rules == Array(repeating: "test-result-missing", count: 4))
  }

  @Test func `a later section is checked as soon as it is there`() throws {
    let late = "execution: {finished: 2026-03-08T00:30:00+01:00}"
    let rules = try findings(.normal, .approved, over: late).map(\.rule)
    #expect(rules.contains("execution-reversed"))
  }

  @Test func `a cancelled change can be closed without having been carried out`() throws {
    let without = ["schedule", "execution", "review"]
    let over = "closure: {outcome: cancelled}"
    #expect(try findings(.normal, .closed, over: over, without: without) == [])
  }

  @Test func `calling a change cancelled gets it past no stage before closed`() throws {
    let rules = try findings(
      .normal, .scheduled, over: "closure: {outcome: cancelled}",
      without: ["rollback", "execution", "review"]
    ).map(\.rule)
    #expect(rules.contains("rollback-missing"))
  }

  @Test func `a record without a risk is judged as high`() throws {
    let rules = Set(
      try findings(
        .normal, .approved, without: ["assessment.risk", "rollback.rehearsal"]
      ).filter { $0.severity == .error }.map(\.rule))
    #expect(rules == ["risk-missing", "rehearsal-missing"])
  }

  @Test func `a record whose risk cannot be read is judged as high`() throws {
    let document = try Examples.document(
      over: "assessment: {risk: lowest}", without: ["rollback.rehearsal"])
    let errors = Examples.findings([document], stage: .approved).filter { $0.severity == .error }
    #expect(errors.map(\.rule).contains("rehearsal-missing"))
    #expect(!errors.map(\.rule).contains("risk-missing"))
    #expect(errors.count == 2)
  }

  @Test(
    arguments: [
      ("low", Severity?.none), ("medium", .warning), ("high", .error), ("critical", .error),
    ])
  func `a missing rehearsal weighs by risk`(_ risk: String, _ severity: Severity?) throws {
    let found = try findings(
      .normal, .approved, over: "assessment: {risk: \(risk)}", without: ["rollback.rehearsal"])
    #expect(found.first { $0.rule == "rehearsal-missing" }?.severity == severity)
  }
}
