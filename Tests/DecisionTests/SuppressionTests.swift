import Primitives
import Records
import TestSupport
import Testing
import YAMLTree

@testable import Decision

/// The gate hears what the owners of the policy accept, and nothing that looks like it.
struct SuppressionTests {
  /// The whole way to an open gate, for a record that lacks what is asked for at its risk.
  private func story(_ suppressions: [LintSuppression]) throws -> Story {
    var story = try Story(Story.way)
    story.policy.lint.suppressions = suppressions
    let line = try #require(
      story.records[0].split(separator: "\n").first { $0.hasPrefix("  security: ") })
    story.records[0] = story.records[0].replacing(line + "\n", with: "")
    return story
  }

  private func accepted(
    _ rule: String = "security-impact-missing", _ subject: LintSuppression.Subject? = nil,
    at place: String? = nil, until: String = "2099-12-31"
  ) throws -> LintSuppression {
    LintSuppression(
      rule: rule, subject: subject ?? .record(Story.id), place: place.flatMap(SuppressedPlace.init),
      reason: "The zone is closed.", until: try #require(CivilDate(until)))
  }

  private func lintReasons(_ verdict: Decision.Verdict) -> [String] {
    verdict.gate.reasons.filter { $0.code == .lint }.map(\.message)
  }

  @Test func `an error prevents, and an accepted one does not`() throws {
    let without = try story([]).verdict()
    #expect(without.gate.decision == .prevented)
    #expect(lintReasons(without).count == 1)
    let with = try story([try accepted()]).verdict()
    #expect(with.gate.decision == .allowed, "\(with.gate.reasons)")
    #expect(
      with.remarks == [
        "The policy accepts security-impact-missing until 2099-12-31: The zone is closed."
      ])
  }

  @Test func `a suppression of anything else changes nothing but itself`() throws {
    let without = try story([]).verdict()
    for other in [
      try accepted("security-impact-unexplained"), try accepted("evidence-missing"),
      try accepted(at: "rollback"), try accepted(at: "assessment.privacy"),
      try accepted("security-impact-missing", .record("CHG-2026-7F3M")),
      try accepted("security-impact-missing", .path("changes/CHG-2026-7F3K.yaml")),
      try accepted(until: "2020-01-01"),
    ] {
      let verdict = try story([other]).verdict()
      #expect(verdict.gate.decision == .prevented, "\(other)")
      #expect(verdict.gate.reasons == without.gate.reasons)
      #expect(verdict.remarks == [])
    }
  }

  @Test func `missing evidence stays missing whatever the policy accepts`() throws {
    var story = try Story(Story.way)
    story.policy.lint.suppressions = [
      try accepted("evidence-missing"), try accepted("evidence-digest-mismatch"),
    ]
    story.records[0] = story.records[0].replacing("functional.txt", with: "gone.txt")
    let verdict = try story.verdict()
    #expect(verdict.gate.decision == .prevented)
    #expect(lintReasons(verdict).contains { $0.hasPrefix("evidence-missing: ") })
  }

  @Test func `the gate closes with the last second of the day`() throws {
    var story = try story([])
    let day = CivilDate(daysSinceEpoch: Int(story.window.lowerBound / 86_400))
    story.policy.lint.suppressions = [try accepted(until: day.description)]
    let zone = TimeZoneRules(offset: 0)
    story.policy.calendar.timeZone = "UTC"
    let end = try #require(zone.beginning(of: CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1)))
    for (now, count) in [(end.advanced(by: -1), 0), (end, 1)] {
      let verdict = try #require(evaluate(Story.id, in: story.history(), now: now))
      #expect(lintReasons(verdict).count == count)
    }
  }

  @Test func `a start under a suppression does not outlive it`() throws {
    var story = try story([try accepted()])
    story.moves.append(
      Story.Move(
        verb: .start, person: "fay.stone", role: "implementer",
        parameters: ["commit": SampleRecord.artifact]))
    #expect(lintReasons(try story.verdict()) == [])
    let day = CivilDate(daysSinceEpoch: Int(story.window.lowerBound / 86_400) - 1)
    story.policy.lint.suppressions = [try accepted(until: day.description)]
    let late = try story.verdict()
    #expect(lintReasons(late).count == 1)
    #expect(late.gate.decision == .prevented)
  }

  @Test(arguments: 0..<20) func `suppressions of other records change no verdict`(_ seed: Int)
    throws
  {
    var random = SplitMix(state: UInt64(seed))
    var story = try Story(Story.way.filter { _ in random.below(6) > 0 })
    let before = try story.verdict()
    let rules = ["security-impact-missing", "rehearsal-missing", "evidence-missing", "no-rule"]
    story.policy.lint.suppressions = try rules.flatMap { rule in
      [
        try accepted(rule, .record("CHG-2026-9ZZZ")),
        try accepted(rule, .path("changes/2026/CHG-2026-7F3K.yml")),
        try accepted(rule, until: "2000-01-01"),
      ]
    }
    let after = try story.verdict()
    #expect(after.gate == before.gate && after.stages == before.stages)
  }
}
