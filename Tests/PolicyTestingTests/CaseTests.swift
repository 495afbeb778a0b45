import Decision
import Testing

/// What each key of a case means.
struct CaseTests {
  struct Story: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var testDescription: String { name }
  }

  /// Each is a case that has to pass.
  static let stories = [
    Story(name: "the base alone", text: "expect: {stage: scheduled, gate: allowed, reasons: []}"),
    Story(
      name: "a step is left out",
      text: "without: [owner]\nexpect: {stage: assessed, requirements: {owners: unsatisfied}}"),
    Story(
      name: "requirements by stage and id",
      text: "expect: {requirements: {approved/owners/claims-db: satisfied, nothing: absent}}"),
    Story(
      name: "who could",
      text: "without: [manager]\nexpect: {could: {change-manager: [bo.chen, cat.diaz, kim.park]}}"),
    Story(
      name: "the record is varied",
      text: """
        set: {assessment.risk: high, request.systems.1: claims-api}
        unset: [testing.results]
        expect: {risk: high, requirements: {owners/claims-api: unsatisfied}}
        """),
    Story(
      name: "an edit ages what came before",
      text: """
        acts:
          - {edit: {rollback.max-minutes: 31}, by: gil.moor}
          - {by: bo.chen, act: approve, role: change-manager, counts: true}
        expect: {acts: {manager: stale, owner: stale, test: true}}
        """),
    Story(
      name: "taking a field out is an edit",
      text: "acts: [{remove: [rollback.steps.1], by: ana.ruiz}]\nexpect: {acts: {manager: stale}}"),
    Story(
      name: "co-authors contribute",
      text: """
        without: [manager]
        acts:
          - {edit: {rollback.max-minutes: 31}, by: ana.ruiz, co-authors: [bo.chen]}
          - {by: bo.chen, act: approve, role: change-manager, counts: contributor}
        """),
    Story(
      name: "an act commit that edits what it may not",
      text: """
        without: [manager]
        acts:
          - by: bo.chen
            act: approve
            role: change-manager
            edit: {rollback.max-minutes: 31}
            counts: edits-files
        """),
    Story(
      name: "a Start edits the execution",
      text: """
        now: 2026-03-08T00:20:00Z
        acts:
          - by: fay.stone
            act: start
            role: implementer
            at: 2026-03-08T00:10:00Z
            edit: {execution.started: 2026-03-08T00:10:00Z}
            counts: true
        expect: {gate: allowed, flags: []}
        """),
    Story(
      name: "unsigned",
      text:
        "acts: [{by: eli.frost, act: object, role: security, objection: S1, unsigned: true, counts: unsigned}]\nexpect: {gate: allowed}"
    ),
    Story(
      name: "a stranger",
      text: "acts: [{by: mal.lory, act: hold, fault: key-unknown, counts: key-unknown}]"),
    Story(
      name: "never landed",
      text:
        "without: [manager]\nacts: [{by: bo.chen, act: approve, role: change-manager, landed: never, counts: not-reachable}]"
    ),
    Story(
      name: "landed later than signed counts for lead and expiry",
      text: """
        without: [manager]
        acts:
          - by: bo.chen
            act: approve
            role: change-manager
            at: 2026-02-20T09:00:00Z
            landed: 2026-03-06T09:00:00Z
            counts: expired
        """),
    Story(
      name: "concurrent acts do not lift each other",
      text: """
        acts:
          - {by: bo.chen, act: hold, role: change-manager, concurrent: true}
          - {by: bo.chen, act: resume, role: change-manager, concurrent: true}
        expect: {state: held}
        """),
    Story(
      name: "one after the other they do",
      text: """
        acts:
          - {by: bo.chen, act: hold, role: change-manager}
          - {by: bo.chen, act: resume, role: change-manager}
        expect: {state: active}
        """),
    Story(
      name: "delegation and recall",
      text: """
        without: [manager]
        acts:
          - {delegate: change-manager, by: bo.chen, to: joe.ward, from: 2026-02-01, until: 2026-04-01}
          - {id: before, by: joe.ward, act: approve, role: change-manager}
          - {recall: change-manager, by: bo.chen, to: joe.ward}
          - {id: after, by: joe.ward, act: withdraw, role: change-manager}
          - {id: again, by: joe.ward, act: approve, role: change-manager}
        expect: {acts: {before: withdrawn, again: delegation-invalid}}
        """),
    Story(
      name: "evidence is missing",
      text:
        "evidence: {evidence/CHG-2026-7F3K/functional.txt: missing}\nexpect: {gate: prevented, reasons: [lint]}"
    ),
    Story(
      name: "the gate is asked about an artifact",
      text: "ask: {commit: \"4f1c2a9be07d35c86a1b9d2e4f7083b5c6d1e2fa\"}\nexpect: {gate: allowed}"),
    Story(
      name: "dates after now do not count",
      text: "now: 2026-02-25T23:30:00Z\nexpect: {acts: {manager: in-the-future}}"),
  ]

  @Test(arguments: stories) func `a case means what its keys say`(_ story: Story) throws {
    let lines = story.text.split(separator: "\n").map { "    \($0)\n" }.joined()
    let outcome = try Bench.small("cases:\n  - name: it\n\(lines)").run()
    #expect(outcome.findings == [])
    #expect(
      outcome.results.map(\.mismatches) == [[]],
      "\(outcome.results.first?.verdict.gate.reasons ?? [])")
  }

  @Test func `what is otherwise is named with its place`() throws {
    let outcome = try Bench.small(
      """
      cases:
        - name: it
          without: [owner]
          expect:
            stage: approved
            reasons: []
            could: {owners/claims-db: [ana.ruiz]}
      """
    ).run()
    let found = try #require(outcome.results.first?.mismatches)
    #expect(found.map(\.subject) == ["stage", "reasons", "could owners/claims-db"])
    #expect(found.map(\.line) == [16, 17, 18])
    #expect(found.map(\.expected) == ["approved", "none", "ana.ruiz"])
    #expect(found.map(\.got).prefix(1) == ["assessed"])
    #expect(found.last?.got == "dan.holt")
  }

  @Test func `an inline record is a record`() throws {
    let bench = try Bench.small(
      """
      cases:
        - name: it
          begins: 2026-03-01T09:00:00Z
          record: {schema: assent/change/1, id: CHG-2026-0001, title: A title that says enough, type: normal, request: {requester: ana.ruiz}}
          without: [submit, assess, manager, owner, test, schedule]
          expect: {stage: none, gate: prevented}
      """)
    let outcome = try bench.run()
    #expect(outcome.findings == [])
    #expect(outcome.results.first?.mismatches == [])
    #expect(outcome.results.first?.verdict.change == "CHG-2026-0001")
  }

  @Test func `a recorder's times are known where the policy has a recorder`() throws {
    var bench = try Bench.small("cases:\n  - {name: it, expect: {stage: scheduled}}\n")
    try bench.replace("clock: claimed", with: "clock: recorded", in: "workflow.yaml")
    #expect(try bench.run().results.first?.hasPassed == false)
    try bench.replace("roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
    #expect(try bench.run().results.first?.hasPassed == true)
  }

  @Test func `a retired key signs nothing`() throws {
    var bench = try Bench.small(
      "cases:\n  - {name: it, expect: {acts: {manager: key-not-in-force}}}\n")
    let organisation = bench.policy["policies/people.yaml"] ?? ""
    let start = try #require(organisation.range(of: "  bo.chen:"))
    let end = try #require(organisation.range(of: "  cat.diaz:"))
    let entry = String(organisation[start.lowerBound..<end.lowerBound])
    try bench.replace(entry, with: entry + "        status: retired\n", in: "people.yaml")
    #expect(try bench.run().results.first?.mismatches == [])
  }
}
