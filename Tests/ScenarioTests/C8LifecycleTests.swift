import Foundation
import TestSupport
import Testing

/// Section C.8 of the scenarios: emergencies, standard changes, the life of a change.
struct C8LifecycleTests {
  // MARK: Emergencies

  private static let opened: [Event] = [.approve(.ola, onCall)]
  private static let done: [Event] = opened + [.start(), .finish()]
  /// What P3 asks for at high risk, and the tests.
  private static let ratified: [Event] = [
    .assess("high"), .approve(.bob, cm), .approve(.cat, cm), .approve(.eli, sec),
    .approve(.gus, cab), .test(),
  ]
  private static func wait(hours: Int) -> Event { .wait(until: .beginning + hours.hours) }
  private static let deferred = ["assessed", "approved", "tested", "planned", "scheduled"]
    .map { Expectation.status($0, "deferred") }

  private static func emergency(
    _ id: String, draft: Draft = .emergency(), _ events: [Event], _ expect: [Expectation],
    policy: Policy = .p8, alone: Bool = false, note: String? = nil
  ) -> Row {
    Row(
      id, policy, draft: draft, through: .submitted, events, expect, alone: alone, note: note)
  }

  private static let frozen = Policy.p8.with {
    $0.freezes = "[{id: spring, from: 2026-03-01T00:00:00Z, until: 2026-04-01T00:00:00Z}]"
  }

  /// What makes an emergency of the sample.
  private static func dodge(_ more: String) -> Event {
    Event { bench in
      try bench.scene.record.replace("type: normal", with: "type: emergency")
      try bench.scene.record.replace(
        "  environment: production\n", with: "  environment: production\n\(more)")
      try bench.commit("Hurry up\n", by: .ann, changes: bench.file)
    }
  }

  static let emergencies: [Row] = [
    emergency(
      "E02", opened, [.gate("allowed"), .counts(.ola)] + deferred,
      note: "SPEC.md's verdict has no field for when ratification is due"),
    emergency(
      "E03", draft: .emergency([("\n  incident: INC-9012", "")]), opened,
      [.gate("prevented"), .reason("lint")]),
    emergency(
      "E04", [.approve(.ann, onCall)], [.gate("awaiting"), .dropped(.ann, "requester")],
      note: "SPEC.md: the signature does not count, so another is awaited; nothing forbids"),
    emergency(
      "E05", done + [wait(hours: 47)] + ratified,
      [
        .stage("implemented"), .noFlag("ratification-overdue"), .status("approved", "satisfied"),
        .status("planned", "satisfied"),
      ], alone: true),
    emergency(
      "E05 reviewed", done + [wait(hours: 47)] + ratified + [.review()],
      [.stage("reviewed"), .noFlag("ratification-overdue")], alone: true),
    emergency(
      "E06", done + [wait(hours: 49), .review(), .close()],
      [.flag("ratification-overdue"), .status("closed", "unsatisfied"), .state("active")],
      alone: true),
    emergency(
      "E06 late", done + [wait(hours: 49)] + ratified + [.review(), .close()],
      [.flag("ratification-overdue"), .status("closed", "unsatisfied"), .state("active")],
      alone: true),
    emergency(
      "E08", done + [.decide("Reject", .bob), wait(hours: 10), .review(), .close()],
      [.flag("ratification-refused"), .status("closed", "unsatisfied")], alone: true,
      note: "SPEC.md asks for an Override of `ratification`, not for a change that reverts it"),
    emergency(
      "E09", opened + [.edit("\"> 400 ms\"", "\"> 500 ms\"")],
      [.gate("prevented"), .reason("approval-stale"), .dropped(.ola, "stale")]),
    Row(
      "E10", .p8, through: .assessed, [dodge(""), .submit()] + opened,
      [.gate("prevented"), .reason("lint")]),
    Row(
      "E10 incident", .p8,
      draft: .window(.beginning, .beginning + 4.hours, risk: "high"), through: .assessed,
      [dodge("  incident: INC-9012\n  why-not-normal: The outage grows.\n"), .submit()] + opened,
      [.gate("allowed"), .acts("submit", ["stale", "counts"])],
      note: "SPEC.md has no flag for an edited type: it makes every earlier act stale"),
    emergency(
      "E11", draft: .emergency([("implementer: fay.stone", "implementer: bo.chen")]),
      opened + [.start(.bob), .finish(.bob)] + ratified,
      [.dropped(.bob, ["implementer"], verb: "approve"), .counts(.cat, "approve")], alone: true),
    emergency("E12", opened, [.gate("allowed"), .flag("freeze")], policy: frozen),
  ]

  // MARK: Standard changes

  private static let evidence = "seventeen uses without a fault\n"

  private static func template(version: Int, more: String = "", step: String = "Install it.")
    throws -> String
  {
    """
    schema: assent/template/1
    id: STD-12
    version: \(version)
    title: Update a package on one host
    description: Replace a package by its next version on one host of the shop.
    systems: [web]
    risk: low
    \(more)parameters:
      host: {one-of: [web-1, web-2]}
      package: {one-of: [nginx, curl]}
    record:
      assessment:
        risk: low
        outage: {kind: none, minutes: 0}
        users-affected: 0
        dependencies: []
        disruption: None; the host leaves the pool before.
        security: The package is signed by the distribution.
        privacy: No personal data is touched.
      testing:
        environment: staging
        plan:
          - {kind: functional, do: Install the package on the staging host.}
        results:
          - kind: functional
            result: pass
            by: ivy.moss
            at: 2026-02-12T10:40:00Z
            evidence: evidence/STD-12/qualification.txt
            sha256: "\(try SHA256Sum.of(evidence))"
      implementation:
        steps:
          - {id: P1, do: \(step), by: implementer, expect: The host answers., minutes: 10, reversible: true}
      rollback:
        strategy: redeploy-previous
        target: {name: web-host, snapshot: before-P1}
        decision: {owner: ola.wren, deputy: hal.iver}
        triggers:
          - {id: T1, signal: error rate of the host, source: dashboard web, when: "> 1 %", for: 5m}
        point-of-no-return: none
        data: {loss: none, writes-after-change: The package writes nothing.}
        steps:
          - {id: R1, undoes: [P1], do: Install the version before., by: implementer, expect: The host answers., minutes: 5}
        max-minutes: 5
        verify:
          - {check: Fetch the first page., expect: The page is there., minutes: 2}

    """
  }

  private static let p9: Policy = {
    let text = (try? template(version: 3)) ?? ""
    return Policy.p6.with { $0.templates = ["STD-12.yaml": text] }
  }()

  /// A record made from the template, planned for Saturday night, with something else in it.
  private static func standard(_ edits: (old: String, new: String)...) -> Draft {
    var draft = Draft.window(utc("2026-03-07 22:00"), utc("2026-03-07 23:00"), risk: "low")
    draft.text = { id in
      edits.reduce(
        """
        schema: assent/change/1
        id: \(id)
        title: Update nginx on the first host
        type: standard
        request:
          requester: ana.ruiz
          timeline: {start: 2026-03-07T00:00:00Z, end: 2026-03-09T00:00:00Z}
          template: STD-12@3
          parameters: {host: web-1, package: nginx}
        implementation:
          implementer: fay.stone
        schedule:
          window: {start: 2026-03-07T22:00:00Z, end: 2026-03-07T23:00:00Z}

        """
      ) { $0.replacing($1.old, with: $1.new) }
    }
    return draft
  }

  private static let qualified = Event { bench in
    try bench.commit(
      "Qualify the template\n", by: .ann,
      changes: ["changes/evidence/STD-12/qualification.txt": .text(evidence)])
  }
  private static let usual: [Event] = [qualified, .submit(), .schedule()]
  private static let saturday = utc("2026-03-07 22:10")
  /// Not judged as a standard change: it has not even been assessed.
  private static let ordinary: [Expectation] = [
    .type("normal"), .stage("initiated"), .neverAllowed,
  ]

  private static func template(
    _ id: String, draft: Draft = standard(), _ events: [Event] = usual, _ expect: [Expectation],
    now: Moment = saturday, alone: Bool = false, note: String? = nil
  ) -> Row {
    Row(
      id, p9, draft: draft, through: .drafted, events, expect, now: now, alone: alone, note: note)
  }

  /// The next version of the template, duly approved.
  private static func fourth(_ retire: String) -> Event {
    .adopt { policy in
      policy.files["templates/STD-12.yaml"] = try template(
        version: 4, more: "retire-at: \(retire)\n", step: "Install and restart it.")
    }
  }

  private static let automatic = ["assessed", "approved", "tested", "planned"]
    .map { Expectation.status($0, "satisfied") }

  static let standards: [Row] = [
    template(
      "D01", usual, [.type("standard"), .stage("scheduled"), .gate("allowed")] + automatic),
    template(
      "D01 by day",
      draft: standard(
        (
          "window: {start: 2026-03-07T22:00:00Z, end: 2026-03-07T23:00:00Z}",
          "window: {start: 2026-03-08T12:00:00Z, end: 2026-03-08T13:00:00Z}"
        )),
      usual, [.type("standard"), .gate("prevented"), .reason("window-misfit")],
      now: utc("2026-03-08 12:10")),
    template("D01 unscheduled", [qualified, .submit()], [.stage("planned"), .gate("awaiting")]),
    template(
      "D02",
      draft: standard(
        (
          "  implementer: fay.stone\n",
          """
            implementer: fay.stone
            steps:
              - {id: P1, do: Install it., by: implementer, expect: The host answers., minutes: 10, reversible: true}
              - {id: P2, do: Reboot the host., by: implementer, expect: The host answers., minutes: 5, reversible: true}

          """
        )), usual, ordinary),
    template(
      "D03", usual + [fourth("2026-03-20T00:00:00Z")],
      [.type("standard"), .stage("scheduled"), .gate("allowed")], alone: true),
    template(
      "D03 retired", usual + [fourth("2026-03-05T00:00:00Z")], ordinary, alone: true),
    template(
      "D04",
      [
        .adopt(by: []) { policy in
          policy.files["templates/STD-12.yaml"] = try template(version: 4, step: "Do as you like.")
        }
      ] + usual, [.undecided, .reason("policy-pending")], alone: true,
      note: "SPEC.md's template is part of the policy: an unapproved edit is a pending policy"),
    template("D05", draft: standard(("web-1,", "\"a; rm\",")), usual, ordinary),
    template("D07", draft: standard(("web-1,", "db-core,")), usual, ordinary),
  ]

  // MARK: The life of a change

  private static let move = Event { bench in
    let old = bench.scene.record.path
    let new = "changes/\(bench.scene.record.id).yaml"
    try bench.commit(
      "Move the record\n", by: .ann,
      changes: [old: .removed, new: .text(bench.scene.record.text)])
  }

  static let lives: [Row] = [
    Row("L01", .p1, [.test()], [.waits, .counts(.ivy, "test")]),
    Row(
      "L04", .p1, through: .scheduled, [.review()],
      [.stage("scheduled"), .status("implemented", "unsatisfied")], alone: true),
    Row("L06", .p1, [.approve(.bob, cm), move], [.reached, .counts(.bob), .counts(.rae)]),
    Row(
      "L08", .p1,
      [
        .approve(.bob, cm),
        .commit("Revert \"Act\"\n\nThis reverts the approval of ID.\n", by: .bob, signed: false),
      ], [.reached, .counts(.bob)],
      note: "SPEC.md: an approval ends by Withdraw; a revert of a commit without files says nothing"
    ),
    Row(
      "L09", .p1,
      [
        .approve(.bob, cm), .decide("Reject", .bob),
        .edit("Promote the old primary.", "Promote the primary."), .approve(.bob, cm),
      ], [.reached, .state("active"), .gate("awaiting")]),
    Row(
      "L10", .p1, [.approve(.bob, cm), .decide("Hold", .cat), .decide("Resume", .cat)],
      [.reached, .state("active"), .counts(.bob)]),
    Row(
      "L10 held", .p1, [.approve(.bob, cm), .decide("Hold", .cat)],
      [.state("held"), .gate("prevented"), .reason("held")]),
  ]

  static let rows = emergencies + standards + lives
  static let seen = Sightings(rows)

  @Test(arguments: rows) func `every kind of change has its way`(_ row: Row) throws {
    try Self.seen.check(row)
  }
}
