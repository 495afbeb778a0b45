import Foundation
import TestSupport
import Testing

/// Section C.10: rows beyond the reference about time.
struct C10TimeTests {
  private static let steps = ("Promote the old primary.", "Promote the primary.")
  private static let lost = ["role-not-held", "delegation-invalid"]

  // MARK: Time

  private static let easter = berlin("2026-04-02 10:00")
  private static let working = Policy.p7.with {
    $0.scheduled = [
      "lead-time: {low: 24h, medium: 3d, high: 5d, critical: 5d, counted-in: working-days}"
    ]
    $0.holidays = "[2026-04-03, 2026-04-06]"
  }
  private static let december = berlin("2026-12-14 10:00")
  private static let opening = utc("2026-03-08 00:00")
  /// When the approval that opens an emergency is signed: root, record, Submit, then this.
  private static let called = Moment.beginning + 3.minutes
  private static let lasting: Draft = {
    var draft = Draft.emergency()
    draft.window = (.beginning, .beginning + 30.hours)
    draft.edits = [("end: 2026-03-03T09:00:00Z}", "end: 2026-03-09T09:00:00Z}")]
    return draft
  }()

  /// Start on a branch, merged later.
  private static func startLanding(signed: Moment, landed: Moment) -> [Event] {
    [
      .branch("start", .start(at: signed)), .wait(until: landed), .land("start", theirs: true),
    ]
  }

  static let times: [Row] = [
    Row(
      "X41", .p1, through: .scheduled, [],
      [.stage("scheduled"), .gate("awaiting"), .reason("window-not-open")], now: opening - 1),
    Row("X42", .p1, through: .scheduled, [], [.gate("allowed")], now: opening),
    Row(
      "X43", .p1, through: .scheduled, [], [.gate("prevented"), .reason("window-passed")],
      now: opening + 4.hours),
    Row(
      "X44", working, draft: .window(berlin("2026-04-08 23:00"), berlin("2026-04-09 03:00")),
      through: .scheduled, [], [.stage("planned"), .gate("awaiting"), .reason("lead-time")],
      begins: easter),
    Row(
      "X45", working, draft: .window(berlin("2026-04-09 12:00"), berlin("2026-04-09 16:00")),
      through: .scheduled, [], [.stage("scheduled"), .noReason("lead-time")], begins: easter),
    // Root, record, Submit, Assess, then the approval: valid for fourteen days to the second.
    Row(
      "X46", .p7, through: .approved, [], [.reached],
      now: .beginning + 4.minutes + 14.days - 1, alone: true),
    Row(
      "X47", .p7, through: .approved, [], [.stage("assessed"), .dropped(.bob, "expired")],
      now: .beginning + 4.minutes + 14.days, alone: true),
    Row(
      "X48", .p8, draft: lasting, through: .submitted, [.approve(.ola, onCall)],
      [.gate("allowed")], now: called + 24.hours - 1, alone: true),
    Row(
      "X49", .p8, draft: lasting, through: .submitted, [.approve(.ola, onCall)],
      [.neverAllowed, .dropped(.ola, "expired")], now: called + 24.hours, alone: true),
    // After Start it is Start that the validity is counted from.
    Row(
      "X50", .p8, draft: lasting, through: .submitted,
      [.approve(.ola, onCall), .start(at: called + 20.hours)],
      [.gate("allowed")], now: called + 26.hours, alone: true),
    Row(
      "X51", .p8, draft: lasting, through: .submitted,
      [.approve(.ola, onCall), .start(at: called + 1.hours)],
      [.gate("prevented"), .reason("emergency-expired")], now: called + 25.hours, alone: true),
    Row(
      "X52", .p1, through: .scheduled,
      startLanding(signed: opening + 3.hours + 50.minutes, landed: opening + 5.hours),
      [.noFlag("started-unauthorised"), .gate("prevented"), .reason("window-passed")],
      alone: true),
    Row(
      "X53", .p1, through: .scheduled,
      startLanding(signed: opening - 10.minutes, landed: opening + 1.hours),
      [.flag("started-unauthorised")], alone: true),
    // A freeze over the window's end forbids before it has begun.
    Row(
      "X54", .p6, draft: .window(berlin("2026-12-17 20:00"), berlin("2026-12-18 00:30")),
      through: .scheduled, [], [.gate("prevented"), .reason("freeze")],
      now: berlin("2026-12-17 21:00"), begins: december),
    // An exception covers what was approved: an edit ends it, whoever approves anew.
    Row(
      "X55", .p6,
      draft: .window(berlin("2026-12-19 22:00"), berlin("2026-12-20 02:00")), through: .scheduled,
      [.except(.hal, "year-end"), .edit(steps.0, steps.1), .approve(.bob, cm)],
      [.gate("prevented"), .reason("freeze"), .dropped(.hal, "stale")],
      now: berlin("2026-12-19 22:30"), begins: december),
    Row(
      "X56", .p1, draft: .edited(("end: 2026-03-09T00:00:00Z", "end: 2026-03-08T03:00:00Z")),
      through: .scheduled, [], [.neverAllowed, .gate("prevented")], now: opening + 1.hours),
    // Submit again after an edit of the request: lead time begins anew.
    Row(
      "X57", .p7,
      draft: .window(berlin("2026-03-07 08:00"), berlin("2026-03-07 12:00")), through: .scheduled,
      [
        .wait(until: berlin("2026-03-06 10:00")),
        .edit("a latency below 400 ms", "a latency below 300 ms"), .submit(), .assess(),
        .approve(.bob, cm),
      ], [.stage("planned"), .gate("awaiting"), .reason("lead-time")],
      begins: berlin("2026-03-05 10:00"), alone: true),
  ]

  // MARK: Days, dates and records of time

  /// Midnight in Berlin between the second and the third of March.
  private static let midnight = utc("2026-03-02 23:00")

  private static func delegated(from: String, until: String, at moment: Moment) -> [Event] {
    [
      .delegate(.bob, to: .joe, from: from, until: until), .wait(until: moment),
      .approve(.joe, cm),
    ]
  }

  /// An act signed on a branch at one time and landed at another.
  private static func landing(_ event: Event, signed: Moment, landed: Moment) -> [Event] {
    [.branch("b", .wait(until: signed), event), .wait(until: landed), .land("b")]
  }

  private static let recording = Policy.p1.with(
    "people.yaml", "roles:\n", "roles:\n  recorder: [bot.ci]\n")
  private static let receipt = Event { bench in
    try bench.commit("Record\n", by: .bot, signedBy: .bot)
  }

  static let dates: [Row] = [
    Row(
      "X65", .p1, delegated(from: "2026-03-03", until: "2026-03-04", at: midnight),
      [.reached, .counts(.joe)], alone: true),
    Row(
      "X66", .p1, delegated(from: "2026-03-03", until: "2026-03-04", at: midnight - 1.minutes),
      [.waits, .dropped(.joe, lost)], alone: true),
    Row(
      "X67", .p1, delegated(from: "2026-03-02", until: "2026-03-03", at: midnight - 1.minutes),
      [.reached], alone: true),
    Row(
      "X68", .p1, delegated(from: "2026-03-02", until: "2026-03-03", at: midnight),
      [.waits, .dropped(.joe, lost)], alone: true),
    // The later of act and integration counts.
    Row(
      "X69", .p1,
      [.delegate(.bob, to: .joe, from: "2026-03-02", until: "2026-03-03")]
        + landing(.approve(.joe, cm), signed: midnight - 2.hours, landed: midnight + 1.hours),
      [.waits, .dropped(.joe, lost)], alone: true),
    // Lead time uses the later of a Submit's dates, expiry the earlier of an Approve's.
    Row(
      "X70", .p7, draft: .window(berlin("2026-03-07 12:00"), berlin("2026-03-07 16:00")),
      through: .drafted,
      landing(.submit(), signed: berlin("2026-03-05 10:10"), landed: berlin("2026-03-06 14:00"))
        + [.assess(), .approve(.bob, cm), .test(), .schedule()],
      [.stage("planned"), .gate("awaiting"), .reason("lead-time")],
      begins: berlin("2026-03-05 10:00"), alone: true),
    Row(
      "X71", .p7, draft: .window(berlin("2026-03-30 12:00"), berlin("2026-03-30 16:00")),
      landing(
        .approve(.bob, cm), signed: .beginning + 1.hours, landed: .beginning + 13.days),
      [.waits, .dropped(.bob, "expired")], now: .beginning + 14.days + 2.hours, alone: true),
    // A date before the parent's own is no date to start at.
    Row(
      "X72", .p1, through: .scheduled,
      [
        .wait(until: opening + 5.hours), .commit("Work\n", by: .joe, signed: false),
        .start(at: opening + 1.hours),
      ], [.flag("started-unauthorised"), .gate("prevented")], now: opening + 6.hours, alone: true),
    // Where a recorder saw it, that is when Start happened.
    Row(
      "X73", recording, through: .scheduled,
      [.start(at: opening + 1.hours), .wait(until: opening + 5.hours), receipt],
      [.flag("started-unauthorised")], alone: true),
    Row(
      "X74", recording, through: .scheduled, [.start(at: opening + 1.hours), receipt],
      [.noFlag("started-unauthorised"), .gate("allowed")], alone: true),
  ]

  static let rows = times + dates
  static let seen = Sightings(rows)

  @Test(arguments: rows) func `when an act counts`(_ row: Row) throws {
    try Self.seen.check(row)
  }
}
