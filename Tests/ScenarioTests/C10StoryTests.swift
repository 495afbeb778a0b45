import Foundation
import TestSupport
import Testing

/// Section C.10: rows beyond the reference about Start, the way back, other changes, content,
/// and people who come and go.
struct C10StoryTests {
  private static let steps = ("Promote the old primary.", "Promote the primary.")
  private static let opening = utc("2026-03-08 00:00")

  // MARK: Start, the way back, other changes

  private static let manager = "{id: cm, role: change-manager, count: 1}"
  private static let tightened = Event.adopt { policy in
    try policy.replace(manager, with: manager.replacing("1}", with: "2}"), in: "workflow.yaml")
  }
  private static let back = Row.Question.gate(commit: SampleRecord.target, ["--rollback"])
  private static let dependent = Draft.edited(
    ("  environment: production\n", "  environment: production\n  depends-on: [CHG-2026-0001]\n"))

  static let lives: [Row] = [
    Row(
      "X58", .p1, through: .scheduled, [tightened, .start()],
      [.flag("started-unauthorised"), .stage("assessed")], alone: true),
    Row(
      "X59", .p1, through: .scheduled,
      [.start(), .object(.eli, "S1"), .decide("Hold", .bob), .edit(steps.0, steps.1)],
      [.gate("allowed")], ask: back, now: opening + 30.days, alone: true),
    Row(
      "X60", .p1, through: .scheduled,
      [
        .start(), .finish(), .review(), .close(),
        .edit("improvements: [{do: Raise the estimate", "improvements: [{do: Lower the estimate"),
      ], [.gate("prevented")], ask: back, alone: true),
    Row(
      "X61", .p8, draft: .emergency(), through: .submitted,
      [
        .approve(.ola, onCall), .start(), .finish(), .wait(until: .beginning + 60.hours),
        .review(), .override(.hal, "ratification"), .close(),
      ], [.flag("ratification-overdue"), .state("closed"), .stage("closed")], alone: true),
    Row(
      "X62 first", .p1, through: .scheduled, [], [.gate("allowed")], now: opening, world: "X62"),
    Row(
      "X62", .p1, draft: dependent, through: .scheduled, [],
      [.gate("awaiting"), .reason("dependency")], now: opening, world: "X62"),
    Row(
      "X63 first", .slots, draft: .systems("web"), through: .tested, [.schedule()],
      [.gate("allowed")], now: opening, world: "X63"),
    Row(
      "X63", .slots, draft: .systems("web-cart"), through: .tested, [.schedule()],
      [.gate("prevented"), .reason("conflict")], now: opening, world: "X63"),
  ]

  // MARK: Content

  private static let both: [Event] = [.approve(.bob, cm), .approve(.dan, owner("db-core"))]
  private static let inline = Policy(
    require:
      "{all: [{id: cm, role: change-manager, count: 1}, {id: sec, role: security, count: 1}]}")

  /// Writes or removes files beside the record.
  private static func files(
    _ message: String, _ make: @escaping @Sendable (SampleRecord) -> [String: CommitPlan.Entry]
  ) -> Event {
    Event { bench in
      try bench.commit(message, by: .ann, changes: make(bench.scene.record))
    }
  }

  static let contents: [Row] = [
    // Bob's approval went stale and cat's took its place; security never signed.
    Row(
      "X75", inline, [.approve(.bob, cm), .edit(steps.0, steps.1), .approve(.cat, cm)],
      [.waits, .seats("cm", 1, of: 1), .noReason("approval-stale")]),
    Row(
      "X76", .p2, both + [.edit(steps.0, steps.1), .approve(.bob, cm)],
      [.gate("prevented"), .reason("approval-stale"), .says("dan.holt")]),
    Row(
      "X77", .p1, through: .scheduled, [.edit("team: partner desk", "team: night desk")],
      [.stage("planned"), .gate("awaiting"), .dropped(.cat, "stale")]),
    Row(
      "X78", .p1, through: .scheduled, [.edit("Run the nightly exports of all", "Run all")],
      [.stage("approved"), .gate("awaiting"), .dropped(.ivy, "stale"), .counts(.bob)]),
    Row(
      "X79", .p2, draft: .systems("db-core", "billing"),
      both + [.approve(.dee, owner("billing")), .edit("[db-core, billing]", "[billing, db-core]")],
      [.gate("prevented"), .dropped(.bob, "stale")]),
    Row(
      "X80", .p1,
      [
        .approve(.bob, cm),
        .edit("  environment: production\n", "  environment: production\n  related: []\n"),
      ],
      [.gate("prevented"), .dropped(.bob, "stale")]),
    Row(
      "X81", .p1,
      [
        .approve(.bob, cm), files("Remove it\n") { [$0.path: .removed] },
        files("Bring it back\n") { ["changes/\($0.id).yaml": .text($0.text)] },
      ], [.reached, .counts(.bob)]),
    Row(
      "X82", .p1,
      [.approve(.bob, cm), files("Copy it\n") { ["changes/\($0.id).yaml": .text($0.text)] }],
      [.gate("prevented")], alone: true),
    Row(
      "X83", .p1,
      [
        .approve(.bob, cm),
        files("Lose the evidence\n") { ["changes/evidence/\($0.id)/rehearsal.txt": .removed] },
      ], [.gate("prevented"), .reason("lint")]),
    Row(
      "X84", .p1, through: .submitted,
      [
        Event { bench in
          try bench.act(
            .assess(), by: .rae, changes: ["README": .text("on \(bench.scene.record.id)\n")])
        }
      ], [.stage("initiated"), .dropped(.rae, "edits-files")]),
    Row(
      "X85", .p1, through: .submitted, [.assess("low")],
      [.stage("initiated"), .acts("assess", ["malformed"])]),
    Row(
      "X86", .p1,
      [
        Event { bench in
          let line = try bench.line(.approve(cm))
          try bench.commit(
            "Approve it\n\nSeen.\n\n\(line)\nChange-Repository: elsewhere/changes\n", by: .bob,
            signedBy: .bob)
        }
      ], [.waits, .dropped(.bob, "wrong-repository")]),
  ]

  // MARK: Again and again

  static let repetitions: [Row] = [
    Row(
      "X87", .p1,
      [.approve(.bob, cm), .object(.eli, "S1"), .resolve(.eli, "S1"), .object(.eli, "S1")],
      [.gate("prevented"), .reason("objection")]),
    Row(
      "X88", .p1, [.decide("Hold", .bob), .decide("Resume", .bob), .decide("Hold", .bob)],
      [.state("held"), .gate("prevented")]),
    Row(
      "X89", .p1,
      [
        .decide("Hold", .bob), .branch("on", .decide("Hold", .bob)),
        .branch("off", .decide("Resume", .bob)), .land("on"), .land("off"),
      ], [.state("held"), .gate("prevented")]),
    Row(
      "X90", .p1,
      [
        .object(.eli, "S1"), .branch("on", .object(.eli, "S1")),
        .branch("off", .resolve(.eli, "S1")), .land("off"), .land("on"),
      ], [.gate("prevented"), .reason("objection")]),
    Row(
      "X91", .p1,
      [
        .approve(.bob, cm), .decide("Reject", .bob), .edit(steps.0, steps.1),
        .approve(.bob, cm), .decide("Reject", .bob),
      ], [.state("rejected"), .gate("prevented")]),
    Row(
      "X92", .p1,
      [.approve(.bob, cm), .decide("Cancel", .bob), .decide("Resume", .hal, as: chair)],
      [.state("cancelled"), .gate("prevented")]),
    Row(
      "X93", .p1,
      [.approve(.bob, cm), .withdraw(.bob), .approve(.bob, cm), .withdraw(.bob, as: sec)],
      [.reached, .seats("cm", 1, of: 1)]),
    Row(
      "X94", .p1, through: .approved, [.test("fail"), .test("pass", by: .ivy), .test("fail")],
      [.stage("approved"), .neverAllowed, .status("tested", "unsatisfied")]),
  ]

  // MARK: People who come and go

  private static let managers = "change-manager: [bo.chen, cat.diaz, kim.park]"
  private static func managed(by names: String) -> Event {
    .adopt { policy in
      try policy.replace(managers, with: "change-manager: [\(names)]", in: "people.yaml")
    }
  }

  /// Moves mallory's key from bob to cat.
  private static let keyMoves = Event.adopt { policy in
    let key = "      - ssh: \(try Persona.mallory.publicKey)\n"
    let cats = "      - ssh: \(try Persona.cat.publicKey)\n"
    try policy.replace(key, with: "", in: "people.yaml")
    try policy.replace(cats, with: cats + key, in: "people.yaml")
  }

  private static let lent: Policy = {
    guard let bobs = try? Persona.bob.publicKey, let other = try? Persona.mallory.publicKey else {
      return .p1
    }
    return Policy(require: "{id: cm, role: change-manager, count: 2}").with(
      "people.yaml", "      - ssh: \(bobs)\n", "      - ssh: \(bobs)\n      - ssh: \(other)\n")
  }()

  /// Marks bob's key, and then tries to take the mark back.
  private static func mark(_ isMarked: Bool) -> Event {
    .adopt { policy, bench in
      let key = "- ssh: \(try Persona.bob.publicKey)"
      let marked = "\(key)\n        compromised: {since: \(bench.marks["theft"] ?? "")}"
      try policy.replace(
        isMarked ? key : marked, with: isMarked ? marked : key, in: "people.yaml")
    }
  }

  static let people: [Row] = [
    Row(
      "X95", .p1, [.approve(.bob, cm), managed(by: "cat.diaz, kim.park")],
      [.reached, .counts(.bob)], alone: true),
    Row(
      "X96", .p1,
      [
        .branch("early", .approve(.joe, cm)), managed(by: "bo.chen, joe.ward"), .land("early"),
      ], [.reached, .counts(.joe)], alone: true),
    Row(
      "X97", lent, [keyMoves, .approve(.bob, cm), .approve(.cat, cm)],
      [.waits, .seats("cm", 1, of: 2)], alone: true),
    Row(
      "X98", lent, [keyMoves, .approve(.bob, cm), .approve(.kim, cm)], [.reached], alone: true),
    Row(
      "X99", .p1, [.mark("theft"), .approve(.bob, cm), mark(true), mark(false)],
      [.neverAllowed, .dropped(.bob, "key-compromised")], alone: true),
  ]

  // MARK: Slots and dependencies

  private static let night = Draft.window(opening, opening + 4.hours)
  private static let evening = Draft.window(opening - 4.hours, opening)

  static let slots: [Row] = [
    // The first moves onto the second's night, and is the later there.
    Row(
      "X100 first", .slots, draft: evening, through: .tested, [.schedule()],
      [.neverAllowed], now: opening + 1.hours, world: "X100"),
    Row(
      "X100", .slots, draft: night, through: .tested, [.schedule(), moved(to: night)],
      [.gate("allowed"), .noReason("conflict")], now: opening + 1.hours, world: "X100"),
    Row(
      "X101 first", .p1, draft: evening, through: .scheduled, [.start(), .finish()],
      [.stage("implemented")], now: opening + 1.hours, world: "X101"),
    Row(
      "X101", .p1, draft: dependent, through: .scheduled, [], [.gate("allowed")],
      now: opening + 1.hours, world: "X101"),
    Row(
      "X102 first", .p1, draft: evening, through: .scheduled,
      [
        .start(),
        Event { bench in
          let scene = bench.scene
          scene.clock = scene.clock + 30.minutes
          scene.record.add(scene.record.finished(at: scene.clock))
          try bench.act(.finish("failed"), by: .fay, changes: bench.file)
        },
      ], [.stage("implemented")], now: opening + 1.hours, world: "X102"),
    Row(
      "X102", .p1, draft: dependent, through: .scheduled, [],
      [.gate("awaiting"), .reason("dependency")], now: opening + 1.hours, world: "X102"),
  ]

  /// Plans the world's first change anew and has it scheduled again.
  private static func moved(to draft: Draft) -> Event {
    Event { bench in
      let mine = bench.scene.record
      bench.scene.record = try draft.record("CHG-2026-0001", begins: .beginning)
      try bench.commit("Plan again\n", by: .ann, changes: bench.file)
      for event in [Event.submit(), .assess(), .approve(.bob, cm), .test(), .schedule()] {
        try event.happen(bench)
      }
      bench.scene.record = mine
    }
  }

  static let rows = lives + contents + repetitions + people + slots
  static let seen = Sightings(rows)

  @Test(arguments: rows) func `what becomes of a change`(_ row: Row) throws {
    try Self.seen.check(row)
  }
}
