import Foundation
import TestSupport
import Testing

/// What one change does to the past of another (section 5, "Windows", "Start").
struct RetroactionTests {
  private static let conflicts = (
    "    covers: [schedule]\n", "    covers: [schedule]\n    conflicts: system-or-dependency\n"
  )

  private func approve(_ scene: Scene, _ record: SampleRecord, by owner: Persona) throws {
    var changes = record.evidence.mapValues(CommitPlan.Entry.text)
    changes[record.path] = .text(record.text)
    try scene.commit("Ask for another change\n", by: .ana, changes: changes)
    scene.record = record
    try scene.act(.submit, by: .ana)
    try scene.act(.assess(), by: .rae)
    try scene.act(.approve("change-manager"), by: .bo)
    try scene.act(.approve("system-owner(claims-db)"), by: owner)
    try scene.act(.test(), by: .ivy)
    try scene.act(.schedule, by: .cat)
  }

  // "It is authorised if the gate was open … for the trunk at the first parent of its integration
  // commit": what another change plans later does not reach back.
  @Test func `another change moved onto the slot later does not undo a Start`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(Self.conflicts.0, with: Self.conflicts.1, in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .policy)
    // The other plans the night before, and comes first.
    let other = try SampleRecord(id: "CHG-2026-8G4M", begins: .beginning - 1.days)
    let mine = scene.record
    try approve(scene, other, by: .dan)
    try approve(scene, mine, by: .dan)
    scene.clock = scene.inWindow
    try scene.act(.start(), by: .fay)
    check(try scene.gate(), "allowed")
    var moved = other
    try moved.replace(
      "window: {start: \(other.window.lowerBound.text), end: \(other.window.upperBound.text)}",
      with: "window: {start: \(mine.window.lowerBound.text), end: \(mine.window.upperBound.text)}")
    try scene.commit(
      "Plan another night\n", by: .mallory, changes: [moved.path: .text(moved.text)])
    let verdict = try scene.gate()
    check(verdict, "allowed")
    #expect(!verdict.flags.contains("started-unauthorised"), "\(verdict)")
  }

  // The same the other way round: a Start into an occupied slot stays unauthorised.
  @Test func `another change moved off the slot later does not excuse a Start`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(Self.conflicts.0, with: Self.conflicts.1, in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .policy)
    let other = try SampleRecord(id: "CHG-2026-8G4M")
    let mine = scene.record
    try approve(scene, other, by: .dan)
    try approve(scene, mine, by: .dan)
    scene.clock = scene.inWindow
    try scene.act(.start(), by: .fay)
    #expect(try scene.gate().flags.contains("started-unauthorised"))
    var moved = other
    try moved.replace(
      "window: {start: \(other.window.lowerBound.text)",
      with: "window: {start: \((other.window.lowerBound - 1.days).text)")
    try moved.replace(
      "end: \(other.window.upperBound.text)}\n  communications",
      with: "end: \((other.window.upperBound - 1.days).text)}\n  communications")
    try scene.commit(
      "Plan another night\n", by: .mallory, changes: [moved.path: .text(moved.text)])
    let verdict = try scene.gate()
    #expect(verdict.flags.contains("started-unauthorised"), "\(verdict)")
  }
}
