import Foundation
import TestSupport
import Testing

/// Section C.4 of the scenarios: approvals are bound to content.
struct C4ContentTests {
  private static let both: [Event] = [.approve(.bob, cm), .approve(.dan, owner("db-core"))]
  private static let steps = ("Promote the old primary.", "Promote the primary.")
  private static let outage = ("expect: Writes arrive at the standby.", "expect: Writes arrive.")

  /// An approval whose trailer has this digest.
  private static func approve(_ person: Persona, digest: Act.Digest) -> Event {
    .act(Act.approve(cm).with(digest: digest), by: person)
  }

  /// Writes another text of the rehearsal's evidence, and its digest into the record.
  private static func rehearse(_ text: String, recorded: Bool) -> Event {
    Event { bench in
      let path = "changes/evidence/\(bench.scene.record.id)/rehearsal.txt"
      var files: [String: CommitPlan.Entry] = [path: .text(text)]
      if recorded {
        let old = try SHA256Sum.of("failback took 14 minutes\n")
        try bench.scene.record.replace(old, with: try SHA256Sum.of(text))
        files.merge(bench.file) { $1 }
      }
      try bench.commit("Rehearse again\n", by: .ann, changes: files)
    }
  }

  /// A merge whose record is neither side's.
  private static func resolve(_ name: String, _ old: String, _ new: String) -> Event {
    Event { bench in
      guard let branch = bench.branches[name] else { throw TestFailure("no branch \(name)") }
      try bench.scene.record.replace(old, with: new)
      try bench.scene.commit(
        CommitPlan(
          "Merge and resolve\n", by: .ann, at: bench.scene.clock,
          parents: [bench.scene.tip, branch.head], changes: bench.file))
    }
  }

  /// An act whose trailer names another change by its id, with this record's digest.
  private static func misaddressed(_ id: String) -> Event {
    Event { bench in
      let digest = try bench.digest(bench.scene.record)
      let act = Act("Approve", [("role", cm)], on: id, digest: .text("sha256:\(digest)"))
      try bench.act(act, by: .bob)
    }
  }

  static let rows: [Row] = [
    Row(
      "B01", .p2, both + [.edit(outage.0, outage.1)],
      [
        .stage("assessed"), .gate("prevented"), .reason("approval-stale"), .dropped(.bob, "stale"),
        .dropped(.dan, "stale"), .staleBy(.bob, "implementation.steps[1].expect"),
      ]),
    Row(
      "B02", .p2,
      both + [
        .edit("risk: medium", "risk: \"medium\"  # as before"),
        .edit("  users-affected: 1400\n", ""),
        .edit("  disruption:", "  users-affected: 1400\n  disruption:"),
        .edit("rollback:\n", "# The way back.\nrollback:\n"),
      ], [.reached, .counts(.bob), .counts(.dan)]),
    Row(
      "B03", .p2, draft: .systems("db-core", "billing"),
      both + [.approve(.dee, owner("billing")), .edit(outage.0, outage.1)],
      [.dropped(.dee, "stale"), .dropped(.dan, "stale"), .gate("prevented")],
      note: "SPEC.md covers sections, not what one system has of a plan: dan's goes stale too"),
    Row(
      "B05", .p2, draft: .systems("db-core", "billing"),
      both + [.approve(.dee, owner("billing")), .edit("[db-core, billing]", "[db-core]")],
      [
        .stage(nil), .gate("prevented"), .dropped(.dan, "stale"), .dropped(.rae, "stale"),
        .staleBy(.bob, "request.systems[1]"),
      ], note: "SPEC.md has no carry-over: all acts cover `request`, so all are stale, Submit too"),
    Row(
      "B06", .p2, both + [.edit("Move the claims database", "Move our database")],
      [.reached, .counts(.bob), .counts(.dan)]),
    Row(
      "B07", .p2, both + [.edit("assessment:\n", "x-notes: hello\nassessment:\n")],
      [.gate("prevented"), .reason("lint")],
      note: "SPEC.md's schema is closed: an unknown key is a lint error"),
    Row(
      "B08", .p2,
      [
        .branch("review", .approve(.bob, cm), .approve(.dan, owner("db-core"))),
        Event { bench in
          // The record's commit made again elsewhere: same bytes, another history.
          try bench.commit("Something else\n", by: .joe, changes: ["README": .text("hello\n")])
        }, .land("review"),
      ], [.reached, .counts(.bob), .counts(.dan)]),
    Row(
      "B09", .p2,
      both + [
        .branch("other", .edit("minutes: 12}", "minutes: 13}")),
        .edit("minutes: 12}", "minutes: 11}"),
        resolve("other", "minutes: 11}", "minutes: 14}"),
      ], [.gate("prevented"), .dropped(.bob, "stale"), .dropped(.dan, "stale")]),
    Row(
      "B10", .p2, both + [.edit(outage.0, outage.1), .edit(outage.1, outage.0)],
      [.reached, .counts(.bob), .counts(.dan)],
      note: "SPEC.md: restored content counts again; it asks for no remark"),
    Row(
      "B11", .p1, [.approve(.bob, cm), .edit(steps.0, steps.1), .approve(.bob, cm)],
      [.reached, .acts("approve", ["stale", "counts"]), .seats("cm", 1, of: 1)]),
    Row(
      "B12", .p1,
      [approve(.bob, digest: .text("sha256:" + String(repeating: "4f", count: 32)))],
      [.waits, .dropped(.bob, "digest-mismatch")]),
    Row(
      "B13", .p1, [approve(.bob, digest: .absent)], [.waits, .dropped(.bob, "digest-missing")]),
    // Two changes: the trailer has the digest of the second and the id of the first.
    Row("B14", .p1.with { $0.validFor = "100d" }, [], [.waits, .dropped(.bob, "digest-mismatch")]),
    Row(
      "B14 other", .p1.with { $0.validFor = "100d" }, [misaddressed("CHG-2026-0001")],
      [.waits, .acts("approve", [])]),
    Row(
      "B16 no", .p1, draft: .edited(("environment: production", "environment: no")), [],
      [.finding("ambiguous-scalar", "quote"), .exit(1)], ask: .lint),
    Row(
      "B16 1e3", .p1, draft: .edited(("signal: p95 latency of claims-api", "signal: 1e3")), [],
      [.finding("ambiguous-scalar", "quote"), .exit(1)], ask: .lint),
    Row(
      "B16 0x10", .p1, draft: .edited(("signal: p95 latency of claims-api", "signal: 0x10")), [],
      [.finding("ambiguous-scalar", "quote"), .exit(1)], ask: .lint),
    Row(
      "B16 gate", .p1, [.approve(.bob, cm), .edit("environment: production", "environment: no")],
      [.gate("prevented")]),
    Row(
      "B17", .p1, draft: .edited(("  risk: medium\n", "  risk: medium\n  risk: low\n")), [],
      [.finding("yaml-duplicate-key"), .exit(1)], ask: .lint),
    Row(
      "B17 gate", .p1,
      [.approve(.bob, cm), .edit("  risk: medium\n", "  risk: medium\n  risk: low\n")],
      [.gate("prevented")]),
    Row(
      "B19", .p2, both + [rehearse("failback took 10 minutes\n", recorded: true)],
      [.gate("prevented"), .dropped(.bob, "stale"), .dropped(.dan, "stale")]),
    Row(
      "B19 unrecorded", .p2, both + [rehearse("failback took 10 minutes\n", recorded: false)],
      [.gate("prevented"), .reason("lint")]),
  ]

  static let seen = Sightings(rows)

  @Test(arguments: rows) func `an approval holds for what was signed`(_ row: Row) throws {
    try Self.seen.check(row)
  }
}
