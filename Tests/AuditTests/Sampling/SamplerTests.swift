import Audit
import AuditFixtures
import Decision
import Foundation
import Primitives
import Records
import TestSupport
import Testing

/// Samples that anybody can draw again.
struct SamplerTests {
  /// Changes as `count` by type and risk, without exceptions.
  static func changes(
    _ count: Int, _ kind: ChangeRequest.Kind?, _ risk: ChangeRequest.Risk?, from first: Int = 0,
    systems: [String] = ["claims-db"]
  ) -> [ChangeSummary] {
    let standing = ChangeSummary.Standing(
      decision: .prevented, stage: .closed, state: .closed, flags: [])
    return (first..<first + count).map {
      var change = ChangeSummary(id: "CHG-2026-\(10_000 + $0)", atEnd: standing, today: standing)
      (change.kind, change.risk, change.systems) = (kind, risk, systems)
      return change
    }
  }

  static let population =
    changes(70, .normal, .low) + changes(20, .normal, .high, from: 100)
    + changes(9, .standard, .low, from: 200) + changes(1, .normal, .critical, from: 300)
    + changes(3, .emergency, .high, from: 400) + changes(2, nil, nil, from: 500)

  static func ids(_ sample: Sample, in stratum: String) -> [String] {
    sample.items.filter { $0.stratum == stratum }.map(\.change)
  }

  @Test func `strata share in proportion, each has one, and emergencies are all there`() {
    let sample = Sampler(seed: "s", size: .items(10)).sample(of: Self.population)
    #expect(
      sample.strata.map { "\($0.name): \($0.drawn) of \($0.population)" } == [
        "always: emergencies: 3 of 3", "always: exceptions: 0 of 0", "no type, no risk: 1 of 2",
        "normal, critical: 1 of 1", "normal, high: 2 of 20", "normal, low: 5 of 70",
        "standard, low: 1 of 9",
      ])
    #expect(sample.items.count == 13)
    #expect(sample.items.map(\.change) == sample.items.map(\.change).sorted())
    for stratum in sample.strata {
      #expect(Self.ids(sample, in: stratum.name).count == stratum.drawn)
    }
  }

  @Test func `the order of the changes does not matter`() {
    let sampler = Sampler(seed: "s", size: .items(25))
    let sample = sampler.sample(of: Self.population)
    #expect(sampler.sample(of: Self.population.reversed()) == sample)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      #expect(sampler.sample(of: Self.population.shuffled(using: &generator)) == sample)
    }
  }

  @Test func `another seed draws others`() {
    let first = Sampler(seed: "one", size: .items(25)).sample(of: Self.population)
    let second = Sampler(seed: "two", size: .items(25)).sample(of: Self.population)
    #expect(first.items != second.items)
    #expect(first.strata == second.strata)
  }

  @Test func `a change of one stratum moves nobody in another`() {
    let sampler = Sampler(seed: "s", size: .items(1000))
    let narrow = Sampler(seed: "s", size: .items(12))
    let before = narrow.sample(of: Self.population)
    let more = Self.population + Self.changes(1, .normal, .medium, from: 900)
    #expect(sampler.sample(of: more).items.count == more.count)
    let after = narrow.sample(of: more)
    for stratum in before.strata {
      let (old, new) = (Self.ids(before, in: stratum.name), Self.ids(after, in: stratum.name))
      // What is drawn is the head of one list, longer or shorter.
      #expect(Set(old).isSubset(of: new) || Set(new).isSubset(of: old), "\(stratum.name)")
    }
  }

  @Test(arguments: [0, -5, 1, 4, 5, 6, 50, 102, 103, Int.max])
  func `sizes are kept, whatever is asked for`(size: Int) {
    let sample = Sampler(seed: "s", size: .items(size)).sample(of: Self.population)
    #expect(sample.items.count == 3 + min(max(0, size), 102))
    for stratum in sample.strata {
      #expect((0...stratum.population).contains(stratum.drawn))
      if size >= 5, stratum.population > 0 { #expect(stratum.drawn > 0) }
    }
  }

  @Test func `of nothing nothing is drawn`() throws {
    let plan = try SampleSizeTests.plan("95", "5")
    #expect(Sampler(seed: "s", size: .plan(plan)).sample(of: []).items.isEmpty)
    #expect(Sampler(seed: "s", size: .items(3)).sample(of: []).items.isEmpty)
  }

  @Test func `the size by confidence is that of what can be drawn by lot`() throws {
    let plan = try SampleSizeTests.plan("95", "10")
    let sample = Sampler(seed: "s", size: .plan(plan)).sample(of: Self.population)
    let size = try SampleSize(confidence: plan.confidence, population: 102)
    #expect(try sample.items.count == 3 + size.items(tolerable: plan.tolerable))
    #expect(
      sample.size == """
        24 of 102 by lot: if no more than 0 of them deviate, fewer than 10 % of these 102 do, with \
        95 % confidence (hypergeometric, as for a simple random sample); and all 3 emergencies and \
        changes with an exception
        """)
    // Nothing less than all shows something of two changes.
    let two = Sampler(seed: "s", size: .plan(try SampleSizeTests.plan("95", "10", 2)))
      .sample(of: Self.changes(2, .normal, .low))
    #expect(two.items.count == 2)
    #expect(two.size.hasPrefix("all 2 that could be drawn by lot"))
  }

  @Test func `changes that went wrong are all there and say why`() {
    let sample = Sampler(seed: "s", size: .items(0)).sample(of: SampleAudit.changes)
    #expect(
      sample.items.map { "\($0.change) \($0.stratum) (\($0.reason))" } == [
        "CHG-2026-0126 always: emergencies (emergency; exceptions: emergency-not-ratified)",
        "CHG-2026-0130 always: exceptions (exceptions: approver-not-independent)",
        "CHG-2026-0141 always: exceptions (exceptions: approval-after-deployment)",
      ])
  }

  @Test func `a failed test without an exception's name is not left to the lot`() {
    var change = Self.changes(1, .normal, .low)[0]
    change.results = [TestResult(.t10, .fail, "no plan")]
    let sample = Sampler(seed: "s", size: .items(0)).sample(of: [change])
    #expect(sample.items.map(\.reason) == ["exceptions: T10 failed"])
  }

  @Test(arguments: Sampler.Stratification.allCases)
  func `strata go by what is asked for`(by: Sampler.Stratification) {
    let changes =
      Self.changes(4, .normal, .low, systems: ["b", "a"])
      + Self.changes(4, .standard, .high, from: 10, systems: ["b"])
      + Self.changes(1, .standard, nil, from: 20, systems: [])
    let names = Sampler(seed: "s", size: .items(9), by: by).sample(of: changes).strata.dropFirst(2)
      .map(\.name)
    switch by {
    case .typeAndRisk: #expect(names == ["normal, low", "standard, high", "standard, no risk"])
    case .type: #expect(names == ["normal", "standard"])
    case .risk: #expect(names == ["high", "low", "no risk"])
    case .system: #expect(names == ["a", "b", "no system"])
    }
  }

  @Test func `the usual seed names what is audited`() {
    #expect(
      Sampler.seed(of: SampleAudit.scope)
        == "harbourline/changes 2026-07-01 2026-10-01 started \(SampleAudit.commit(900))")
  }

  /// What the page about samples tells auditors to type.
  @Test(arguments: ["2026-Q3", "it's \"my\" seed %s \\n $HOME", " ", "séed"])
  func `a shell draws the same`(seed: String) throws {
    let sample = Sampler(seed: seed, size: .items(30)).sample(of: Self.population)
    let script = """
      while read -r id; do
        printf '%s  %s\\n' "$(printf '%s\\n%s' "$1" "$id" | sha256sum | cut -d ' ' -f 1)" "$id"
      done | LC_ALL=C sort | head -n "$2" | cut -c 67- | LC_ALL=C sort
      """
    for stratum in sample.strata where !stratum.name.hasPrefix("always") {
      let ids = Self.population.filter {
        "\($0.kind?.rawValue ?? "no type"), \($0.risk?.rawValue ?? "no risk")" == stratum.name
      }
      let outcome = try Command.run(
        try Command.find("sh"), ["-c", script, "draw", seed, "\(stratum.drawn)"], in: "/",
        environment: CleanEnvironment.variables(home: "/"),
        input: Data(ids.map { $0.id + "\n" }.joined().utf8))
      #expect(outcome.status == 0)
      #expect(
        outcome.text.split(separator: "\n").map(String.init) == Self.ids(sample, in: stratum.name))
    }
  }
}

extension SampleSizeTests {
  static func plan(_ confidence: String, _ tolerable: String, _ deviations: Int = 0) throws
    -> SamplePlan
  {
    try SamplePlan(
      confidence: percent(confidence), tolerable: percent(tolerable), deviations: deviations)
  }
}
