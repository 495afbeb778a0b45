import Diagnostics
import Lint
import Records
import Testing

@Suite struct TimeTests {
  private func finding(_ rule: String, over: String...) throws -> Finding? {
    var document = try Examples.document()
    if let change = over.first {
      document = try Examples.document(over: change, over.count > 1 ? over[1] : "")
    }
    return Examples.findings([document], stage: .scheduled).first { $0.rule == rule }
  }

  @Test func `the message computes the latest decision time`() throws {
    let found = try finding(
      "rollback-exceeds-window",
      over:
        "schedule:\n  window: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T02:29:00+01:00}")
    #expect(
      found?.message == "plan 45 + rollback 30 + checks 15 minutes exceed the 89 available; "
        + "the latest decision time is 2026-03-08T00:44:00Z")
    #expect(found?.advice == "lengthen the window by 1 minutes or split the change")
  }

  @Test func `a plan that fills the window to the minute fits`() throws {
    let found = try finding(
      "rollback-exceeds-window",
      over:
        "schedule:\n  window: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T02:30:00+01:00}")
    #expect(found == nil)
  }

  @Test func `without a window the timeline is what everything has to fit`() throws {
    let document = try Examples.document(
      over:
        "request:\n  timeline: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T02:00:00+01:00}",
      without: ["schedule", "execution"])
    let found = Examples.findings([document], stage: .approved)
      .first { $0.rule == "rollback-exceeds-window" }
    #expect(found?.location == document.location(of: "request.timeline"))
  }

  @Test(arguments: [("04:15:00", false), ("04:15:01", true)])
  func `a time trigger may be as late as the latest decision time`(
    _ time: String, _ isLate: Bool
  ) throws {
    let found = try finding(
      "time-trigger-late", over: triggers(atLatest: "2026-03-08T\(time)+01:00"))
    #expect((found != nil) == isLate)
  }

  @Test func `the point of no return brings the latest decision time forward`() throws {
    let long = """
      implementation:
        steps:
          - {id: P1, kind: capture, do: Record the counts., by: implementer, expect: counts, minutes: 5}
          - {id: P3, kind: decide, do: Go on or go back., by: owner, expect: a decision, minutes: 5}
          - {id: P4, do: Rewrite all tables., by: implementer, expect: 0 left, minutes: 90}
      """
    let rollback = """
      rollback:
        point-of-no-return: P4
        triggers:
          - {id: T2, at-latest: 2026-03-08T03:45:00+01:00, reason: the office opens}
      """
    let found = try finding("time-trigger-late", over: long, rollback)
    #expect(
      found?.message
        == "the trigger waits until 2026-03-08T02:45:00Z, the latest decision time is "
        + "2026-03-08T02:30:00Z")
    #expect(found?.related.map(\.label) == ["the end", "the point of no return"])
  }

  @Test func `absurd minutes are an error, not a trap`() throws {
    let found = try finding(
      "rollback-exceeds-window", over: "rollback: {max-minutes: 100000000}")
    let document = try Examples.document(over: "rollback: {max-minutes: 999999999999999999}")
    let refused = Examples.findings([document], stage: .approved)
    #expect(found != nil || refused.contains { $0.severity == .error })
  }

  @Test(arguments: [("2026-02-06T01:00:00+01:00", false), ("2026-02-06T00:59:59+01:00", true)])
  func `a rehearsal counts for thirty days by default`(_ time: String, _ isStale: Bool) throws {
    let found = try finding("rehearsal-stale", over: "rollback:\n  rehearsal: {at: \(time)}")
    #expect((found != nil) == isStale)
  }

  private func triggers(atLatest: String) -> String {
    """
    rollback:
      triggers:
        - {id: T1, signal: p95 query time, source: dashboard, when: "> 400 ms", for: 10m}
        - {id: T2, at-latest: \(atLatest), reason: the office opens}
    """
  }
}
