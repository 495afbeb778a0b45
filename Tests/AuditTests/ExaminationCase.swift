import Audit
import Foundation
import TestSupport
import Testing

/// A story that goes wrong, and exactly what an audit has to say of it.
struct ExaminationCase: Sendable, CustomTestStringConvertible {
  let name: String
  let fails: [ControlTest]
  let kinds: Set<AuditException.Kind>
  let story: @Sendable () throws -> Scene

  init(
    _ name: String, _ fails: [ControlTest], _ kinds: Set<AuditException.Kind>,
    _ story: @escaping @Sendable () throws -> Scene
  ) {
    (self.name, self.fails, self.kinds, self.story) = (name, fails, kinds, story)
  }

  var testDescription: String { name }
}

extension ExaminationCase {
  private static let longer = (
    old: "expect: Writes arrive at the old primary., minutes: 12",
    new: "expect: Writes arrive at the old primary., minutes: 13"
  )

  /// Who requests, assesses, approves, tests and plans, each of whom may be left out.
  static func way(
    to scene: Scene, submit: Bool = true, assess: Bool = true, approve: Bool = true,
    owner: Persona? = .dan, test: Bool = true
  ) throws {
    if submit { try scene.act(.submit, by: .ana) }
    if assess { try scene.act(.assess(), by: .rae) }
    if approve { try scene.act(.approve("change-manager"), by: .bo) }
    if let owner { try scene.act(.approve("system-owner(claims-db)"), by: owner) }
    if test { try scene.act(.test(), by: .ivy) }
    try scene.act(.schedule, by: .cat)
  }

  private static func drafted(
    _ edit: (inout SampleRecord) throws -> Void = { _ in }
  ) throws -> Scene {
    var record = try SampleRecord()
    try edit(&record)
    return try Scene(SampleOrganisation(), record, through: .drafted)
  }

  static let approvals = [
    ExaminationCase(
      "the way back is edited after approval", [.t6, .t10],
      [.approvalBeforeFinalContent, .startedUnauthorised]
    ) {
      let scene = try AuditStory.normal(through: .scheduled)
      try scene.edit(longer.old, to: longer.new)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase(
      "one who wrote the plan approves it", [.t7], [.approverNotIndependent, .startedUnauthorised]
    ) {
      let scene = try drafted()
      try scene.edit(longer.old, to: longer.new, by: .dan)
      try way(to: scene)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase(
      "an approver carries it out", [.t7], [.approverNotIndependent, .startedUnauthorised]
    ) {
      let scene = try AuditStory.normal(through: .scheduled)
      try AuditStory.work(scene, by: .bo)
      return scene
    },
    ExaminationCase(
      "an approval is merged when the work has begun", [.t5],
      [.approvalAfterDeployment, .startedUnauthorised]
    ) {
      let scene = try AuditStory.normal(through: .managed)
      let side = try scene.act(.approve("system-owner(claims-db)"), by: .dan, on: scene.tip)
      try scene.act(.test(), by: .ivy)
      try scene.act(.schedule, by: .cat)
      scene.clock = scene.record.window.lowerBound + 10.minutes
      scene.record.add(scene.record.started(at: scene.clock))
      try scene.act(.start(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
      try scene.merge(side)
      try AuditStory.finish(scene)
      return scene
    },
    ExaminationCase(
      "nobody approves", [.t4, .t5, .t10],
      [.noApprovalEvidence, .startedUnauthorised, .missingRollbackPlan]
    ) {
      let scene = try drafted()
      try way(to: scene, approve: false, owner: nil)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase(
      "one approves in a role that they do not hold", [.t4, .t5],
      [.approverNotAuthorised, .startedUnauthorised]
    ) {
      let scene = try drafted()
      try way(to: scene, owner: .joe)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase(
      "the risk is assessed after approval", [.t3], [.riskAssessedAfterApproval]
    ) {
      let scene = try drafted()
      try scene.act(.submit, by: .ana)
      try scene.act(.approve("change-manager"), by: .bo)
      try scene.act(.approve("system-owner(claims-db)"), by: .dan)
      try scene.act(.assess(), by: .rae)
      try scene.act(.test(), by: .ivy)
      try scene.act(.schedule, by: .cat)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase(
      "nobody assesses the risk", [.t3], [.riskAssessedAfterApproval, .startedUnauthorised]
    ) {
      let scene = try drafted()
      try way(to: scene, assess: false)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase(
      "the requester does not sign", [.t2], [.requesterNotAuthorised, .startedUnauthorised]
    ) {
      let scene = try drafted()
      try way(to: scene, submit: false)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase("work begins in spite of an objection", [.t5], [.startedUnauthorised]) {
      let scene = try AuditStory.normal(through: .scheduled)
      try scene.act(.object("S1", as: "security"), by: .eli)
      try AuditStory.work(scene)
      return scene
    },
  ]

  static let work = [
    ExaminationCase(
      "nobody tests", [.t8, .t9],
      [
        .noTestEvidence, .testNotSignedOff, .startedUnauthorised,
      ]
    ) {
      let scene = try drafted()
      try way(to: scene, test: false)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase(
      "tests are done in production", [.t8], [.testedInProduction, .startedUnauthorised]
    ) {
      let scene = try drafted {
        try $0.replace(
          "testing:\n  environment: preprod", with: "testing:\n  environment: production")
      }
      try way(to: scene)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase(
      "evidence is another file than the record names", [.t8],
      [.noTestEvidence, .startedUnauthorised]
    ) {
      let scene = try drafted()
      let path = "changes/evidence/\(scene.record.id)/functional.txt"
      try scene.commit("Improve the evidence\n", by: .ana, changes: [path: .text("better\n")])
      try way(to: scene)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase(
      "there is no way back", [.t10], [.missingRollbackPlan, .startedUnauthorised]
    ) {
      let scene = try drafted { record in
        let parts = record.text.components(separatedBy: "rollback:\n  strategy")
        let rest = (parts.last ?? "").components(separatedBy: "\nschedule:\n")
        record.text = parts[0] + "schedule:\n" + (rest.last ?? "")
      }
      try way(to: scene)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase("work ends after the window", [.t12], [.outsideWindow]) {
      let scene = try AuditStory.normal(through: .started)
      scene.clock = scene.clock + 5.hours
      try AuditStory.finish(scene)
      return scene
    },
    ExaminationCase(
      "work begins before the window", [.t12], [.outsideWindow, .startedUnauthorised]
    ) {
      let scene = try AuditStory.normal(through: .scheduled)
      scene.record.add(scene.record.started(at: scene.clock))
      try scene.act(.start(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
      scene.clock = scene.record.window.lowerBound + 1.hours
      try AuditStory.finish(scene)
      return scene
    },
    ExaminationCase(
      "work is done during a freeze", [.t12], [.duringFreeze, .startedUnauthorised]
    ) {
      let scene = try AuditStory.normal([frozen], through: .scheduled)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase("a freeze is excepted", [], []) {
      let scene = try AuditStory.normal([frozen], through: .scheduled)
      try scene.act(Act("Except", [("role", "cab-chair"), ("freeze", "spring")]), by: .hal)
      try AuditStory.work(scene)
      return scene
    },
    ExaminationCase("the plan is edited after Start", [.t6], [.implementedOtherThanApproved]) {
      let scene = try AuditStory.normal(through: .started)
      try scene.edit(longer.old, to: longer.new)
      try AuditStory.finish(scene)
      return scene
    },
    ExaminationCase(
      "something else is deployed", [.t6], [.implementedOtherThanApproved, .startedUnauthorised]
    ) {
      let scene = try AuditStory.normal(through: .scheduled)
      scene.clock = scene.record.window.lowerBound + 10.minutes
      scene.record.add(scene.record.started(at: scene.clock))
      try scene.act(
        .start(SampleRecord.target), by: .fay,
        changes: [scene.record.path: .text(scene.record.text)])
      try AuditStory.finish(scene)
      return scene
    },
    ExaminationCase(
      "a second Start deploys something else", [.t6], [.implementedOtherThanApproved]
    ) {
      let scene = try AuditStory.normal(through: .started)
      try scene.act(.start(SampleRecord.target), by: .gil)
      try AuditStory.finish(scene)
      return scene
    },
    ExaminationCase("a Finish without a Start", [.t5], [.startedUnauthorised]) {
      let scene = try AuditStory.normal(through: .scheduled)
      scene.clock = scene.record.window.lowerBound + 10.minutes
      scene.record.add(scene.record.started(at: scene.clock))
      try AuditStory.finish(scene)
      return scene
    },
    ExaminationCase("only the text says that it was done", [.t5], [.startedUnauthorised]) {
      let scene = try AuditStory.normal(through: .scheduled)
      scene.clock = scene.record.window.lowerBound + 10.minutes
      scene.record.add(scene.record.started(at: scene.clock))
      try scene.commit(
        "Report\n", by: .fay, changes: [scene.record.path: .text(scene.record.text)])
      return scene
    },
    ExaminationCase(
      "the record says that work began before it was approved", [.t5, .t12],
      [.approvalAfterDeployment, .outsideWindow]
    ) {
      let scene = try AuditStory.normal(through: .scheduled)
      scene.clock = scene.record.window.lowerBound + 10.minutes
      scene.record.add(scene.record.started(at: .beginning - 1.days))
      try scene.act(.start(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
      try AuditStory.finish(scene)
      return scene
    },
  ]

  private static let frozen = (
    old: "freezes: []",
    new: "freezes: [{id: spring, from: 2026-03-07T00:00:00Z, until: 2026-03-10T00:00:00Z, "
      + "except: {role: cab-chair}}]",
    file: "calendar.yaml"
  )
}
