import TestSupport
import Testing

/// Section C.6 of the scenarios: expiry, lead time, windows, freezes, in Berlin.
struct C6TimeTests {
  private static let september = berlin("2026-09-01 10:00")
  /// A Thursday.
  private static let thursday = berlin("2026-03-05 10:00")
  /// The Monday before the freeze.
  private static let december = berlin("2026-12-14 10:00")
  /// The Monday before clocks go back, and before they go forth.
  private static let october = berlin("2026-10-19 10:00")
  private static let march = berlin("2026-03-23 10:00")

  /// The night after Saturday, 7 March.
  private static func night(_ from: String, _ to: String) -> Draft {
    .window(berlin("2026-03-0\(from)"), berlin("2026-03-0\(to)"))
  }
  private static let frozen = Draft.window(
    berlin("2026-12-19 22:00"), berlin("2026-12-20 02:00"))
  private static let misfit: [Expectation] = [
    .stage("planned"), .gate("prevented"), .reason("window-misfit"),
  ]
  private static let restless = Policy.p6.with { $0.scheduled = [] }
  private static let twoWindows = Policy.p6.with {
    $0.windows = """
      [{id: night, days: [sat], from: "22:00", to: "04:00"}, \
      {id: noon, days: [tue, wed], from: "12:00", to: "14:00"}]
      """
    $0.scheduled = ["windows: [night, noon]"]
  }
  private static let skipped = Policy.p6.with {
    $0.windows = "[{id: night, days: [sun], from: \"02:00\", to: \"02:30\"}]"
  }
  private static let recorded = Policy.p7.with { $0.clock = "recorded" }
    .with("people.yaml", "roles:\n", "roles:\n  recorder: [bot.ci]\n")

  /// The forge's key signs a commit of the trunk.
  private static let receipt = Event { bench in
    try bench.commit("Record\n", by: .bot, signedBy: .bot)
  }

  static let expiry: [Row] = [
    Row(
      "T01", .p7, draft: .window(berlin("2026-09-20 10:00"), berlin("2026-09-20 14:00")),
      through: .approved, [], [.reached, .counts(.bob)], now: berlin("2026-09-10 12:00"),
      begins: september, note: "SPEC.md's verdict has no field for when an act will expire"),
    Row(
      "T01 expired", .p7, draft: .window(berlin("2026-09-20 10:00"), berlin("2026-09-20 14:00")),
      through: .approved, [], [.waits, .dropped(.bob, "expired")],
      now: berlin("2026-09-15 12:00"), begins: september),
    Row(
      "T04", recorded, draft: .window(berlin("2026-09-20 10:00"), berlin("2026-09-20 14:00")),
      through: .scheduled, [], [.undecided], now: berlin("2026-09-20 11:00"), begins: september),
    Row(
      "T05", recorded, draft: .window(berlin("2026-09-10 12:00"), berlin("2026-09-10 16:00")),
      through: .scheduled, [.wait(until: berlin("2026-09-10 10:00")), receipt],
      [.stage("planned"), .gate("awaiting"), .reason("lead-time")],
      begins: berlin("2026-08-01 10:00"), alone: true),
  ]

  static let leads: [Row] = [
    Row(
      "T06", .p7,
      draft: .window(berlin("2026-03-11 12:00"), berlin("2026-03-11 16:00"), risk: "high"),
      through: .scheduled, [],
      [.stage("planned"), .gate("awaiting"), .reason("lead-time")], begins: thursday),
    Row(
      "T06 Thursday", .p7,
      draft: .window(berlin("2026-03-12 12:00"), berlin("2026-03-12 16:00"), risk: "high"),
      through: .scheduled, [], [.stage("scheduled"), .noReason("lead-time")], begins: thursday),
    Row(
      "T07", .p7, draft: .window(berlin("2026-03-07 12:00"), berlin("2026-03-07 16:00")),
      through: .scheduled,
      [
        .replan(.window(berlin("2026-03-07 14:00"), berlin("2026-03-07 18:00"))), .assess(),
        .submit(), .approve(.bob, cm), .test(), .schedule(),
      ], [.stage("scheduled"), .noReason("lead-time")], begins: thursday, alone: true),
    Row(
      "T08", .p7, draft: .window(berlin("2026-03-07 12:00"), berlin("2026-03-07 16:00")),
      through: .scheduled,
      [
        .replan(.window(berlin("2026-03-06 08:00"), berlin("2026-03-06 12:00"))), .assess(),
        .submit(), .approve(.bob, cm), .test(), .schedule(),
      ], [.stage("planned"), .gate("awaiting"), .reason("lead-time")], begins: thursday,
      alone: true),
    Row(
      "T09", .p7, draft: .emergency(at: thursday), through: .submitted, [.approve(.ola, onCall)],
      [.gate("allowed"), .status("scheduled", "deferred"), .flag("lead-time")],
      begins: thursday, alone: true),
  ]

  static let windows: [Row] = [
    Row(
      "W01", .p6, draft: night("7 23:00", "8 01:00"), through: .scheduled, [],
      [.stage("scheduled"), .gate("allowed")], now: berlin("2026-03-07 23:30")),
    Row(
      "W02", .p6, draft: night("7 21:00", "7 23:00"), through: .scheduled, [], misfit,
      now: berlin("2026-03-07 22:30")),
    Row(
      "W03", .p6, draft: night("8 03:00", "8 05:00"), through: .scheduled, [], misfit,
      now: berlin("2026-03-08 03:30")),
    Row(
      "W05", .p6, draft: night("8 02:00", "8 04:00"), through: .scheduled, [],
      [.stage("scheduled"), .gate("allowed")], now: berlin("2026-03-08 04:00") - 1),
    Row(
      "W05 end", .p6, draft: night("8 02:00", "8 04:00"), through: .scheduled, [],
      [.gate("prevented"), .reason("window-passed")], now: berlin("2026-03-08 04:00")),
    Row(
      "W07", skipped, draft: .window(utc("2026-03-29 01:00"), utc("2026-03-29 01:20")),
      through: .scheduled, [], [.neverAllowed, .status("scheduled", "error")],
      now: utc("2026-03-29 01:10"), begins: march),
    Row(
      "W08", .p6, draft: .window(berlin("2026-10-24 22:00"), utc("2026-10-25 03:00")),
      through: .scheduled, [], [.stage("scheduled"), .gate("allowed")],
      now: utc("2026-10-25 00:30"), begins: october,
      note: "SPEC.md reports no length; seven hours fit, and 02:30 is open twice"),
    Row(
      "W08 again", .p6, draft: .window(berlin("2026-10-24 22:00"), utc("2026-10-25 03:00")),
      through: .scheduled, [], [.gate("allowed")], now: utc("2026-10-25 01:30"), begins: october),
    Row(
      "W08 longer", .p6, draft: .window(berlin("2026-10-24 22:00"), utc("2026-10-25 03:01")),
      through: .scheduled, [], misfit, now: utc("2026-10-25 01:30"), begins: october),
    Row(
      "W09", Policy.p6.with("calendar.yaml", "Europe/Berlin", "Europe/Berln"),
      draft: night("7 23:00", "8 01:00"), through: .scheduled, [],
      [.undecided, .says("Europe/Berln")],
      now: berlin("2026-03-07 23:30")),
    Row(
      "W10", restless, draft: .window(berlin("2026-03-04 11:00"), berlin("2026-03-04 15:00")),
      through: .scheduled, [], [.stage("scheduled"), .gate("allowed")],
      now: berlin("2026-03-04 12:30")),
    Row(
      "W11", .p6.with { $0.scheduled = ["windows: []"] }, draft: night("7 23:00", "8 01:00"),
      through: .scheduled, [], [.neverAllowed], now: berlin("2026-03-07 23:30")),
    Row(
      "W12", twoWindows, draft: .window(berlin("2026-03-04 12:00"), berlin("2026-03-04 14:00")),
      through: .scheduled, [], [.gate("allowed")], now: berlin("2026-03-04 12:30")),
    Row(
      "W12 neither", twoWindows,
      draft: .window(berlin("2026-03-05 12:00"), berlin("2026-03-05 14:00")),
      through: .scheduled, [], misfit, now: berlin("2026-03-05 12:30")),
    Row(
      "W21", .p6, draft: night("7 23:00", "8 01:00"), through: .scheduled, [],
      [.gate("prevented"), .reason("window-passed")], now: berlin("2026-03-08 01:30")),
    Row(
      "W22", .p6, draft: night("7 23:00", "8 01:00"), through: .scheduled, [.start()],
      [.gate("prevented"), .stage("scheduled"), .noFlag("started-unauthorised")],
      now: berlin("2026-03-08 01:00"), alone: true,
      note: "SPEC.md: after Start the window still prevents; what runs is not stopped by a gate"),
    Row(
      "W22 running", .p6, draft: night("7 23:00", "8 01:00"), through: .scheduled, [.start()],
      [.gate("allowed")], now: berlin("2026-03-08 00:59"), alone: true),
    Row(
      "W22 late", .p6, draft: night("7 23:00", "8 01:00"), through: .scheduled,
      [.start(at: berlin("2026-03-08 01:00"))],
      [.gate("prevented"), .flag("started-unauthorised")], alone: true),
    .inexpressible("W23", "SPEC.md has one calendar"),
    Row("W24", .p7.with { $0.validFor = "1000days" }, [], [.undecided, .says("1000days")]),
    Row(
      "W25", .p6.with { $0.windows = "[{id: night, days: [sat]}]" }, [],
      [.undecided, .says("from")],
      note: "SPEC.md's window has hours; a whole day is from 00:00 to 24:00"),
  ]

  static let freezes: [Row] = [
    Row(
      "W13", .p6, draft: frozen, through: .scheduled, [],
      [.gate("prevented"), .reason("freeze")], now: berlin("2026-12-19 22:30"), begins: december),
    Row(
      "W16", .p6, draft: frozen, through: .scheduled, [.except(.hal, "year-end")],
      [.gate("allowed"), .counts(.hal)], now: berlin("2026-12-19 22:30"), begins: december,
      note: "SPEC.md shows the Except among the acts; it names no flag"),
    Row(
      "W17", .p6, draft: frozen, through: .scheduled, [.except(.gus, "year-end")],
      [.gate("prevented"), .reason("freeze"), .dropped(.gus, "role-not-held")],
      now: berlin("2026-12-19 22:30"), begins: december),
    Row(
      "W18", .p6, draft: frozen, through: .scheduled, [.except(.hal, "all-souls")],
      [.gate("prevented"), .reason("freeze")], now: berlin("2026-12-19 22:30"), begins: december),
  ]

  static let rows = expiry + leads + windows + freezes
  static let seen = Sightings(rows)

  @Test(arguments: rows) func `time is judged by calendar and evidence`(_ row: Row) throws {
    try Self.seen.check(row)
  }

  // W07: the calendar's fault shows before anybody plans such a night.
  @Test func `W07 lint`() throws {
    let row = Row(
      "W07 lint", Self.skipped, draft: .window(utc("2026-03-29 01:00"), utc("2026-03-29 01:20")),
      [], [.exit(1)], ask: .lint)
    try Sightings([row]).check(row)
  }

  /// Two windows a night apart, asked about at many times, with freezes and without.
  static let plans: [Draft] = [
    night("7 22:00", "8 04:00"), night("7 23:00", "8 01:00"), night("8 03:00", "8 05:00"),
  ]
  static let freezesToAdd = [
    "[{id: year-end, from: 2026-03-07T20:00:00Z, until: 2026-03-08T00:00:00Z}]",
    "[{id: year-end, from: 2026-03-07T23:30:00Z, until: 2026-03-09T00:00:00Z, except: {role: cab-chair}}]",
    "[{id: year-end, from: 2026-02-01T00:00:00Z, until: 2026-02-02T00:00:00Z}]",
  ]

  // W14: a freeze, with whatever flag, never opens what was closed.
  @Test func `W14 a further freeze opens nothing`() throws {
    let times = ["7 21:30", "7 22:30", "8 00:30", "8 03:30", "8 04:30"]
    func words(_ freezes: String) throws -> [String: String] {
      let policy = Policy.p6.with { $0.freezes = freezes }
      let rows = times.flatMap { time in
        Self.plans.indices.map { plan in
          Row(
            "\(time) \(plan)", policy, draft: Self.plans[plan], through: .scheduled, [], [.waits],
            now: berlin("2026-03-0\(time)"))
        }
      }
      let seen = Sightings(rows)
      return try Dictionary(
        uniqueKeysWithValues: rows.map { ($0.id, try seen.decision($0.id)) })
    }
    let before = try words("[]")
    #expect(before.values.contains("allowed"))
    for freezes in Self.freezesToAdd {
      for (id, word) in try words(freezes) where word == "allowed" {
        #expect(before[id] == "allowed", "\(id) with \(freezes)")
      }
    }
  }
}
