import Foundation
import TestSupport
import Testing

/// Section C.10: rows beyond the reference, where the rules of the decision meet each other:
/// requirements, delegations, what forbids.
struct C10ExaminerTests {
  private static let steps = ("Promote the old primary.", "Promote the primary.")
  private static let march = ("2026-03-01", "2026-04-01")
  private static let lost = ["role-not-held", "delegation-invalid"]

  private static func delegate(
    _ person: Persona, to other: Persona, _ role: String = cm
  ) -> Event {
    .delegate(person, to: other, role, from: march.0, until: march.1)
  }

  // MARK: Requirements

  /// Two of security, the board, or a manager together with an owner; or the chair, if critical.
  private static let nested = Policy(
    require: """
      {any: [{id: two, at-least: {n: 2, of: [{id: sec, role: security, count: 1}, \
      {id: cab, role: cab, count: 1}, {id: both, all: [{id: cm, role: change-manager, count: 1}, \
      {id: owners, role: system-owner, per: system, count: 1}]}]}}, \
      {id: chair, role: cab-chair, count: 1, when: {risk: [critical]}}]}
      """)
  private static let halfApplicable = Policy(
    require: """
      {id: two, at-least: {n: 2, of: [{id: sec, role: security, count: 1}, \
      {id: cab, role: cab, count: 1, when: {risk: [critical]}}]}}
      """)
  private static let seats = Policy(
    require: """
      {all: [{id: cms, role: change-manager, count: 2}, {id: sec, role: security, count: 1}]}
      """, distinct: ["cms", "sec"])
  private static let two = Policy(require: "{id: cm, role: change-manager, count: 2}")

  static let requirements: [Row] = [
    Row("X01", nested, [.approve(.eli, sec), .approve(.gus, cab)], [.reached]),
    Row(
      "X02", nested, [.approve(.bob, cm), .approve(.gus, cab), .approve(.hal, chair)],
      [
        .waits, .requirement("chair", "not-applicable"),
        .could("two/both/owners/db-core", [.dan, .dee]),
      ]
    ),
    Row(
      "X03", nested,
      [.approve(.bob, cm), .approve(.gus, cab), .approve(.dee, owner("db-core"))], [.reached]),
    // Two of which only one applies cannot be had; that is no reason to ask for one.
    Row(
      "X04", halfApplicable, [.approve(.eli, sec), .approve(.gus, cab)],
      [.neverAllowed, .stage("assessed")]),
    Row(
      "X05", .p2.with { $0.distinct = ["owners"] }, draft: .systems("db-core", "billing"),
      [
        .approve(.bob, cm), .approve(.dee, owner("db-core")), .approve(.dee, owner("billing")),
        .approve(.dan, owner("db-core")),
      ], [.reached]),
    Row(
      "X06", seats,
      [.approve(.kim, sec), .approve(.kim, cm), .approve(.bob, cm), .approve(.eli, sec)],
      [.reached]),
    Row(
      "X07", seats, [.approve(.kim, sec), .approve(.kim, cm), .approve(.bob, cm)],
      [.waits, .counts(.kim)]),
    Row(
      "X08", two, [.approve(.bob, cm), .approve(.bob, cm)],
      [.waits, .acts("approve", ["counts", "duplicate"])]),
    Row(
      "X09", two, [delegate(.bob, to: .joe), .approve(.bob, cm), .approve(.joe, cm)],
      [.waits, .seats("cm", 1, of: 2)], alone: true),
    Row(
      "X10", .p5.with("people.yaml", "tester: [ivy.moss", "tester: [fay.stone, ivy.moss"),
      through: .approved, [.test("pass", by: .fay)],
      [.stage("approved"), .dropped(.fay, "implementer")]),
    Row(
      "X11", .p1, through: .approved, [.test("pass", by: .bot)],
      [.stage("approved"), .dropped(.bot, "machine-in-human-seat", "malformed")]),
    Row(
      "X12", .p1, through: .approved, [machineTest(for: .fay)],
      [.stage("approved"), .dropped(.bot, "implementer")]),
    Row(
      "X13", .p1, through: .approved, [machineTest(for: .rob)],
      [.stage("planned"), .counts(.bot)]),
  ]

  private static func machineTest(for person: Persona) -> Event {
    .act(
      Act("Test", [("role", "tester"), ("outcome", "pass"), ("for", person.id)]), by: .bot)
  }

  // MARK: Delegations and separation of duties

  static let delegations: [Row] = [
    Row(
      "X14", .p5,
      [
        delegate(.dan, to: .fay, owner("db-core")), .approve(.bob, cm),
        .approve(.fay, owner("db-core")),
      ], [.waits, .dropped(.fay, "implementer")], alone: true),
    Row(
      "X15", .p5,
      [
        .edit(steps.0, steps.1, by: .bob), delegate(.bob, to: .joe), .approve(.joe, cm),
        .approve(.dan, owner("db-core")),
      ], [.waits, .dropped(.joe, "contributor")], alone: true),
    Row(
      "X16", .p1,
      [.approve(.bob, cm), delegate(.eli, to: .joe, sec), .object(.joe, "S1")],
      [.gate("prevented"), .reason("objection"), .counts(.joe, "object")], alone: true),
    Row(
      "X17", .p1,
      [
        .approve(.bob, cm), delegate(.eli, to: .joe, sec), .recall(.eli, from: .joe, sec),
        .object(.joe, "S1"),
      ], [.reached, .gate("awaiting"), .dropped(.joe, lost)], alone: true),
    Row(
      "X18", .p1, through: .drafted, [.submit(.bob)],
      [.stage(nil), .acts("submit", ["role-not-held"])]),
    // `not` does not limit forbidding: the implementer, a change manager here, holds.
    Row(
      "X19",
      Policy.p5.with(
        "people.yaml", "[bo.chen, cat.diaz, kim.park, ana.ruiz]", "[bo.chen, fay.stone]"
      )
      .with("workflow.yaml", "hold: [change-manager]", "hold: [change-manager, tester]"),
      [.decide("Hold", .fay)], [.state("held"), .gate("prevented"), .counts(.fay)]),
    Row(
      "X20", Policy.p5.with("assent.yaml", "edits: claimed", "edits: signed"),
      [.approve(.bob, cm), .approve(.dan, owner("db-core"))],
      [.stage("assessed"), .gate("awaiting"), .reason("contributor-unknown")]),
    Row(
      "X21", claims,
      [.edit(steps.0, steps.1, by: .bob), .approve(.bob, cm), .approve(.dan, owner("db-core"))],
      [.waits, .dropped(.bob, "contributor"), .flag("claimed-contributor")], alone: true),
    Row(
      "X22", claims,
      [
        .edit(steps.0, steps.1, by: .bob), .mark("claim"), .approve(.bob, cm),
        .approve(.dan, owner("db-core")), disclaim("claim"),
      ], [.reached, .counts(.bob, "approve"), .counts(.hal)], alone: true),
  ]

  private static let claims = Policy.p5.with { $0.override = "{contributor: [cab-chair]}" }

  private static func disclaim(_ mark: String) -> Event {
    Event { bench in
      let commit = bench.marks[mark] ?? ""
      try bench.act(
        Act("Override", [("role", chair), ("requirement", "contributor:\(commit)")]), by: .hal)
    }
  }

  // MARK: Forbidding

  private static let vetoed: [Event] = [.approve(.bob, cm), .object(.eli, "S1")]
  private static let blocked: [Expectation] = [.gate("prevented"), .reason("objection")]

  /// An objection with a fault that would void an approval.
  private static func object(digest: Act.Digest) -> Event {
    .act(Act.object("S1", as: sec).with(digest: digest), by: .eli)
  }

  private static let objectInFuture = Event { bench in
    let message = try bench.message([bench.line(.object("S1", as: sec))])
    let plan = CommitPlan(
      message, by: .eli, at: bench.scene.clock + 100.days, parents: [bench.scene.tip],
      signer: .eli)
    bench.append(try bench.scene.repository.commit(plan))
  }

  /// An act that also writes a file.
  private static func writing(_ act: @escaping @Sendable () -> Act, _ person: Persona) -> Event {
    Event { bench in
      let text = CommitPlan.Entry.text("\(person.id) on \(bench.scene.record.id)\n")
      try bench.act(act(), by: person, changes: ["README": text])
    }
  }

  /// An act that stays on a branch of its maker.
  private static func unlanded(_ act: @escaping @Sendable () -> Act, _ person: Persona) -> Event {
    Event { bench in
      let commit = try bench.scene.act(
        act().on(bench.scene.record), by: person, on: bench.scene.tip)
      bench.scene.references["refs/heads/assent/\(bench.scene.record.id)/\(person.id)"] = commit
    }
  }

  static let forbidding: [Row] = [
    Row("X23", .p1, [.approve(.bob, cm), object(digest: .absent)], blocked),
    Row(
      "X24", .p1,
      [
        .approve(.bob, cm),
        object(digest: .text("sha256:" + String(repeating: "4f", count: 32))),
      ], blocked),
    Row("X25", .p1, [.approve(.bob, cm), objectInFuture], blocked + [.counts(.eli)]),
    Row("X26", .p1, [.approve(.bob, cm), writing({ .object("S1", as: sec) }, .eli)], blocked),
    Row("X27", .p1, [writing({ .approve(cm) }, .bob)], [.waits, .dropped(.bob, "edits-files")]),
    Row("X28", .p1, vetoed + [.override(.hal, "objection:eli.frost:S2")], blocked),
    Row(
      "X29",
      Policy.p1.with("people.yaml", "cab-chair: [hal.iver]", "cab-chair: [hal.iver, ana.ruiz]"),
      vetoed + [.override(.ann, "objection:eli.frost:S1")], blocked + [.dropped(.ann, "requester")]),
    Row(
      "X30", .p1,
      vetoed + [
        .override(.hal, "objection:eli.frost:S1"),
        .edit("team: partner desk", "team: night desk"),
      ], blocked + [.dropped(.hal, "stale")]),
    Row(
      "X31", .p1,
      vetoed + [
        .override(.hal, "objection:eli.frost:S1"),
        .edit("Move the claims database", "Move our claims database"),
      ], [.reached, .gate("awaiting"), .counts(.hal)]),
    Row(
      "X32", .p1,
      [
        .approve(.bob, cm), .decide("Reject", .bob), .edit(steps.0, steps.1),
        .approve(.cat, cm),
      ], [.state("rejected"), .gate("prevented"), .reason("rejected")]),
    Row(
      "X33", .p1, [.decide("Reject", .bob), .approve(.bob, cm)],
      [.state("rejected"), .gate("prevented")]),
    Row(
      "X34", .p1, [.approve(.bob, cm), .decide("Hold", .bob), .decide("Resume", .hal, as: chair)],
      [.reached, .state("active"), .gate("awaiting")]),
    Row(
      "X35", .p1, [.approve(.bob, cm), .decide("Hold", .bob), .decide("Resume", .cat)],
      [.state("held"), .gate("prevented"), .reason("held")]),
    Row(
      "X36", .p1,
      [
        .branch("yes", .approve(.bob, cm)), .branch("no", .withdraw(.bob)), .land("no"),
        .land("yes"), .approve(.bob, cm),
      ], [.reached, .seats("cm", 1, of: 1)]),
    Row(
      "X37", .p1, through: .scheduled, [unlanded({ .decide("Hold", as: cm) }, .bob)],
      [.state("held"), .gate("prevented"), .reason("held"), .counts(.bob, "hold")]),
    Row(
      "X38", .p1, [unlanded({ .approve(cm) }, .bob)],
      [.waits, .acts("approve", ["not-reachable"])], alone: true),
    // One commit: a good approval here, and one there whose digest is another's.
    Row("X39", .p1, [board(digest: "4f")], [.reached, .counts(.bob)], world: "X39"),
    Row("X39 other", .p1, [], [.waits, .dropped(.bob, "digest-mismatch")], world: "X39"),
    // One commit: a good approval, and a line that breaks the grammar.
    Row(
      "X40", .p1, [board(digest: "zz")], [.waits, .acts("approve", ["malformed"])], world: "X40"),
    Row("X40 other", .p1, [], [.waits, .acts("approve", ["malformed"])], world: "X40"),
  ]

  private static func board(digest: String) -> Event {
    Event { bench in
      let other = Act(
        "Approve", [("role", cm)], on: "CHG-2026-0002",
        digest: .text("sha256:" + String(repeating: digest, count: 32)))
      try bench.commit(
        bench.message([bench.line(.approve(cm)), bench.line(other)]), by: .bob, signedBy: .bob)
    }
  }

  static let rows = requirements + delegations + forbidding
  static let seen = Sightings(rows)

  @Test(arguments: rows) func `who counts and what forbids`(_ row: Row) throws {
    try Self.seen.check(row)
  }
}
