import Diagnostics
import Lint
import Primitives
import Testing
import YAMLTree

@testable import Records

/// What the owners of a policy may accept, and every way in which that must not reach further.
@Suite struct PolicySuppressionTests {
  private static let path = "changes/2026/CHG-2026-7F3K.yaml"

  private func suppression(
    _ rule: String, _ subject: LintSuppression.Subject = .record("CHG-2026-7F3K"),
    at place: String? = nil, until: String = "2026-03-31"
  ) throws -> LintSuppression {
    let fields =
      switch subject {
      case .record(let id): "record: \(id)"
      case .path(let path): "path: \(path)"
      }
    let at = place.map { "\n    at: \"\($0)\"" } ?? ""
    let text = """
      schema: assent/lint/1
      suppressions:
        - rule: \(rule)
          \(fields)\(at)
          reason: Accepted by the board.
          until: \(until)

      """
    let settings = try #require(try settings(text).settings)
    return try #require(settings.suppressions.first)
  }

  private func settings(_ text: String) throws -> (settings: LintSettings?, findings: [Finding]) {
    let root = try #require(YAMLReader.read(Array(text.utf8), path: "policies/lint.yaml").root)
    var reading = Reading(path: "policies/lint.yaml")
    let settings = LintSettingsShape.settings.read(root, &reading)
    return (settings, reading.findings)
  }

  private func kept(
    _ document: RecordDocument, _ suppressions: [LintSuppression],
    now: String = "2026-03-01T00:00:00Z", zone: TimeZoneRules? = TimeZoneRules(offset: 0)
  ) throws -> [String] {
    var settings = LintSettings()
    settings.suppressions = suppressions
    let clock = SuppressionClock(now: try #require(Instant(rfc3339: now)), zone: zone)
    let findings = lint(
      document, policy: SamplePolicy.value, evidence: SamplePolicy.evidence)
    return PolicySuppressions(settings, at: clock).divide(findings, of: document).kept.map(\.rule)
  }

  @Test func `an accepted error is left out, by id or by path, as a whole or from a place on`()
    throws
  {
    let document = try Examples.document(without: ["rollback.rehearsal"])
    #expect(try kept(document, []) == ["rehearsal-missing"])
    for accepted in [
      try suppression("rehearsal-missing"),
      try suppression("rehearsal-missing", .path(Self.path)),
      try suppression("rehearsal-missing", at: "rollback"),
      try suppression("rehearsal-missing", at: "rollback.rehearsal"),
    ] {
      #expect(try kept(document, [accepted]) == [], "\(accepted)")
    }
  }

  @Test func `a suppression reaches no other record, rule or place`() throws {
    let document = try Examples.document(without: ["rollback.rehearsal"])
    for other in [
      try suppression("rehearsal-stale"),
      try suppression("rehearsal-missing", .record("CHG-2026-7F3M")),
      try suppression("rehearsal-missing", .record("CHG-2026-7F3K0")),
      try suppression("rehearsal-missing", .path("changes/CHG-2026-7F3K.yaml")),
      try suppression("rehearsal-missing", at: "testing"),
      try suppression("rehearsal-missing", at: "rollback.steps"),
      try suppression("rehearsal-missing", at: "rollback.rehearsal.at"),
      try suppression("rehearsal-missing", at: "roll"),
    ] {
      #expect(try kept(document, [other]) == ["rehearsal-missing"], "\(other)")
    }
  }

  @Test func `a record that takes another's file name does not take its suppressions`() throws {
    let accepted = try suppression("rehearsal-missing")
    let renamed = try Examples.document(
      without: ["rollback.rehearsal"], path: "changes/2026/CHG-2026-9ZZZ.yaml")
    #expect(try kept(renamed, [accepted]).contains("rehearsal-missing"))
    let imposter = try Examples.document(
      over: "id: CHG-2026-9ZZZ", without: ["rollback.rehearsal"], path: Self.path)
    #expect(try kept(imposter, [accepted]).contains("rehearsal-missing"))
    let draft = try Examples.document(
      without: ["rollback.rehearsal"], path: "drafts/CHG-2026-7F3K.yaml")
    #expect(try kept(draft, [accepted]).contains("rehearsal-missing"))
  }

  @Test(arguments: [
    ("2026-03-31T23:59:59Z", 0, true), ("2026-04-01T00:00:00Z", 0, false),
    ("2026-03-31T21:59:59Z", 7200, true), ("2026-03-31T22:00:00Z", 7200, false),
    ("2026-04-01T04:59:59Z", -18000, true), ("2026-04-01T05:00:00Z", -18000, false),
  ])
  func `the day counts to its end in the zone of the policy`(
    _ now: String, _ offset: Int, _ holds: Bool
  ) throws {
    let document = try Examples.document(without: ["rollback.rehearsal"])
    let accepted = try suppression("rehearsal-missing")
    let rules = try kept(document, [accepted], now: now, zone: TimeZoneRules(offset: offset))
    #expect(rules.isEmpty == holds)
  }

  @Test func `where the zone is not known a day ends when it ends first anywhere`() throws {
    let document = try Examples.document(without: ["rollback.rehearsal"])
    let accepted = try suppression("rehearsal-missing")
    #expect(try kept(document, [accepted], now: "2026-03-31T09:59:59Z", zone: nil) == [])
    #expect(try kept(document, [accepted], now: "2026-03-31T10:00:00Z", zone: nil) != [])
  }

  @Test(arguments: Rule.all.filter { !$0.canBeLowered })
  func `what the policy cannot lower it cannot suppress`(_ rule: Rule) throws {
    for example in rule.examples where example.reported != nil {
      let documents = try Examples.documents(example)
      let findings = Examples.findings(documents, stage: example.stage)
      var settings = LintSettings()
      settings.suppressions = [
        try suppression(rule.name), try suppression(rule.name, .path(documents[0].path)),
      ]
      let clock = SuppressionClock(now: Instant(seconds: 0), zone: nil)
      let parts = PolicySuppressions(settings, at: clock).divide(findings, of: documents[0])
      #expect(parts.suppressed.isEmpty)
      #expect(parts.kept == findings)
    }
  }

  @Test func `what the reader reports is never suppressed`() throws {
    let document = try Examples.document(over: "request: {descripton: x}")
    var settings = LintSettings()
    settings.suppressions = [try suppression("unknown-key")]
    let clock = SuppressionClock(now: Instant(seconds: 0), zone: nil)
    let findings = lint(document, policy: SamplePolicy.value, evidence: SamplePolicy.evidence)
    try #require(findings.contains { $0.rule == "unknown-key" })
    #expect(PolicySuppressions(settings, at: clock).divide(findings, of: document).kept == findings)
  }

  @Test func `an item is named by its id and goes with it`() throws {
    let steps = """
      rollback:
        steps:
          - {id: R1, undoes: [P1, P2], do: Switch reads back., by: implementer, minutes: 5}
          - {id: R2, undoes: [P3, P4, P5], do: Switch writes back., by: implementer, minutes: 5}

      """
    let reordered = """
      rollback:
        steps:
          - {id: R2, undoes: [P3, P4, P5], do: Switch writes back., by: implementer, minutes: 5}
          - {id: R1, undoes: [P1, P2], do: Switch reads back., by: implementer, minutes: 5}

      """
    let accepted = try suppression("rollback-step-incomplete", at: "rollback.steps[R2]")
    for text in [steps, reordered] {
      let document = try Examples.document(over: text)
      let findings = lint(document, policy: SamplePolicy.value, evidence: SamplePolicy.evidence)
      var settings = LintSettings()
      settings.suppressions = [accepted]
      let clock = SuppressionClock(now: Instant(seconds: 0), zone: nil)
      let parts = PolicySuppressions(settings, at: clock).divide(findings, of: document)
      let index = text == steps ? 1 : 0
      #expect(parts.suppressed.map(\.finding.place) == ["rollback.steps[\(index)].expect"])
      #expect(parts.kept.contains { $0.rule == "rollback-step-incomplete" })
    }
    // Two items of one id: nobody knows which was meant.
    let twins = try Examples.document(over: steps.replacing("id: R1", with: "id: R2"))
    let rules = try kept(twins, [accepted])
    #expect(rules.filter { $0 == "rollback-step-incomplete" }.count == 2)
  }

  @Test(arguments: [
    ("rule: x-y\n    record: CHG-2026-7F3K\n    until: 2026-03-31", "lacks `reason`"),
    ("rule: x-y\n    record: CHG-2026-7F3K\n    reason: why", "lacks `until`"),
    ("record: CHG-2026-7F3K\n    reason: why\n    until: 2026-03-31", "lacks `rule`"),
    ("rule: x-y\n    reason: why\n    until: 2026-03-31", "lacks `record` or `path`"),
    (
      "rule: x-y\n    record: CHG-2026-7F3K\n    path: changes/CHG-2026-7F3K.yaml\n    reason: why\n"
        + "    until: 2026-03-31", "has both"
    ),
    (subject("*"), "not a change id"),
    (
      "rule: x-y\n    path: changes/../x.yaml\n    reason: why\n    until: 2026-03-31",
      "not the path"
    ),
    (place("rollback.steps[1].do"), "not a key path"), (place("rollback.steps[].do"), "key path"),
    (place("rollback..do"), "key path"), (place("rollback.steps[R1"), "key path"),
    (place("rollback.*"), "key path"), (place(""), "is blank"),
    ("rule: x-y\n    record: CHG-2026-7F3K\n    reason: \" \"\n    until: 2026-03-31", "is blank"),
    ("rule: x-y\n    record: CHG-2026-7F3K\n    reason: why\n    until: 2026-02-30", "not a day"),
    ("rule: x-y\n    record: CHG-2026-7F3K\n    reason: why\n    until: never", "not a day"),
  ])
  func `a policy with an unclear suppression does not load`(_ item: String, _ words: String) throws
  {
    let text = "schema: assent/lint/1\nsuppressions:\n  - \(item)\n"
    let findings = try settings(text).findings
    #expect(
      findings.contains { $0.message.contains(words) && $0.severity == .error }, "\(findings)")
  }

  private static func place(_ text: String) -> String {
    "rule: x-y\n    record: CHG-2026-7F3K\n    at: \"\(text)\"\n    reason: why\n    until: 2026-03-31"
  }

  private static func subject(_ text: String) -> String {
    "rule: x-y\n    record: \"\(text)\"\n    reason: why\n    until: 2026-03-31"
  }
}
