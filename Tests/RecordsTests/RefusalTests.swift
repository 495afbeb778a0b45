import Diagnostics
import Testing

@testable import Records

/// A line put into `request` and what is said about it.
struct Refusal: Sendable, CustomTestStringConvertible {
  let line: String
  let rule: String
  let column: Int
  let message: String
  let advice: String?

  init(_ line: String, _ rule: String, _ column: Int, _ message: String, _ advice: String?) {
    (self.line, self.rule, self.column) = (line, rule, column)
    (self.message, self.advice) = (message, advice)
  }

  var testDescription: String { line }
}

struct RefusalTests {
  private static func findings(_ line: String, in section: String) -> [Finding] {
    RecordDocument.read(
      """
      schema: assent/change/1
      id: CHG-2026-0001
      title: T
      type: normal
      \(section):
        \(line)

      """
    ).findings
  }

  @Test(arguments: [
    Refusal(
      "requestor: a", "unknown-key", 3, "unknown key `requestor` in `request`",
      "did you mean `requester`"),
    Refusal(
      "zzzzzz: a", "unknown-key", 3, "unknown key `zzzzzz` in `request`",
      "use one of `requester`, `description`, `justification`, `expected-outcome`, `systems`, "
        + "`environment`, `timeline`, `incident` and 6 more"),
    Refusal(
      "description: no", "ambiguous-scalar", 16,
      "`request.description` is `no`, which YAML reads as a boolean", "quote it: `\"no\"`"),
    Refusal(
      "description: 1e3", "ambiguous-scalar", 16,
      "`request.description` is `1e3`, which YAML reads as a number", "quote it: `\"1e3\"`"),
    Refusal(
      "description: 2026-01-01", "ambiguous-scalar", 16,
      "`request.description` is `2026-01-01`, which YAML reads as a time",
      "quote it: `\"2026-01-01\"`"),
    Refusal(
      "description:", "ambiguous-scalar", 15, "`request.description` has no value",
      "write a value or remove the key"),
    Refusal(
      "description: \"  \"", "bad-value", 16, "`request.description` is blank",
      "write a text or remove the key"),
    Refusal(
      "requester: Ana", "bad-value", 14, "`request.requester` is `Ana`, not a person id",
      "write it with a-z, 0-9, `.`, `_` and `-`, not beginning with a mark"),
    Refusal(
      "systems: claims-db", "wrong-type", 12, "`request.systems` is `claims-db`, not a list",
      "put it in brackets: `[claims-db]`"),
    Refusal(
      "systems:", "wrong-type", 11, "`request.systems` has no value, not a list",
      "write a list: `[…]`"),
    Refusal(
      "systems: [a, {b: c}]", "wrong-type", 16,
      "`request.systems[1]` is a mapping, not a system id", nil),
    Refusal(
      "timeline: {start: 2026-03-08T01:00:00+01:00}", "missing-key", 13,
      "`request.timeline` lacks `end`", "add `end`"),
    Refusal(
      "timeline: {start: 2026-03-08T01:00:00, end: 2026-03-08T05:00:00Z}", "bad-value", 21,
      "`request.timeline.start` is `2026-03-08T01:00:00`, not a time with an offset",
      "write it as `2026-03-08T01:00:00+01:00`"),
    Refusal(
      "timeline: {start: 2026-03-08T01:00:00Z, end: 2026-03-08T01:00:00Z}", "bad-value", 48,
      "`request.timeline` ends at or before its start", "let `end` be after `start`"),
    Refusal(
      "template: STD-X", "bad-value", 13,
      "`request.template` is `STD-X`, not a template and its version",
      "write it as `STD-TLS-ROTATE@3`"),
    Refusal(
      "depends-on: [CHG-2026-001I]", "bad-value", 16,
      "`request.depends-on[0]` is `CHG-2026-001I`, not a change id",
      "write it as `CHG-2026-7F3K`: digits and capitals without I L O U"),
    Refusal(
      "parameters: {no: x}", "ambiguous-scalar", 16, "the key `no` is read as a boolean by YAML",
      "quote it: `\"no\"`"),
    Refusal(
      "parameters: {days: 30}", "ambiguous-scalar", 22,
      "`request.parameters.days` is `30`, which YAML reads as a number", "quote it: `\"30\"`"),
  ])
  func `a bad request is refused where it is bad`(_ refusal: Refusal) throws {
    try check(refusal, in: "request")
  }

  @Test(arguments: [
    Refusal(
      "risk: hgih", "bad-value", 9,
      "`assessment.risk` is `hgih`, not `low`, `medium`, `high`, `critical`",
      "did you mean `high`"),
    Refusal(
      "risk: ~", "ambiguous-scalar", 9, "`assessment.risk` is `~`, which YAML reads as null",
      "quote it: `\"~\"`"),
    Refusal(
      "users-affected: \"7\"", "wrong-type", 19,
      "`assessment.users-affected` is the text `7`, not a whole number",
      "write it without quotes"),
    Refusal(
      "users-affected: 012", "bad-value", 19,
      "`assessment.users-affected` is `012`, not a whole number",
      "write digits alone, such as `25`"),
    Refusal(
      "users-affected: -1", "bad-value", 19,
      "`assessment.users-affected` is -1, not between 0 and 100000000000", nil),
    Refusal(
      "users-affected: 99999999999999999999999999", "bad-value", 19,
      "`assessment.users-affected` is `99999999999999999999999999`, not a whole number",
      "write digits alone, such as `25`"),
  ])
  func `a bad assessment is refused where it is bad`(_ refusal: Refusal) throws {
    try check(refusal, in: "assessment")
  }

  @Test(arguments: [
    Refusal(
      "results: [{evidence: ../x}]", "bad-value", 24,
      "`testing.results[0].evidence` is `../x`, not a path of evidence",
      "write it from `changes/` on: `evidence/<ID>/<file>`, without `..` and backslashes"),
    Refusal(
      "results: [{evidence: evidence/../x}]", "bad-value", 24,
      "`testing.results[0].evidence` is `evidence/../x`, not a path of evidence",
      "write it from `changes/` on: `evidence/<ID>/<file>`, without `..` and backslashes"),
    Refusal(
      "results: [{evidence: 'evidence\\x'}]", "bad-value", 24,
      "`testing.results[0].evidence` is `evidence\\x`, not a path of evidence",
      "write it from `changes/` on: `evidence/<ID>/<file>`, without `..` and backslashes"),
    Refusal(
      "results: [{evidence: /evidence/x}]", "bad-value", 24,
      "`testing.results[0].evidence` is `/evidence/x`, not a path of evidence",
      "write it from `changes/` on: `evidence/<ID>/<file>`, without `..` and backslashes"),
    Refusal(
      "results: [{sha256: \(Fixtures.sha256)}]", "missing-key", 22,
      "`testing.results[0]` has `sha256` but no `evidence`",
      "add `evidence`, or remove `sha256`"),
    Refusal(
      "results: [{result: passed}]", "bad-value", 22,
      "`testing.results[0].result` is `passed`, not `pass`, `fail`", "did you mean `pass`"),
  ])
  func `bad testing is refused where it is bad`(_ refusal: Refusal) throws {
    try check(refusal, in: "testing")
  }

  @Test(arguments: [
    Refusal(
      "objectives-met: yes", "bad-value", 19,
      "`review.objectives-met` is `yes`, not true or false", "write `true` or `false`"),
    Refusal(
      "objectives-met: \"true\"", "wrong-type", 19,
      "`review.objectives-met` is the text `true`, not true or false", "write it without quotes"),
    Refusal(
      "improvements: [{due: 2026-02-30}]", "bad-value", 24,
      "`review.improvements[0].due` is `2026-02-30`, not a day or a time",
      "write it as `2026-12-25`"),
    Refusal(
      "monitoring: {form: x}", "unknown-key", 16, "unknown key `form` in `review.monitoring`",
      "did you mean `from`"),
  ])
  func `a bad review is refused where it is bad`(_ refusal: Refusal) throws {
    try check(refusal, in: "review")
  }

  @Test func `thousands of mistakes give a bounded number of findings`() {
    let lines = (0..<20_000).map { "k\($0): 1" }.joined(separator: "\n")
    #expect(RecordDocument.read(lines).findings.count == 200)
  }

  private func check(_ refusal: Refusal, in section: String) throws {
    let findings = Self.findings(refusal.line, in: section)
    #expect(findings.count == 1)
    let finding = try #require(findings.first)
    #expect(finding.rule == refusal.rule)
    #expect(finding.message == refusal.message)
    #expect(finding.advice == refusal.advice)
    #expect(finding.location.span?.start == Position(line: 6, column: refusal.column))
    #expect(finding.location.path == Fixtures.recordPath)
  }
}
