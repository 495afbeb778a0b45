import TestSupport
import Testing

/// Section C.3 of the scenarios: affected systems, risk, conditions.
struct C3SystemTests {
  private static let two = Draft.systems("db-core", "billing")

  /// P2 with another way to count owners.
  private static func p2(per system: String, more: String = "") -> Policy {
    .p2.with(
      "workflow.yaml", "per: system, count: 1", "per: \(system), count: 1\(more)")
  }

  private static let orphaned = ("systems.yaml", "web: {owners: [dan.holt]", "web: {owners: []")

  /// A change manager in the place of a missing owner.
  private static let fallback = p2(per: "system", more: ", fallback: change-manager")
    .with(orphaned.0, orphaned.1, orphaned.2)

  private static let zoned = Policy(
    require: """
      {all: [{id: cm, role: change-manager, count: 1}, \
      {id: sec, role: security, count: 1, when: {zone: [security-zone]}}]}
      """)

  static let rows: [Row] = [
    Row("O01", .p2, [.approve(.bob, cm), .approve(.dan, owner("db-core"))], [.reached]),
    Row(
      "O02", .p2, draft: two, [.approve(.bob, cm), .approve(.dan, owner("db-core"))],
      [.waits, .seats("owners/billing", 0, of: 1), .could("owners/billing", [.dee])]),
    Row(
      "O03", .p2, draft: two,
      [.approve(.bob, cm), .approve(.dee, owner("db-core")), .approve(.dee, owner("billing"))],
      [.reached]),
    Row(
      "O04", .p2.with { $0.distinct = ["owners"] }, draft: two,
      [.approve(.bob, cm), .approve(.dee, owner("db-core")), .approve(.dee, owner("billing"))],
      [.waits]),
    Row(
      "O05", .p2, draft: .systems("db-core", "foo"), [.approve(.bob, cm)],
      [.gate("prevented")]),
    Row(
      "O05 lint", .p2, draft: .systems("db-core", "foo"), [],
      [.exit(1), .finding("system-unknown")],
      ask: .lint),
    Row(
      "O06", .p2.with(orphaned.0, orphaned.1, orphaned.2), draft: .systems("web"),
      [.approve(.bob, cm)], [.undecided, .says("web")]),
    Row(
      "O07", fallback, draft: .systems("web"), [.approve(.bob, cm), .approve(.cat, owner("web"))],
      [.reached],
      note: "the schema has `fallback`; SPEC.md neither names it nor a flag for its use"),
    Row(
      "O08", fallback, [.approve(.bob, cm), .approve(.cat, owner("db-core"))],
      [.waits, .dropped(.cat, "role-not-held")]),
    Row(
      "O10", .p2.with("systems.yaml", "systems:\n", "systems: [\n"),
      [.approve(.bob, cm), .approve(.dan, owner("db-core"))], [.undecided, .says("systems.yaml")]),
    Row(
      "O11", p2(per: "system-and-dependencies"),
      [.approve(.bob, cm), .approve(.dan, owner("db-core"))],
      [.waits, .seats("owners/ledger", 0, of: 1), .could("owners/ledger", [.rob])]),
    Row(
      "O12", Policy(require: "{id: any, role: everyone, count: 1}"),
      [.approve(.ann, anyone), .approve(.bot, anyone)],
      [.waits, .dropped(.ann, "requester"), .dropped(.bot, "role-not-held")]),
    Row(
      "O12 human", Policy(require: "{id: any, role: everyone, count: 1}"),
      [.approve(.joe, anyone)], [.reached, .counts(.joe)]),
    Row("O13", .p3, draft: .risk("low"), [.approve(.bob, cm)], [.reached]),
    Row(
      "O14", .p3, draft: .risk("high"),
      [.approve(.bob, cm), .approve(.cat, cm), .approve(.eli, sec), .approve(.gus, cab)],
      [.reached]),
    Row(
      "O15", .p3, draft: .risk("high"), [.edit("risk: high", "risk: low"), .approve(.bob, cm)],
      [.stage("initiated"), .gate("awaiting"), .dropped(.rae, "stale")]),
    Row(
      "O16", .p3, [.edit("risk: medium", "risk: sever")],
      [.gate("prevented")]),
    Row(
      "O16 lint", .p3, draft: .edited(("risk: medium", "risk: sever")), [],
      [.exit(1), .finding("bad-value", "medium")], ask: .lint),
    Row(
      "O17", zoned, [.approve(.bob, cm)],
      [.waits, .requirement("sec", "unsatisfied"), .could("sec", [.eli, .kim])]),
    Row(
      "O17 elsewhere", zoned, draft: .systems("billing"), [.approve(.bob, cm)],
      [.reached, .requirement("sec", "not-applicable")]),
    Row(
      "O18",
      Policy(
        require: """
          {all: [{id: cm, role: change-manager, count: 1}, \
          {id: never, role: security, count: 1, when: {zone: [nowhere]}}]}
          """), [.approve(.bob, cm)], [.reached, .requirement("never", "not-applicable")],
      note: "SPEC.md asks for no lint of rules that nothing can match"),
    Row(
      "O19", twoWorkflows, [.approve(.bob, cm)],
      [.waits, .requirement("types/security", "unsatisfied")]),
    Row(
      "O19 both", twoWorkflows, [.approve(.bob, cm), .approve(.eli, sec)],
      [.reached, .requirement("types/security", "satisfied")]),
  ]

  /// Two policies that are for the same change: both apply.
  private static let twoWorkflows = Policy.p1.with {
    $0.workflows["types.yaml"] = """
      schema: assent/workflow/1
      for: {type: [normal], environment: [production]}
      stages:
        approved:
          act: approve
          require: {id: security, role: security, count: 1}
          covers: [request]

      """
  }

  static let seen = Sightings(rows)

  @Test(arguments: rows) func `systems and risk choose who is asked`(_ row: Row) throws {
    try Self.seen.check(row)
  }
}
