import TestSupport
import Testing

/// Section C.1 of the scenarios: quorum and boolean algebra.
struct C1QuorumTests {
  private static func p(_ require: String) -> Policy { Policy(require: require) }

  private static let manager = "{id: cm, role: change-manager, count: 1}"
  private static let board = "{id: cab, role: cab, count: 1}"
  private static let security = "{id: sec, role: security, count: 1}"
  /// A role of nobody: an error as soon as it is asked for.
  private static let broken = "{id: broken, role: auditor, count: 1}"

  private static func withAuditor(_ require: String) -> Policy {
    p(require).with("people.yaml", "roles:\n", "roles:\n  auditor: []\n")
  }

  private static func nested(_ levels: Int) -> String {
    levels == 0 ? manager : "{all: [\(nested(levels - 1))]}"
  }

  static let rows: [Row] = [
    Row(
      "Q01", .p1, [],
      [.waits, .seats("cm", 0, of: 1), .could("cm", [.bob, .cat, .kim])]),
    Row("Q02", .p1, [.approve(.bob, cm)], [.reached, .counts(.bob)]),
    Row("Q03", .p1, [.approve(.joe, cm)], [.waits, .dropped(.joe, "role-not-held")]),
    Row("Q08", p("{}"), [.approve(.bob, cm)], [.undecided, .says("approved")]),
    Row("Q08 all", p("{all: []}"), [.approve(.bob, cm)], [.undecided, .says("approved")]),
    Row(
      "Q09", p("{all: [\(manager), \(board)]}"), [.approve(.bob, cm)],
      [.waits, .requirement("cm", "satisfied"), .requirement("cab", "unsatisfied")]),
    Row(
      "Q12", withAuditor("{all: [\(manager), \(broken)]}"), [.approve(.bob, cm)],
      [.undecided, .says("auditor")]),
    Row(
      "Q13",
      p(
        "{any: [\(security), {id: never, role: cab, count: 1, when: {risk: [critical]}}, \(manager)]}"
      ), [.approve(.bob, cm)],
      [.reached, .requirement("sec", "unsatisfied"), .requirement("never", "not-applicable")]),
    Row(
      "Q14", withAuditor("{any: [\(manager), \(broken)]}"), [.approve(.bob, cm)],
      [.reached, .requirement("broken", "error")]),
    Row("Q15", withAuditor("{any: [\(broken), \(manager)]}"), [], [.undecided, .says("auditor")]),
    Row(
      "Q16", .p4, [.approve(.gus, cab)],
      [.reached, .requirement("cab", "satisfied"), .requirement("both", "unsatisfied")],
      note: "SPEC.md has no status \"not needed\": the other branch is unsatisfied"),
    Row(
      "Q17", .p4, [.approve(.bob, cm)],
      [.waits, .could("both/sec", [.eli, .kim]), .could("cab", [.gus, .hal])]),
    Row(
      "Q18", p("{id: two, at-least: {n: 2, of: [\(manager), \(security), \(board)]}}"),
      [.approve(.bob, cm), .approve(.gus, cab)], [.reached, .requirement("two", "satisfied")]),
    Row(
      "Q19", p(nested(11)), [.approve(.bob, cm)], [.undecided, .says("levels")],
      note: "SPEC.md limits the levels of YAML, 20, not those of requirements"),
    Row(
      "Q19 lint", p(nested(11)), [], [.exit(1), .finding("yaml-too-deep")], ask: .lint),
    Row(
      "Q20", p("{id: cm, role: change-manger, count: 1}"), [], [.undecided, .says("change-manger")]),
    Row(
      "Q20 lint", p("{id: cm, role: change-manger, count: 1}"), [],
      [.exit(1), .finding("policy-unknown-role", "change-manager")], ask: .lint),
  ]

  static let seen = Sightings(rows)

  // Q21: the same acts on branches, merged in every order, give the same stages and seats, and the
  // same bytes but for the names of the merge and the place where each act came in.
  @Test func `Q21 the order of unordered acts says nothing`() throws {
    let bench = try Bench(.p4, begins: .beginning)
    let record = try Draft.usual.record("CHG-2026-0001", begins: .beginning)
    let row = Row("Q21", .p4, [], [])
    try bench.prepare([(row, record)])
    bench.scene.record = record
    let fork = bench.scene.tip
    let people: [(Persona, String)] = [(.bob, cm), (.eli, sec), (.gus, cab)]
    var heads: [String] = []
    for (person, role) in people {
      heads.append(try bench.scene.act(.approve(role), by: person, on: fork))
    }
    var answers: Set<String> = []
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let plan = CommitPlan(
        "Merge them all\n", by: .cto, at: bench.scene.clock,
        parents: [fork] + order.map { heads[$0] })
      let merge = try bench.scene.repository.commit(plan, tree: "\(fork)^{tree}")
      bench.scene.tip = merge
      let outcome = try bench.scene.assent([
        "explain", record.id, "--trust-root", bench.scene.root, "--now",
        (bench.scene.clock + 1.minutes).text, "--format", "json",
      ])
      let verdict = try Verdict(outcome)
      #expect(verdict.stage == "approved", "\(verdict)")
      answers.insert(outcome.text.replacing(merge, with: "MERGE"))
    }
    #expect(answers.count == 1)
  }

  @Test(arguments: rows) func `requirements count and combine`(_ row: Row) throws {
    try Self.seen.check(row)
  }
}
