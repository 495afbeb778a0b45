import Audit
import Decision
import Primitives
import TestSupport
import Testing

/// Each story fails the tests that it should, for the reasons that it should, and no other.
struct ExaminationTests {
  @Test(
    arguments: ExaminationCase.approvals + ExaminationCase.work + ExaminationCase.afterwards
      + ExaminationCase.kinds)
  func `a change fails exactly the tests that it should`(_ row: ExaminationCase) throws {
    let change = try row.story().examined()
    #expect(change.tests(.fail) == row.fails, "\(change.told)")
    #expect(Set(change.summary.exceptions.map(\.kind)) == row.kinds, "\(change.told)")
    // Nobody reads of a failure without an exception, or of one under another test or change.
    for result in change.summary.results {
      #expect((result.outcome == .fail) == !result.exceptions.isEmpty, "\(result)")
      for exception in result.exceptions {
        #expect(exception.test == result.test)
        #expect(exception.change == change.summary.id)
      }
      #expect(!result.reason.isEmpty)
      if result.outcome == .pass || result.outcome == .fail {
        #expect(!result.basis.isEmpty, "\(result)")
      }
    }
    #expect(
      change.summary.results.map(\.test)
        == ControlTest.allCases.filter { ![.t15, .t17, .t18].contains($0) })
  }

  @Test func `an examination gives the same again, from many threads`() async throws {
    let scene = try AuditStory.normal()
    let examiner = try scene.examiner()
    let id = scene.record.id
    let expected = try #require(examiner.examine(id)).summary
    await withTaskGroup(of: ChangeSummary?.self) { group in
      for _ in 0..<16 { group.addTask { examiner.examine(id)?.summary } }
      for await summary in group { #expect(summary == expected) }
    }
    #expect(examiner.examine("CHG-2026-0000") == nil)
  }

  @Test func `who developed and deployed is told by the authors of the code`() throws {
    let scene = try AuditStory.normal()
    let artifact = try #require(ObjectID(SampleRecord.artifact))
    let own = try scene.examined(authors: [artifact: ["joe.ward", Persona.fay.email.uppercased()]])
    #expect(own[.t11].outcome == .fail, "\(own.told)")
    #expect(own[.t11].exceptions.map(\.kind) == [.developerDeployed])
    let other = try scene.examined(authors: [artifact: ["joe.ward"]])
    #expect(other[.t11].outcome == .pass, "\(other.told)")
    let unknown = try scene.examined(authors: [:])
    #expect(unknown[.t11].outcome == .notEvaluable, "\(unknown.told)")
  }

  @Test func `declared deviations pass if somebody signed for them`() throws {
    let scene = try AuditStory.normal(through: .started)
    scene.clock = scene.clock + 40.minutes
    let section = scene.record.finished(at: scene.clock)
      .replacing("deviations: []", with: "deviations: [P2 took ten minutes longer.]")
    scene.record.add(section)
    let unsigned = try scene.commit(
      "Report\n", by: .joe, changes: [scene.record.path: .text(scene.record.text)])
    #expect(try scene.examined()[.t6].outcome == .notEvaluable, "\(unsigned)")
    try scene.act(.finish(), by: .fay)
    let signed = try scene.examined()
    #expect(signed[.t6].outcome == .pass, "\(signed.told)")
    #expect(signed[.t6].reason.contains("fay.stone"), "\(signed.told)")
  }

  @Test func `times that a recorder vouches for are told apart from claims`() throws {
    let recorder = (
      old: "roles:\n", new: "roles:\n  recorder: [bot.ci]\n", file: "people.yaml"
    )
    let claimed = try AuditStory.normal().examined()
    #expect(claimed.summary.milestones.started?.source == .claimed)
    #expect(claimed[.t12].basis.contains(.timeClaimed))
    let scene = try AuditStory.normal([recorder])
    try scene.commit("Record\n", by: .bot, signedBy: .bot)
    let change = try scene.examined()
    #expect(change.summary.milestones.started?.source == .recorded)
    #expect(change[.t5].basis.contains(.timeRecorded), "\(change.told)")
    #expect(change.moments.values.allSatisfy { $0.source == .recorded })
  }

  @Test func `the summary says what happened when and through whom`() throws {
    let scene = try AuditStory.normal()
    let change = try scene.examined()
    let summary = change.summary
    let milestones = summary.milestones
    func commit(_ milestone: Scene.Milestone) -> ObjectID? {
      scene.tips[milestone].flatMap { ObjectID($0) }
    }
    #expect(milestones.created?.commit == commit(.drafted))
    #expect(milestones.submitted?.commit == commit(.submitted))
    #expect(milestones.approved?.commit == commit(.approved))
    #expect(milestones.started?.commit == commit(.started))
    #expect(milestones.finished?.commit == commit(.finished))
    #expect(milestones.reviewed?.commit == commit(.reviewed))
    #expect(milestones.closed?.commit == commit(.closed))
    #expect(summary.atEnd.state == .closed)
    #expect(summary.outcome == .successful)
    #expect(summary.kind == .normal)
    #expect(summary.risk == .medium)
    #expect(summary.systems == ["claims-db"])
    #expect(summary.requester == "ana.ruiz")
    #expect(summary.implementer == "fay.stone")
    #expect(summary.participations.map(\.person).count == 10)
    #expect(summary.participations.allSatisfy { $0.counted })
    #expect(summary.staleApprovals == 0 && summary.furtherRounds == 0)
    #expect(!summary.isDeleted)
    for act in change.history.acts { #expect(change.moments[act.id] != nil) }
    let last = try #require(summary.commit)
    #expect(change.moments[last] != nil)
  }

  @Test func `a further round of approval is counted, and passes`() throws {
    let scene = try AuditStory.normal(through: .scheduled)
    try scene.edit("minutes: 12}", to: "minutes: 13}")
    try scene.act(.approve("change-manager"), by: .bo)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    try AuditStory.work(scene)
    let change = try scene.examined()
    #expect(change.tests(.fail).isEmpty, "\(change.told)")
    #expect(change.summary.staleApprovals == 2)
    #expect(change.summary.furtherRounds == 1)
  }

  @Test func `a change of which only acts exist has no record`() throws {
    let scene = try AuditStory.normal(through: .drafted)
    try scene.act(Act("Hold", [("role", "change-manager")], on: "CHG-2026-GH0ST"), by: .bo)
    let change = try scene.examined("CHG-2026-GH0ST")
    #expect(change[.t1].outcome == .fail, "\(change.told)")
    #expect(change.summary.path == nil)
  }
}
