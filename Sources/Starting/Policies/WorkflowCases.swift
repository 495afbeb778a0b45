internal import Primitives

/// The cases that a ready workflow has to keep, told with the people of a new policy.
struct WorkflowCases {
  let workflow: ReadyWorkflow
  let cast: Cast
  let zone: TimeZoneRules?

  /// `policies/tests/<workflow>.yaml`.
  var text: String {
    let record = ExampleChange(
      cast: cast, start: start, risk: workflow == .regulated ? "high" : "low")
    return """
      # What the policy has to keep: `assent policy test` judges these as it judges real changes.
      schema: assent/policy-test/1
      about: Who has to agree to a change of the example service.

      stories:
        base:
          record:
      \(YAMLText.indented(record.text, by: 6))
          acts:
      \(YAMLText.indented(acts.joined(separator: "\n"), by: 6))

      cases:
      \(cases.map(Self.entry).joined(separator: "\n"))
      """
  }

  /// A Wednesday at eleven, local time: inside every window.
  private var start: Instant {
    let day = CivilDate(year: 2026, month: 1, day: 28) ?? CivilDate(daysSinceEpoch: 20_481)
    guard case .instant(let instant)? = zone?.resolve(day, seconds: 11 * 3600) else {
      return Instant(seconds: Int64(day.daysSinceEpoch) * 86_400 + 11 * 3600)
    }
    return instant
  }

  // MARK: Steps

  private var owned: String { "system-owner(\(ExampleTemplate.system))" }

  private var acts: [String] {
    let approvals = [
      act("manager", cast["change-manager"], "approve", "change-manager"),
      act("owner", cast.owner, "approve", owned),
    ]
    let board = [
      act("security", cast["security"], "approve", "security"),
      act("privacy", cast["privacy"], "approve", "privacy"),
      act("chair", cast["cab-chair"], "approve", "cab-chair"),
    ]
    let submit = "- {id: submit, by: \(cast.asker), act: submit}"
    guard workflow != .small else { return [submit] + approvals }
    return [submit, act("assess", cast["risk-assessor"], "assess", "risk-assessor")] + approvals
      + (workflow == .regulated ? board : [])
      + [
        act("test", cast["tester"], "test", "tester"),
        act("schedule", cast["change-manager"], "schedule", "change-manager"),
      ]
  }

  private func act(_ id: String, _ person: String, _ act: String, _ role: String) -> String {
    "- {id: \(id), by: \(person), act: \(act), role: \(role)}"
  }

  // MARK: Cases

  /// A case: its name, and the lines that follow.
  private typealias Case = (name: String, lines: [String])

  private static func entry(_ one: Case) -> String {
    (["  - name: \(one.name)"] + one.lines.map { "    \($0)" }).joined(separator: "\n") + "\n"
  }

  /// The stage before approval, and the last one before the gate.
  private var early: String { workflow == .small ? "initiated" : "assessed" }
  private var last: String { workflow == .small ? "planned" : "scheduled" }

  private var cases: [Case] {
    common + (workflow == .small ? [] : stages) + (workflow == .standard ? secured : [])
      + (workflow == .regulated ? regulated : [])
  }

  private var common: [Case] {
    [
      (
        "everybody has signed",
        ["expect: {stage: \(last), gate: allowed, reasons: [], flags: []}"]
      ),
      (
        "nothing has happened before the requester submits",
        ["without: [submit]", "expect: {stage: none, gate: awaiting}"]
      ),
      missing("a change manager has to approve", "manager", "change-manager"),
      missing(
        "an owner of the system has to approve", "owner", "owners/\(ExampleTemplate.system)"),
      (
        "nobody approves their own change",
        [
          "without: [owner]",
          "acts: [{by: \(cast.asker), act: approve, role: \(owned), counts: requester}]",
          "expect: {stage: \(early), gate: awaiting}",
        ]
      ),
      (
        "an edit of the way back makes the approvals stale",
        [
          "acts: [{edit: {rollback.max-minutes: 10}, by: \(cast.asker)}]",
          "expect: {stage: \(early), gate: prevented, acts: {manager: stale, owner: stale}}",
        ]
      ),
      (
        "an objection closes the gate",
        [
          "acts: [{by: \(cast[objector]), act: object, role: \(objector), objection: O1}]",
          "expect: {gate: prevented, reasons: [objection]}",
        ]
      ),
    ]
  }

  private var objector: String { workflow == .small ? "change-manager" : "security" }

  private var stages: [Case] {
    [
      (
        "the risk has to be assessed",
        ["without: [assess]", "expect: {stage: initiated, gate: awaiting}"]
      ),
      (
        "somebody has to vouch for the tests",
        ["without: [test]", "expect: {stage: approved, gate: awaiting}"]
      ),
      (
        "the slot has to be agreed",
        ["without: [schedule]", "expect: {stage: planned, gate: awaiting}"]
      ),
    ]
  }

  private var secured: [Case] {
    [
      (
        "low risk needs no approval by security",
        ["expect: {requirements: {security: not-applicable}}"]
      ),
      (
        "high risk needs it",
        [
          "set: {assessment.risk: high}",
          "expect: {stage: assessed, requirements: {security: unsatisfied}}",
        ]
      ),
    ]
  }

  private var regulated: [Case] {
    [
      missing("high risk needs security", "security", "security"),
      missing("high risk on personal data needs the privacy officers", "privacy", "privacy"),
      missing("high risk needs the board", "chair", "cab"),
      (
        "low risk needs none of them",
        [
          "set: {assessment.risk: low}", "without: [security, privacy, chair]",
          "expect:", "  stage: scheduled", "  gate: allowed",
          "  requirements: {security: not-applicable, privacy: not-applicable, cab: not-applicable}",
        ]
      ),
      (
        "high risk takes five working days",
        [
          "begins: \(start.advanced(by: -5 * 86_400))",
          "expect: {stage: planned, gate: awaiting, reasons: [lead-time]}",
        ]
      ),
    ]
  }

  private func missing(_ name: String, _ step: String, _ requirement: String) -> Case {
    (
      name,
      [
        "without: [\(step)]",
        "expect: {stage: \(early), gate: awaiting, requirements: {\(requirement): unsatisfied}}",
      ]
    )
  }
}
