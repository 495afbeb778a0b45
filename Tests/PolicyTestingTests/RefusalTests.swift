import Diagnostics
import Testing

/// A slip in a file of cases is named with its place, and never passes for a passing case.
struct RefusalTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    let text: String
    let rule: String
    let words: String
    let place: String
    var advice = ""
    var testDescription: String { text }
  }

  /// The case begins in line 13 of the file.
  static let slips = [
    Slip(
      text: "exspect: {stage: approved}", rule: "unknown-key", words: "exspect", place: "14:5",
      advice: "`expect`"),
    Slip(
      text: "begins: 2026-03-01T09:00:00Z", rule: "missing-key", words: "expects nothing",
      place: "13:5"),
    Slip(text: "expect: {}", rule: "missing-key", words: "expects nothing", place: "13:5"),
    Slip(
      text: "expect: {stage: aproved}", rule: "policy-test", words: "no stage", place: "14:21",
      advice: "`approved`"),
    Slip(text: "expect: {gate: open}", rule: "policy-test", words: "no gate", place: "14:20"),
    Slip(
      text: "expect: {reasons: [freezes]}", rule: "policy-test", words: "code of reasons",
      place: "14:24",
      advice: "`freeze`"),
    Slip(
      text: "expect: {requirements: {cab: fulfilled}}", rule: "policy-test", words: "no status",
      place: "14:34"),
    Slip(
      text: "expect: {acts: {owner: stail}}", rule: "policy-test", words: "reason of an act",
      place: "14:28",
      advice: "stale"),
    Slip(
      text: "expect: {acts: {ownr: true}}", rule: "policy-test", words: "no act of the case",
      place: "14:21",
      advice: "`owner`"),
    Slip(
      text: "from: bass\n    expect: {stage: none}", rule: "policy-test", words: "no story",
      place: "14:11",
      advice: "`base`"),
    Slip(
      text: "without: [ownr]\n    expect: {stage: none}", rule: "policy-test",
      words: "no step before",
      place: "14:15", advice: "`owner`"),
    Slip(
      text: "record: changes/2026/CHG-2026-0000.yaml\n    expect: {stage: none}",
      rule: "policy-test",
      words: "there is no `changes", place: "14:13"),
    Slip(
      text: "record: ../secret.yaml\n    expect: {stage: none}", rule: "bad-value",
      words: "not the path of a record", place: "14:13"),
    Slip(
      text: "set: {rollbak.max-minutes: 3}\n    expect: {stage: none}", rule: "unknown-key",
      words: "`rollbak` is no key", place: "14:11", advice: "`rollback`"),
    Slip(
      text: "set: {rollback.steps.9.do: x}\n    expect: {stage: none}", rule: "policy-test",
      words: "none is number 9", place: "14:11"),
    Slip(
      text: "unset: [review]\n    expect: {stage: none}", rule: "policy-test",
      words: "no `review` to remove", place: "14:13"),
    Slip(
      text: "acts: [{by: bo.chan, act: hold}]\n    expect: {stage: none}", rule: "policy-test",
      words: "nobody is called `bo.chan`", place: "14:17", advice: "`bo.chen`"),
    Slip(
      text: "acts: [{by: bo.chen, act: hold, role: chang-manager}]\n    expect: {stage: none}",
      rule: "policy-test", words: "no role `chang-manager`", place: "14:12",
      advice: "`change-manager`"),
    Slip(
      text:
        "acts: [{by: hal.iver, act: except, role: cab-chair, freeze: eternal}]\n    expect: {stage: none}",
      rule: "policy-test", words: "no freeze `eternal`", place: "14:12"),
    Slip(
      text: "acts: [{by: bo.chen, act: aprove}]\n    expect: {stage: none}", rule: "bad-value",
      words: "`aprove`", place: "14:31", advice: "`approve`"),
    Slip(
      text: "acts: [{by: eli.frost, act: object, role: security}]\n    expect: {stage: none}",
      rule: "policy-test", words: "no such act can be made", place: "14:12"),
    Slip(
      text: "acts: [{by: bo.chen}]\n    expect: {stage: none}", rule: "bad-value",
      words: "not one step", place: "14:12"),
    Slip(
      text: "acts: [{by: bo.chen, edit: {title: A}, objection: S1}]\n    expect: {stage: none}",
      rule: "unknown-key", words: "cannot have `objection`", place: "14:44"),
    Slip(
      text:
        "acts: [{by: bo.chen, delegate: tester, to: joe.ward, from: 2026-03-01}]\n    expect: {stage: none}",
      rule: "missing-key", words: "lacks `until`", place: "14:12"),
    Slip(
      text: "acts: [{by: bo.chen, act: hold, fault: tired}]\n    expect: {stage: none}",
      rule: "policy-test", words: "no fault of evidence", place: "14:44"),
    Slip(
      text: "expect: {stage: none}\n  - name: it\n    expect: {stage: none}", rule: "policy-test",
      words: "two cases are called", place: "15:11"),
  ]

  @Test(arguments: slips) func `a slip is found where it is`(_ slip: Slip) throws {
    let outcome = try Bench.small("cases:\n  - name: it\n    \(slip.text)\n").run()
    let finding = try #require(outcome.findings.first, "\(outcome.results)")
    #expect(finding.rule == slip.rule, "\(finding)")
    #expect(finding.message.contains(slip.words), "\(finding)")
    let start = finding.location.span?.start
    #expect("\(start?.line ?? 0):\(start?.column ?? 0)" == slip.place, "\(finding)")
    if !slip.advice.isEmpty { #expect(finding.advice?.contains(slip.advice) == true, "\(finding)") }
  }

  @Test func `stories that go round in a circle are refused`() throws {
    var bench = try Bench.small("")
    bench.cases = [
      "policies/tests/a.yaml": """
      schema: assent/policy-test/1
      stories: {base: {from: other}, other: {from: base}}
      cases: [{name: it, expect: {stage: none}}]

      """
    ]
    #expect(try bench.run().findings.first?.message.contains("goes on from itself") == true)
  }
}
