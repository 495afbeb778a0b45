import Diagnostics
import Lint
import Primitives
import Records
import Testing

/// What rules say of several records, beyond their examples.
struct TogetherRuleTests {
  /// A record of few words, planned for some hours of a day.
  private func record(
    _ number: Int, systems: [String] = ["claims-db"], from: Int64 = 0, hours: Int64 = 4,
    implementer: String? = nil, change edit: (inout ChangeRequest) -> Void = { _ in }
  ) -> RecordDocument {
    var change = ChangeRequest()
    change.id = "CHG-2026-\(number)"
    change.title = "Change number \(number)"
    change.request = ChangeRequest.Request()
    change.request?.systems = systems
    change.schedule = ChangeRequest.Schedule()
    let start = Instant(seconds: 1_772_000_000 + from * 3600)
    change.schedule?.window = ChangeRequest.Interval(
      start: start, end: start.advanced(by: hours * 3600))
    change.implementation = ChangeRequest.Implementation()
    change.implementation?.implementer = implementer
    edit(&change)
    return RecordDocument(
      path: "changes/\(change.id).yaml", root: nil, change: change, findings: [])
  }

  private func found(_ rule: String, _ records: [RecordDocument], policy: Policy? = nil)
    -> [String]
  {
    lintTogether(records, policy: policy).filter { $0.rule == rule }.map(\.location.path)
  }

  // MARK: Windows

  @Test func `windows that only touch do not meet`() {
    let records = [record(1001), record(1002, from: 4), record(1003, from: 8)]
    #expect(found("window-conflict", records) == [])
    #expect(
      found("window-conflict", [record(1001), record(1002, from: 3)])
        == ["changes/CHG-2026-1002.yaml"])
  }

  // A short window within a long one does not hide that a third meets the long one.
  @Test func `the window that lasts longest is remembered`() {
    let records = [
      record(1001, hours: 20), record(1002, from: 1, hours: 1), record(1003, from: 10),
    ]
    #expect(
      found("window-conflict", records)
        == ["changes/CHG-2026-1002.yaml", "changes/CHG-2026-1003.yaml"])
  }

  @Test func `two that need a third system do not meet, one that changes it does`() {
    func needs(_ number: Int) -> RecordDocument {
      record(number, systems: ["s\(number)"]) {
        $0.assessment = ChangeRequest.Assessment()
        $0.assessment?.dependencies = ["store"]
      }
    }
    #expect(found("window-conflict", [needs(1001), needs(1002)]) == [])
    let records = [needs(1001), needs(1002), record(1003, systems: ["store"])]
    #expect(found("window-conflict", records) == ["changes/CHG-2026-1003.yaml"])
    #expect(
      found("window-conflict", Array(records.reversed()))
        == ["changes/CHG-2026-1001.yaml", "changes/CHG-2026-1002.yaml"])
  }

  @Test func `what is over, and what takes another's place, does not meet`() {
    let over = record(1001) {
      $0.closure = ChangeRequest.Closure()
      $0.closure?.outcome = .cancelled
    }
    #expect(found("window-conflict", [over, record(1002)]) == [])
    let retry = record(1002) { $0.request?.supersedes = ["CHG-2026-1001"] }
    #expect(found("window-conflict", [record(1001), retry]) == [])
  }

  @Test func `a policy without a rule on conflicts is not asked`() {
    var policy = SamplePolicy.value
    #expect(found("window-conflict", [record(1001), record(1002)], policy: policy).count == 1)
    policy.workflow.stages[.scheduled]?.conflicts = nil
    #expect(found("window-conflict", [record(1001), record(1002)], policy: policy) == [])
  }

  @Test func `a machine carries out any number of changes`() {
    func pair(_ person: String) -> [RecordDocument] {
      [
        record(1001, systems: ["a"], implementer: person),
        record(1002, systems: ["b"], implementer: person),
      ]
    }
    let policy = SamplePolicy.value
    #expect(found("implementer-double-booked", pair("fay.stone"), policy: policy).count == 1)
    #expect(found("implementer-double-booked", pair("deploy.bot"), policy: policy) == [])
  }

  // MARK: Copies

  private static let plan = """
    Stop the writers, wait until the queue is empty and note the position of the log. Then switch \
    the address to the old cluster, open the writers again and compare the counts of all tables.
    """

  private func planned(_ number: Int, _ text: String) -> RecordDocument {
    record(number, systems: ["s\(number)"], from: Int64(number) * 10) {
      $0.rollback = ChangeRequest.Rollback()
      var step = ChangeRequest.Rollback.Step()
      step.action = text
      $0.rollback?.steps = [step]
    }
  }

  @Test(arguments: [
    (plan, true), (plan.uppercased() + "!", true),
    (plan.replacing("compare", with: "check"), true),
    (plan + " Done.", true),
    (plan.replacing("the queue is empty", with: "nobody has anything left to write"), false),
    ("Switch the address back and open the writers of the service again.", false),
  ])
  func `a copy with a word changed is a copy`(_ text: String, _ isCopy: Bool) {
    let records = [planned(1001, Self.plan), planned(1002, text)]
    #expect(found("rollback-copied", records).count == (isCopy ? 1 : 0))
  }

  @Test func `thousands of records that agree in everything are judged in little time`() {
    let records = (1000..<5000).map { number in
      record(number, implementer: "fay.stone") {
        $0.title = "The same"
        $0.rollback = ChangeRequest.Rollback()
        var step = ChangeRequest.Rollback.Step()
        // Nearly the same, each in its own way.
        step.action = Self.plan + " Number \(number) is done."
        $0.rollback?.steps = [step]
      }
    }
    let clock = ContinuousClock()
    var count = 0
    let time = clock.measure { count = lintTogether(records).count }
    print("four thousand records together: \(time), \(count) findings")
    #expect(count > 4_000)
    #expect(time < .seconds(30))
  }

  // MARK: References

  @Test func `a circle of tries is reported at each, a row of them at none`() {
    func tries(_ number: Int, _ other: Int) -> RecordDocument {
      record(number, systems: ["s\(number)"], from: Int64(number) * 10) {
        $0.request?.supersedes = ["CHG-2026-\(other)"]
        $0.closure = ChangeRequest.Closure()
        $0.closure?.outcome = .failed
      }
    }
    #expect(found("supersession-cycle", [tries(1001, 1002), tries(1002, 1003)]) == [])
    #expect(found("supersession-cycle", [tries(1001, 1002), tries(1002, 1001)]).count == 2)
  }

  @Test func `two that take the place of one are one too many`() {
    let first = record(1001) {
      $0.closure = ChangeRequest.Closure()
      $0.closure?.outcome = .failed
    }
    func next(_ number: Int) -> RecordDocument {
      record(number, systems: ["s\(number)"]) { $0.request?.supersedes = ["CHG-2026-1001"] }
    }
    #expect(found("superseded-open", [first, next(1002)]) == [])
    #expect(found("superseded-open", [first, next(1002), next(1003)]).count == 1)
  }

  // MARK: Files

  @Test func `evidence of a record that cannot be read is not called unused`() {
    let broken = RecordDocument(
      path: "changes/CHG-2026-1001.yaml", root: nil, change: nil, findings: [])
    let surroundings = Surroundings(
      evidenceFiles: ["changes/evidence/CHG-2026-1001/a.txt", "changes/evidence/x/.gitkeep"])
    #expect(lintTogether([broken], surroundings: surroundings) == [])
    let readable = lintTogether([record(1002)], surroundings: surroundings)
    #expect(readable.map(\.location.path) == ["changes/evidence/CHG-2026-1001/a.txt"])
  }

  // A gate passes neither a time nor a zone nor files.
  @Test func `without surroundings no rule speaks of the time`() throws {
    let names: Set = [
      "window-past", "lead-time-short", "dated-ahead", "emergency-unhurried", "evidence-unused",
      "window-outside-calendar", "window-on-holiday",
    ]
    for rule in Rule.all where names.contains(rule.name) {
      for example in rule.examples where example.reported != nil {
        let documents = try Examples.documents(example)
        let found = Examples.findings(
          documents, stage: example.stage, surroundings: Surroundings())
        #expect(!found.contains { $0.rule == rule.name }, "\(rule.name)")
      }
    }
  }
}
