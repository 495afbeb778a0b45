import Foundation
import TestSupport
import Testing

/// Attempts to get something past an audit, each named as the attempt.
struct AuditAttackTests {
  private static let dates = [
    "1973": 100_000_000, "the year before": 1_748_736_000, "2099": 4_070_908_800,
  ]

  /// Puts a Start that nobody approved beside the trunk, dated as it likes, and merges it.
  private func smuggle(_ scene: Scene, dated seconds: Int, mergedAt merged: Moment? = nil) throws {
    let clock = scene.clock
    let date = Moment(seconds: seconds)
    let start = try scene.commit(
      CommitPlan(
        try scene.message([.start()]), by: .fay, at: date, parents: [scene.tip], signer: .fay),
      onTrunk: false)
    scene.clock = merged ?? clock
    try scene.merge(start)
    scene.clock = clock + 2.minutes
  }

  @Test(arguments: dates.keys.sorted())
  func `a Start dated out of the period stays in it`(_ name: String) throws {
    let scene = try Scene(at: .submitted)
    try smuggle(scene, dated: Self.dates[name] ?? 0)
    let pack = try scene.pack()
    #expect(pack.outcome.status == 0, "\(pack.outcome.errorText)")
    #expect(try pack.ids == [scene.record.id])
    let audit = try pack.json("audit.json")
    let remarks = audit["remarks"].elements.compactMap(\.string)
    #expect(remarks.contains { $0.contains("claim to lie outside the period") })
    let exceptions = String(decoding: try pack.data("exceptions.csv"), as: UTF8.self)
    #expect(exceptions.contains("started-unauthorised"))
  }

  @Test func `a merge dated 2099 does not take the tip out of the audit`() throws {
    let scene = try Scene(at: .submitted)
    let clock = scene.clock
    try smuggle(scene, dated: clock.seconds, mergedAt: Moment(seconds: 4_070_908_800))
    let pack = try scene.pack()
    #expect(try pack.ids == [scene.record.id])
    let audit = try pack.json("audit.json")
    #expect(audit["scope"]["standpoint"].string == scene.tip)
    let remarks = audit["remarks"].elements.compactMap(\.string)
    #expect(remarks.contains { $0.contains("are dated after") })
  }

  @Test func `a merge dated 1973 does not take what it brings out of the period`() throws {
    let scene = try Scene(at: .submitted)
    try smuggle(scene, dated: 100_000_000, mergedAt: Moment(seconds: 100_000_000))
    #expect(try scene.pack().ids == [scene.record.id])
    #expect(try scene.pack(["--by", "created", "--force"]).ids == [scene.record.id])
  }

  @Test func `a record deleted and restored by commits dated 1973 is told`() throws {
    let scene = try Scene(at: .drafted)
    let clock = scene.clock
    let path = scene.record.path
    for entry in [CommitPlan.Entry.removed, .text(scene.record.text)] {
      try scene.commit(
        CommitPlan(
          "Tidy up\n", by: .mallory, at: Moment(seconds: 100_000_000), parents: [scene.tip],
          changes: [path: entry]))
    }
    scene.clock = clock + 2.minutes
    let pack = try scene.pack(["--by", "started"])
    let exceptions = String(decoding: try pack.data("exceptions.csv"), as: UTF8.self)
    #expect(exceptions.contains("record-deleted"))
  }

  @Test(arguments: ["changes/archive/CHG-2026-0200.yaml", "changes/2026/CHG-2026-0200.yml"])
  func `a record where no record is looked for is told`(_ path: String) throws {
    let scene = try Scene(at: .submitted)
    try scene.commit("File it\n", by: .mallory, changes: [path: .text(scene.record.text)])
    let pack = try scene.pack()
    let exceptions = String(decoding: try pack.data("exceptions.csv"), as: UTF8.self)
    #expect(exceptions.contains("population-incomplete") && exceptions.contains(path))
  }

  @Test func `a pack whose bundle points to another repository is not derived from that`() throws {
    let scene = try Scene(at: .submitted)
    let pack = try scene.pack(["--by", "created"])
    try scene.repository.folder.write(
      "gitdir: \(scene.repository.path)/.git\n", to: "pack/history.bundle")
    let outcome = try scene.assent(["audit", "verify", pack.path])
    #expect(outcome.status == 3)
    #expect(outcome.errorText.contains("history.bundle is no Git bundle"))
  }
}
