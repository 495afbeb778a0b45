import Foundation
import TestSupport
import Testing

/// Section C.2 of the scenarios: identity, separation of duties, distinct persons.
struct C2IdentityTests {
  private static let steps = ("Promote the old primary.", "Promote the primary.")
  private static let high = Draft.risk("high")

  /// September, a Tuesday.
  private static let september = berlin("2026-09-01 09:00")
  /// An approval by the delegate on that day, for a delegation of the first fourteen days.
  private static func delegated(_ day: String) -> [Event] {
    [
      .delegate(.bob, to: .joe, from: "2026-09-01", until: "2026-09-15"),
      .wait(until: berlin("\(day) 12:00")), .approve(.joe, cm),
    ]
  }
  /// A change planned for the end of the month.
  private static let later = Draft.window(berlin("2026-09-26 23:00"), berlin("2026-09-27 03:00"))
  private static let lost = ["role-not-held", "delegation-invalid"]

  private static func authored(by author: Persona, signedBy signer: Persona) -> Event {
    Event { bench in
      try bench.act(.approve(cm), by: signer, author: author)
    }
  }

  /// Removes somebody from the roster and from a role.
  private static func leave(_ person: Persona, _ role: String, _ rest: String) -> Event {
    .adopt { policy in
      try policy.replace(try SampleOrganisation.entry(person), with: "", in: "people.yaml")
      try policy.replace(role, with: rest, in: "people.yaml")
    }
  }

  private static let withLou = Policy.p1.with(
    "people.yaml", "[bo.chen, cat.diaz, kim.park]", "[bo.chen, cat.diaz, kim.park, uma.west]")

  static let rows: [Row] = [
    Row(
      "S01", .p5, [.approve(.ann, cm), .approve(.dan, owner("db-core"))],
      [.waits, .dropped(.ann, "requester")]),
    Row(
      "S04", .p5,
      [
        .branch("edit", .edit(steps.0, steps.1, by: .bob)), .land("edit", theirs: true),
        .approve(.bob, cm), .approve(.dan, owner("db-core")),
      ], [.waits, .dropped(.bob, "contributor"), .counts(.dan)]),
    Row(
      "S05", .p5,
      [
        .edit(steps.0, steps.1, by: .bob, committer: .ann), .approve(.bob, cm),
        .approve(.dan, owner("db-core")),
      ], [.waits, .dropped(.bob, "contributor")]),
    Row(
      "S06", .p5,
      [
        .edit(steps.0, steps.1, by: .ann, together: .bob), .approve(.bob, cm),
        .approve(.dan, owner("db-core")),
      ], [.waits, .dropped(.bob, "contributor")]),
    Row(
      "S07", .p5,
      [
        .edit(steps.0, steps.1, by: .ann), .edit("minutes: 12}", "minutes: 11}", by: .bob),
        .approve(.ann, cm), .approve(.bob, cm), .approve(.dan, owner("db-core")),
      ],
      [.waits, .dropped(.ann, "requester"), .dropped(.bob, "contributor"), .seats("cm", 0, of: 1)]
    ),
    Row(
      "S08", .p5,
      [
        Event { bench in
          // Another record of the same repository, in the same commit as ann's edit of this one.
          let other = try Draft.usual.record("CHG-2026-9999", begins: .beginning)
          var files = other.evidence.mapValues(CommitPlan.Entry.text)
          files[other.path] = .text(other.text)
          try bench.commit("Ask for another change\n", by: .bob, changes: files)
        }, .approve(.bob, cm), .approve(.dan, owner("db-core")),
      ], [.reached, .counts(.bob)]),
    Row(
      "S09", .p5,
      [
        .branch("edit", .edit(steps.0, steps.1, by: .cat)), .land("edit", theirs: true, by: .bot),
        .approve(.cat, cm), .approve(.bob, cm), .approve(.dan, owner("db-core")),
      ], [.reached, .dropped(.cat, "contributor"), .counts(.bob), .counts(.dan)]),
    Row(
      "S10", .p5.with { $0.usual = Policy.p2.usual }, through: .scheduled,
      [.start(), .finish(.bob)],
      [
        .stage("scheduled"), .status("implemented", "unsatisfied"),
        .dropped(.bob, ["approver"], verb: "finish"), .counts(.bob, "approve"),
      ], alone: true),
    Row(
      "S12", .p5, through: .scheduled, [.start(), .finish()],
      [.stage("implemented"), .counts(.fay, "start"), .counts(.fay, "finish"), .counts(.ivy)],
      alone: true),
    Row(
      "S13", .p3, draft: high,
      [.approve(.kim, cm), .approve(.kim, sec), .approve(.bob, cm), .approve(.gus, cab)],
      [.waits, .counts(.kim)]),
    Row(
      "S14", .p3, draft: high,
      [
        .approve(.kim, cm), .approve(.kim, sec), .approve(.bob, cm), .approve(.cat, cm),
        .approve(.gus, cab),
      ], [.reached, .requirement("cms", "satisfied"), .requirement("sec", "satisfied")]),
    Row(
      "S15", .p3.with { $0.distinct = [] }, draft: high,
      [.approve(.kim, cm), .approve(.kim, sec), .approve(.bob, cm), .approve(.gus, cab)],
      [.reached]),
    Row(
      "S16", .p1.with("people.yaml", "[bo.chen, cat.diaz, ", "[bo.chen, cat.diaz, bot.ci, "),
      [.approve(.bot, cm)], [.waits, .dropped(.bot, "machine-in-human-seat")],
      note: "SPEC.md lets a machine hold a role and keeps it out of the seat; no lint error"),
    Row(
      "S18", withLou,
      [
        .branch("early", .approve(.lou, cm)),
        leave(.lou, "[bo.chen, cat.diaz, kim.park, uma.west]", "[bo.chen, cat.diaz, kim.park]"),
        .land("early"),
      ], [.waits, .dropped(.lou, "key-not-in-force")], alone: true),
    Row("S19", .p1, [authored(by: .mallory, signedBy: .bob)], [.reached, .counts(.bob)]),
    Row("S20", .p1, [authored(by: .bob, signedBy: .mallory)], [.waits, .nobody(["key-unknown"])]),
    Row(
      "S21", .p1, draft: later, delegated("2026-09-10"), [.reached, .counts(.joe)],
      begins: september,
      alone: true),
    Row(
      "S22", .p1, draft: later, delegated("2026-09-15"), [.waits, .dropped(.joe, lost)],
      begins: september,
      alone: true),
    Row(
      "S23", .p1,
      [.delegate(.bob, to: .ann, from: "2026-03-01", until: "2026-04-01"), .approve(.ann, cm)],
      [.waits, .dropped(.ann, "requester")], alone: true),
    Row(
      "S24", .p1,
      [
        .delegate(.bob, to: .joe, from: "2026-03-01", until: "2026-04-01"),
        .delegate(.joe, to: .ivy, from: "2026-03-01", until: "2026-04-01"), .approve(.ivy, cm),
      ], [.waits, .dropped(.ivy, lost)], alone: true),
    Row(
      "S26", .p1,
      [
        .delegate(.bob, to: .joe, from: "2026-03-01", until: "2026-04-01", signed: false),
        .approve(.joe, cm),
      ], [.waits, .dropped(.joe, lost)], alone: true,
      note: "SPEC.md makes a delegation an act: unsigned it gives nothing, and is no error"),
    Row(
      "S27", .p1.with("people.yaml", "[bo.chen, cat.diaz, kim.park]", "[]"), [],
      [.undecided, .says("change-manager")]),
    Row(
      "S28", .p1, [.edit("implementer: fay.stone", "implementer: Fay.Stone")],
      [.gate("prevented"), .reason("lint")],
      note: "SPEC.md normalises no ids: another spelling names nobody, which is a lint error"),
  ]

  static let seen = Sightings(rows)

  @Test(arguments: rows) func `people count, and duties are separate`(_ row: Row) throws {
    try Self.seen.check(row)
  }
}
