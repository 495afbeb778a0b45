import Audit
import TestSupport
import Testing

/// Independence is tested whether or not the policy in force asks for it, and what a power of the
/// policy set aside is told.
struct IndependenceTests {
  private static let lenient = (
    old: "not: [requester, contributors, implementer]", new: "not: [implementer]",
    file: "workflow.yaml"
  )
  private static let power = (
    old: "override: {cab: [cab-chair]",
    new: "override: {contributor: [cab-chair], cab: [cab-chair]",
    file: "workflow.yaml"
  )
  private static let edit = (old: "minutes: 12}", new: "minutes: 13}")

  @Test func `a policy that lets requesters approve does not make them independent`() throws {
    let scene = try AuditStory.normal([Self.lenient], through: .assessed)
    try scene.act(.approve("change-manager"), by: .ana)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    try scene.act(.test(), by: .ivy)
    try scene.act(.schedule, by: .cat)
    try AuditStory.work(scene)
    let change = try scene.examined()
    #expect(change.tests(.fail) == [.t7], "\(change.told)")
    #expect(Set(change.summary.exceptions.map(\.kind)) == [.approverNotIndependent])
    #expect(change[.t7].reason.contains("ana.ruiz"), "\(change.told)")
  }

  @Test func `a policy that lets authors approve does not make them independent`() throws {
    let scene = try AuditStory.normal([Self.lenient], through: .drafted)
    try scene.edit(Self.edit.old, to: Self.edit.new, by: .dan)
    try ExaminationCase.way(to: scene)
    try AuditStory.work(scene)
    let change = try scene.examined()
    #expect(change.tests(.fail) == [.t7], "\(change.told)")
  }

  @Test func `a mere claim that an Override set aside is told and passes`() throws {
    let scene = try AuditStory.normal([Self.power], through: .drafted)
    let commit = try scene.edit(Self.edit.old, to: Self.edit.new, by: .dan)
    try ExaminationCase.way(to: scene)
    try scene.act(
      Act("Override", [("role", "cab-chair"), ("requirement", "contributor:\(commit)")]), by: .hal)
    // It covers the whole record, so that Start must not write into it.
    scene.clock = scene.record.window.lowerBound + 10.minutes
    scene.record.add(scene.record.started(at: scene.clock))
    let record = scene.record
    try scene.record.replace(record.started(at: scene.clock), with: "")
    try scene.act(.start(), by: .fay)
    scene.record = record
    try AuditStory.finish(scene)
    let change = try scene.examined()
    #expect(change.tests(.fail).isEmpty, "\(change.told)")
    #expect(change[.t7].reason.contains("an Override set aside"), "\(change.told)")
  }
}
