import Audit
import TestSupport

extension ExaminationCase {
  static let afterwards = [
    ExaminationCase(
      "one reviews their own work", [.t14], [.reviewNotIndependent, .closedWithoutReview]
    ) {
      let scene = try AuditStory.normal(through: .finished)
      scene.clock = scene.clock + 2.days
      scene.record.add(scene.record.reviewed(from: scene.clock - 2.days))
      try scene.act(.review(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
      scene.record.add(scene.record.closed())
      try scene.act(.close(), by: .cat, changes: [scene.record.path: .text(scene.record.text)])
      return scene
    },
    ExaminationCase("nobody reviews before it is closed", [.t14], [.closedWithoutReview]) {
      let scene = try AuditStory.normal(through: .finished)
      scene.clock = scene.clock + 2.days
      scene.record.add(scene.record.reviewed(from: scene.clock - 2.days))
      scene.record.add(scene.record.closed())
      try scene.act(.close(), by: .cat, changes: [scene.record.path: .text(scene.record.text)])
      return scene
    },
    ExaminationCase("nobody closes it", [.t14], [.notClosedInTime]) {
      let scene = try AuditStory.normal(through: .finished)
      scene.clock = scene.clock + 40.days
      return scene
    },
    ExaminationCase("it is closed late", [.t14], [.notClosedInTime]) {
      let scene = try AuditStory.normal(through: .finished)
      scene.clock = scene.clock + 40.days
      try AuditStory.end(scene)
      return scene
    },
    ExaminationCase("it is not closed yet", [], []) {
      let scene = try AuditStory.normal(through: .finished)
      scene.clock = scene.clock + 20.days
      return scene
    },
    ExaminationCase("the record is incomplete when it is closed", [.t1], [.recordIncomplete]) {
      let scene = try AuditStory.normal(through: .reviewed)
      try scene.act(.close(), by: .cat)
      return scene
    },
    // With two files of one id there is no record of it any more.
    ExaminationCase(
      "a second file takes its id", [.t1, .t6], [.recordIncomplete, .implementedOtherThanApproved]
    ) {
      let scene = try AuditStory.normal()
      try scene.commit(
        "Copy it\n", by: .joe,
        changes: ["changes/\(scene.record.id).yaml": .text(scene.record.text)])
      return scene
    },
    ExaminationCase("it is cancelled before the work", [], []) {
      let scene = try AuditStory.normal(through: .scheduled)
      try scene.act(.decide("Cancel", as: "change-manager"), by: .bo)
      return scene
    },
    ExaminationCase("it is rejected before the work", [], []) {
      let scene = try AuditStory.normal(through: .managed)
      try scene.act(.decide("Reject", as: "change-manager"), by: .cat)
      return scene
    },
    ExaminationCase("its record is deleted after Start", [.t6], [.implementedOtherThanApproved]) {
      let scene = try AuditStory.normal(through: .started)
      try scene.commit("Forget it\n", by: .joe, changes: [scene.record.path: .removed])
      return scene
    },
    ExaminationCase("a stranger signs a Start", [], []) {
      let scene = try AuditStory.normal(through: .scheduled)
      try scene.act(.start(), by: .mallory)
      return scene
    },
  ]

  static let kinds = [
    ExaminationCase("an emergency is ratified late", [.t13], [.emergencyNotRatified]) {
      let scene = try AuditStory.emergency()
      scene.clock = scene.clock + 49.hours
      try AuditStory.ratify(scene)
      try AuditStory.end(scene)
      return scene
    },
    ExaminationCase("an emergency is never ratified", [.t13], [.emergencyNotRatified]) {
      let scene = try AuditStory.emergency()
      scene.clock = scene.clock + 49.hours
      return scene
    },
    ExaminationCase("an emergency is not yet ratified", [], []) {
      let scene = try AuditStory.emergency()
      scene.clock = scene.clock + 40.hours
      return scene
    },
    ExaminationCase("an emergency is not reviewed", [.t14], [.notClosedInTime]) {
      let scene = try AuditStory.emergency()
      try AuditStory.ratify(scene)
      scene.clock = scene.clock + 6.days
      return scene
    },
    ExaminationCase(
      "an emergency names no incident", [.t1, .t13],
      [.recordIncomplete, .emergencyNotGenuine, .startedUnauthorised]
    ) {
      let scene = try AuditStory.emergency { try $0.replace("\n  incident: INC-9012", with: "") }
      try AuditStory.ratify(scene)
      return scene
    },
    ExaminationCase(
      "nobody allows an emergency", [.t4, .t5, .t10, .t13],
      [.noApprovalEvidence, .startedUnauthorised, .missingRollbackPlan]
    ) {
      let scene = try AuditStory.emergency(allowed: false)
      try AuditStory.ratify(scene)
      return scene
    },
    ExaminationCase(
      "a normal change becomes an emergency to skip lead time", [.t13], [.emergencyToSkipLeadTime]
    ) {
      var organisation = try SampleOrganisation()
      try organisation.replace(
        "    covers: [schedule]\n",
        with: "    covers: [schedule]\n"
          + "    lead-time: {low: 24h, medium: 3d, high: 5d, critical: 5d}\n",
        in: "workflow.yaml")
      let record = try SampleRecord(risk: "high", begins: .beginning - 5.days - 15.hours)
      let scene = try Scene(organisation, record, through: .submitted)
      let end = (record.window.lowerBound + 1.days).text
      try scene.record.replace("type: normal", with: "type: emergency")
      try scene.edit(
        "end: \(end)}\nassessment:",
        to: "end: \(end)}\n  incident: INC-1\n"
          + "  why-not-normal: The next window is in four days.\nassessment:")
      try scene.act(.submit, by: .ana)
      try scene.act(.approve("on-call-manager"), by: .ola)
      try AuditStory.begin(scene)
      try AuditStory.ratify(scene)
      return scene
    },
    ExaminationCase(
      "a use of a template sets what the template fixes", [.t4, .t5, .t16],
      [.noApprovalEvidence, .startedUnauthorised, .standardOutsideTemplate]
    ) {
      let scene = try AuditStory.standard {
        try $0.replace(
          "  implementer: fay.stone\n",
          with: "  implementer: fay.stone\n  steps: [{id: P9, do: Restart the site., "
            + "by: implementer, expect: It answers., minutes: 5, reversible: true}]\n")
      }
      try AuditStory.work(scene)
      return scene
    },
  ]
}
