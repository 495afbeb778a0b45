import Audit
import Decision
import TestSupport
import Testing

/// Changes that went as they should: nothing fails, and what is not asked says so.
struct HappyExaminationTests {
  @Test func `a normal change that nothing is wrong with passes`() throws {
    let change = try AuditStory.normal().examined()
    #expect(change.tests(.fail).isEmpty, "\(change.told)")
    #expect(
      change.tests(.pass) == [.t1, .t2, .t3, .t4, .t5, .t6, .t7, .t8, .t9, .t10, .t12, .t14],
      "\(change.told)")
    #expect(change.tests(.notEvaluable) == [.t11], "\(change.told)")
    #expect(change.tests(.notApplicable) == [.t13, .t16], "\(change.told)")
    #expect(change[.t5].basis.contains(.orderProven))
    #expect(change.summary.exceptions.isEmpty)
  }

  @Test func `an emergency that was ratified in time passes`() throws {
    let scene = try AuditStory.emergency()
    try AuditStory.ratify(scene)
    try AuditStory.end(scene)
    let change = try scene.examined()
    #expect(change.tests(.fail).isEmpty, "\(change.told)")
    #expect(change[.t13].outcome == .pass, "\(change.told)")
    #expect(change.tests(.notApplicable) == [.t3, .t8, .t9, .t16], "\(change.told)")
  }

  @Test func `a use of a template passes`() throws {
    let scene = try AuditStory.standard()
    try AuditStory.work(scene)
    let change = try scene.examined()
    #expect(change.tests(.fail).isEmpty, "\(change.told)")
    #expect(change[.t16].outcome == .pass, "\(change.told)")
    #expect(change[.t4].outcome == .pass, "\(change.told)")
    #expect(change.tests(.notApplicable) == [.t7, .t8, .t9, .t13], "\(change.told)")
  }

  @Test(arguments: Scene.Milestone.allCases.filter { $0 > .policy && $0 < .started })
  func `nothing fails before the work begins`(_ milestone: Scene.Milestone) throws {
    let change = try AuditStory.normal(through: milestone).examined()
    #expect(change.tests(.fail).isEmpty, "\(change.told)")
    for test in [ControlTest.t5, .t6, .t8, .t9, .t11, .t12, .t14] {
      #expect(change[test].outcome == .notApplicable, "\(change.told)")
    }
  }
}
