import Diagnostics
import Lint
import Records
import Testing

@Suite struct WordingTests {
  private func rules(over change: String) throws -> [String] {
    Examples.findings([try Examples.document(over: change)], stage: .approved).map(\.rule)
  }

  @Test(
    arguments: [
      "n/a", "N/A.", "TBD", "as discussed", "See ticket!", "restore from backup", "Revert.",
      "...", "- -",
    ])
  func `a phrase that fits every change is no reason`(_ phrase: String) throws {
    #expect(
      try rules(over: "request: {justification: \"\(phrase)\"}") == ["description-vague"])
    let steps = """
      rollback:
        steps:
          - {id: R1, undoes: [P4], do: "\(phrase)", by: implementer, expect: 40 sessions, minutes: 5}
          - {id: R2, undoes: [P2], do: Open writes., by: implementer, expect: ten writes, minutes: 5}
      """
    #expect(try rules(over: steps) == ["rollback-boilerplate"])
  }

  @Test(
    arguments: [
      ("> 400 ms", true), ("<= 0.5 %", true), (">= 3", true), ("!= 0", true), ("== red", true),
      ("≥ 2", true), ("too many", false), ("> normal", false), ("=", false), ("400 ms", false),
      ("if it goes wrong", false),
    ])
  func `a trigger is a comparison with a value`(_ condition: String, _ isMeasurable: Bool) throws {
    let triggers = """
      rollback:
        triggers:
          - {id: T1, signal: p95 query time, source: dashboard, when: "\(condition)", for: 10m}
          - {id: T2, at-latest: 2026-03-08T03:00:00+01:00, reason: the office opens}
      """
    #expect(try rules(over: triggers) == (isMeasurable ? [] : ["trigger-vague"]))
  }

  @Test(
    arguments: [
      ("version: previous", true), ("version: latest", true), ("snapshot: last-good", true),
      ("version: the one before", true), ("version: 4.18.2", false),
      ("snapshot: claims-a-2026-03-08", false), ("version: \"2026.05.2\"", false),
    ])
  func `a target is one state for every reader`(_ target: String, _ isVague: Bool) throws {
    let document = try Examples.document(
      over: "rollback:\n  target: {name: claims-db, \(target)}", without: ["rollback.target"])
    let found = Examples.findings([document], stage: .approved).map(\.rule)
    #expect(found == (isVague ? ["rollback-target-vague"] : []))
  }
}
