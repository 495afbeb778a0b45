import TestSupport
import Testing

/// Section C.7 of the scenarios: conflicts. The rows of one `world` are changes of one repository,
/// and their events happen in the order of the rows.
struct C7ConflictTests {
  /// The night after Saturday, 7 March.
  private static let inside = utc("2026-03-08 00:30")
  private static let free: [Expectation] = [
    .stage("scheduled"), .gate("allowed"), .noReason("conflict"),
  ]
  private static let taken: [Expectation] = [
    .stage("planned"), .gate("prevented"), .reason("conflict"),
  ]

  /// A change that is ready but for its schedule.
  private static func row(
    _ id: String, draft: Draft = .usual, events: [Event] = [.schedule()],
    _ expect: [Expectation], now: Moment = inside, note: String? = nil
  ) -> Row {
    let world = String(id.prefix(while: { $0 != " " }))
    return Row(
      id, .slots, draft: draft, through: .tested, events, expect, now: now, world: world,
      note: note)
  }

  private static let related = (
    "  environment: production\n", "  environment: production\n  related: [CHG-2026-000"
  )

  static let rows: [Row] = [
    row("K01 first", free),
    row("K01", taken + [.says("CHG-2026-0001")], note: "SPEC.md names no next free slot"),
    row("K02 first", draft: .window(utc("2026-03-08 00:00"), utc("2026-03-08 02:00")), free),
    row(
      "K02", draft: .window(utc("2026-03-08 02:00"), utc("2026-03-08 04:00")), free,
      now: utc("2026-03-08 02:00")),
    row("K04 first", draft: .edited((related.0, related.1 + "2]\n")), free),
    row(
      "K04", draft: .edited((related.0, related.1 + "1]\n")), taken,
      note: "SPEC.md's record cannot accept a conflict; naming each other changes nothing"),
    row("K05 first", free),
    row("K05", draft: .edited((related.0, related.1 + "1]\n")), taken),
    row("K06 a", events: [.branch("a", .schedule())], taken),
    row("K06 b", events: [.branch("b", .schedule()), .land("b"), .land("a")], free),
    row("K07 cancelled", events: [.schedule(), .decide("Cancel", .bob)], [.state("cancelled")]),
    row("K07", free),
    row("K07w withdrawn", events: [.schedule(), .withdraw(.bob)], [.stage("assessed")]),
    row("K07w", free),
    row("K09 first", draft: .systems("billing"), free),
    row("K09", draft: .systems("web"), free, note: "SPEC.md has no warning for one implementer"),
    row("K10 first", free),
    row(
      "K10",
      draft: .edited(
        (
          "window: {start: 2026-03-08T00:00:00Z, end: 2026-03-08T04:00:00Z}",
          "window: {start: 2026-03-07T19:00:00-05:00, end: 2026-03-08T09:30:00+05:30}"
        )), taken),
    Row(
      "K08 normal", .slots,
      draft: .window(.beginning + 1.hours, .beginning + 5.hours), through: .scheduled, [], free,
      now: .beginning + 2.hours, world: "K08",
      note: "SPEC.md: the slot belongs to the earliest counted Schedule, an emergency has none"),
    Row(
      "K08", .slots, draft: .emergency(), through: .submitted, [.approve(.ola, onCall)],
      [.gate("allowed"), .flag("conflict")], now: .beginning + 2.hours, world: "K08"),
  ]

  static let seen = Sightings(rows)

  @Test(arguments: rows) func `one slot is one change's`(_ row: Row) throws {
    try Self.seen.check(row)
  }
}
