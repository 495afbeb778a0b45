import Audit
import AuditFixtures
import Decision
import Foundation
import Primitives
import Records
import Testing

/// Since when which findings are accepted, and whether they still are.
struct SuppressionTests {
  private static func suppression(_ rule: String, until: String, line: Int = 1) throws
    -> LintSuppression
  {
    LintSuppression(
      rule: rule, subject: .record("CHG-2026-0107"), place: nil, reason: "accepted by the board",
      until: try #require(CivilDate(until)), line: line)
  }

  private static func policy(_ suppressions: [LintSuppression]) -> Policy {
    var lint = LintSettings()
    lint.suppressions = suppressions
    var calendar = Records.Calendar()
    calendar.timeZone = "Zone/Ahead"
    return Policy(
      charter: Charter(), people: People(), systems: Systems(), workflow: Workflow(),
      calendar: calendar, lint: lint, templates: [])
  }

  /// A trunk of one commit a day on which each given policy is in force from its position on.
  private static func history(
    _ policies: [(from: Int, suppressions: [LintSuppression])], length: Int = 10,
    recordings: [History.Recording] = [], zones: [String: TimeZoneRules]
  ) -> History {
    let start = SampleAudit.time("2026-07-01T12:00:00Z")
    let graph = Graph(
      ids: (0..<length).map { SampleAudit.commit($0 + 1) },
      times: (0..<length).map { start.advanced(by: Int64($0) * 86_400) },
      parents: (0..<length).map { $0 == 0 ? [] : [$0 - 1] }, spine: Array(0..<length))
    let versions = policies.enumerated().map { index, policy in
      History.PolicyVersion(
        policy: Self.policy(policy.suppressions), digest: SampleAudit.digest(index),
        commit: SampleAudit.commit(policy.from + 1))
    }
    return History(
      graph: graph, policies: versions,
      inForce: (0..<length).map { position in policies.lastIndex { $0.from <= position } },
      problems: [], changes: [String: ChangeHistory](), treeFindings: [],
      trunkReference: "refs/heads/main", mode: .replay, judgedTip: length - 1, head: nil,
      flags: [], aliases: [:], zones: zones, delegations: [], recordings: recordings)
  }

  private static let zones = ["Zone/Ahead": TimeZoneRules(offset: 7200)]
  private static let now = SampleAudit.time("2026-07-31T21:59:59Z")

  @Test func `a suppression is as old as the unbroken run of policies that have it`() throws {
    let (a, b) = (
      try Self.suppression("title-vague", until: "2026-12-31"),
      try Self.suppression("rehearsal-missing", until: "2026-12-31")
    )
    var moved = a
    moved.line = 40
    var prolonged = b
    prolonged.until = try #require(CivilDate("2027-01-31"))
    let history = Self.history(
      [(1, [a]), (3, [a, b]), (5, [b]), (6, [a, b]), (8, [prolonged, moved])], zones: Self.zones)
    let found = AuditReport.Suppression.all(in: history, at: Self.now)
    #expect(found.map(\.suppression) == [prolonged, moved])
    #expect(found.map { $0.since?.position } == [8, 6])
    #expect(found.map { $0.since?.commit } == [SampleAudit.commit(9), SampleAudit.commit(7)])
    #expect(found.map { $0.since?.source } == [.claimed, .claimed])
    #expect(found[1].since?.time == SampleAudit.time("2026-07-07T12:00:00Z"))
  }

  @Test func `a policy that comes back unchanged breaks no run`() throws {
    let a = try Self.suppression("title-vague", until: "2026-12-31")
    let history = Self.history([(2, [a]), (4, [a])], zones: Self.zones)
    #expect(
      AuditReport.Suppression.all(in: history, at: Self.now).map { $0.since?.position } == [2])
  }

  @Test func `a recorder's time is told as recorded`() throws {
    let a = try Self.suppression("title-vague", until: "2026-12-31")
    let time = SampleAudit.time("2026-07-06T00:00:00Z")
    let history = Self.history(
      [(2, [a])], recordings: [History.Recording(position: 4, time: time)], zones: Self.zones)
    let since = try #require(AuditReport.Suppression.all(in: history, at: Self.now).first?.since)
    #expect(
      since == Moment(commit: SampleAudit.commit(3), position: 2, time: time, source: .recorded))
  }

  @Test func `the last day counts to its end in the calendar's zone`() throws {
    let a = try Self.suppression("title-vague", until: "2026-07-31")
    let history = Self.history([(0, [a])], zones: Self.zones)
    #expect(AuditReport.Suppression.all(in: history, at: Self.now).map(\.isExpired) == [false])
    let later = Self.now.advanced(by: 1)
    #expect(AuditReport.Suppression.all(in: history, at: later).map(\.isExpired) == [true])
    // Where nobody knows the zone, the day is over when it is over anywhere.
    let unknown = Self.history([(0, [a])], zones: [:])
    #expect(AuditReport.Suppression.all(in: unknown, at: Self.now).map(\.isExpired) == [true])
  }

  @Test func `without a policy, or a suppression, there are none`() throws {
    #expect(
      AuditReport.Suppression.all(in: Self.history([], zones: [:]), at: Self.now).isEmpty)
    let a = try Self.suppression("title-vague", until: "2026-07-31")
    let history = Self.history([(0, [a]), (4, [])], zones: Self.zones)
    #expect(AuditReport.Suppression.all(in: history, at: Self.now).isEmpty)
  }
}
