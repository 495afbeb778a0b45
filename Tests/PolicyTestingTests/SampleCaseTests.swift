import Testing

/// The cases of the sample organisation pin its policy: what is taken out of it is missed.
struct SampleCaseTests {
  @Test func `the sample's policy keeps all of its cases`() throws {
    let outcome = try Bench.sample().run()
    #expect(outcome.findings == [])
    #expect(outcome.results.count >= 80)
    for result in outcome.results {
      #expect(result.mismatches == [], "\(result.name) \(result.place)")
    }
  }

  struct Mutation: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    var file = "workflow.yaml"
    var testDescription: String { name }
  }

  static let requirements = [
    Mutation(
      name: "no change manager", old: "{id: change-manager, role: change-manager,",
      new: "{id: change-manager, role: everyone,"),
    Mutation(
      name: "no owners", old: "        - {id: owners, role: system-owner, per: system, count: 1}\n",
      new: ""),
    Mutation(
      name: "one owner for all systems", old: "role: system-owner, per: system, count: 1",
      new: "role: change-manager, count: 1"),
    Mutation(
      name: "no security", old: "role: security, count: 1, when: {risk: [high, critical]}",
      new: "role: everyone, count: 1, when: {risk: [high, critical]}"),
    Mutation(
      name: "security for critical alone",
      old: "role: security, count: 1, when: {risk: [high, critical]}",
      new: "role: security, count: 1, when: {risk: [critical]}"),
    Mutation(
      name: "security for high alone",
      old: "role: security, count: 1, when: {risk: [high, critical]}",
      new: "role: security, count: 1, when: {risk: [high]}"),
    Mutation(
      name: "no security in its zone",
      old:
        "        - {id: security-zone, role: security, count: 1, when: {zone: [security-zone]}}\n",
      new: ""),
    Mutation(
      name: "privacy in another zone", old: "zone: [personal-data]", new: "zone: [payments]"),
    Mutation(name: "privacy by anybody", old: "role: privacy", new: "role: everyone"),
    Mutation(
      name: "no board", old: "{role: cab, count: 2}", new: "{role: everyone, count: 1}"),
    Mutation(name: "one of the board", old: "role: cab, count: 2", new: "role: cab, count: 1"),
    Mutation(
      name: "no chair", old: "            - {role: cab-chair, count: 1}\n", new: ""),
    Mutation(
      name: "anybody assesses", old: "{id: assessor, role: risk-assessor,",
      new: "{id: assessor, role: everyone,"),
    Mutation(
      name: "anybody tests", old: "{id: tester, role: tester, count: 1, seat: any}",
      new: "{id: tester, role: everyone, count: 1, seat: any}"),
    Mutation(
      name: "machines do not test", old: "{id: tester, role: tester, count: 1, seat: any}",
      new: "{id: tester, role: tester, count: 1}"),
    Mutation(
      name: "anybody schedules", old: "{id: scheduler, role: change-manager,",
      new: "{id: scheduler, role: everyone,"),
    Mutation(
      name: "anybody implements", old: "{id: implementer, role: implementer,",
      new: "{id: implementer, role: everyone,"),
    Mutation(
      name: "anybody reviews", old: "{id: reviewer, role: reviewer,",
      new: "{id: reviewer, role: everyone,"),
    Mutation(
      name: "a reviewer closes", old: "{id: closer, role: change-manager,",
      new: "{id: closer, role: reviewer,"),
  ]

  static let rules = [
    Mutation(
      name: "nobody is distinct", old: "    distinct: [change-manager, security, privacy, cab]\n",
      new: ""),
    Mutation(
      name: "the requester assesses",
      old: "    not: [requester]\n    covers: [request, assessment]\n",
      new: "    covers: [request, assessment]\n"),
    Mutation(
      name: "the requester approves", old: "not: [requester, contributors, implementer]",
      new: "not: [contributors, implementer]"),
    Mutation(
      name: "contributors approve", old: "not: [requester, contributors, implementer]",
      new: "not: [requester, implementer]"),
    Mutation(
      name: "the implementer approves", old: "not: [requester, contributors, implementer]",
      new: "not: [requester, contributors]"),
    Mutation(
      name: "the implementer tests",
      old: "    not: [implementer]\n    covers: [testing", new: "    covers: [testing"),
    Mutation(name: "approvers implement", old: "    not: [approvers]\n", new: ""),
    Mutation(
      name: "the implementer reviews",
      old: "{id: reviewer, role: reviewer, count: 1}\n    not: [implementer]\n",
      new: "{id: reviewer, role: reviewer, count: 1}\n"),
    Mutation(
      name: "assessments cover no request",
      old: "    not: [requester]\n    covers: [request, assessment]",
      new: "    not: [requester]\n    covers: [assessment]"),
    Mutation(
      name: "approvals cover no request",
      old: "covers: [request, assessment, implementation, rollback]",
      new: "covers: [assessment, implementation, rollback]"),
    Mutation(
      name: "approvals cover no assessment",
      old: "covers: [request, assessment, implementation, rollback]",
      new: "covers: [request, implementation, rollback]"),
    Mutation(
      name: "approvals cover no implementation",
      old: "covers: [request, assessment, implementation, rollback]",
      new: "covers: [request, assessment, rollback]"),
    Mutation(
      name: "approvals cover no rollback",
      old: "covers: [request, assessment, implementation, rollback]",
      new: "covers: [request, assessment, implementation]"),
    Mutation(
      name: "tests cover no plan of tests", old: "covers: [testing, implementation]",
      new: "covers: [implementation]"),
    Mutation(
      name: "tests cover no implementation", old: "covers: [testing, implementation]",
      new: "covers: [testing]"),
    Mutation(
      name: "schedules cover something else", old: "covers: [schedule]", new: "covers: [testing]"),
    Mutation(name: "approvals never expire", old: "    valid-for: 14d\n", new: ""),
    Mutation(name: "approvals expire early", old: "valid-for: 14d", new: "valid-for: 13d"),
    Mutation(name: "hardly a lead time for low", old: "low: 24h", new: "low: 1h"),
    Mutation(name: "hardly a lead time for medium", old: "medium: 3d", new: "medium: 2d"),
    Mutation(name: "a longer one for medium", old: "medium: 3d", new: "medium: 4d"),
    Mutation(name: "hardly a lead time for high", old: "high: 5d", new: "high: 4d"),
    Mutation(name: "a longer one for high", old: "high: 5d", new: "high: 6d"),
    Mutation(name: "hardly a lead time for critical", old: "critical: 5d", new: "critical: 4d"),
    Mutation(name: "every day is worked", old: ", counted-in: working-days", new: ""),
    Mutation(name: "no office hours", old: "[office-hours, ", new: "["),
    Mutation(name: "no weekday evening", old: "weekday-evening, ", new: ""),
    Mutation(name: "no weekend night", old: ", weekend-night]", new: "]"),
    Mutation(
      name: "any hour", old: "    windows: [office-hours, weekday-evening, weekend-night]\n",
      new: ""),
    Mutation(name: "no conflicts", old: "    conflicts: system-or-dependency\n", new: ""),
    Mutation(name: "a gate before the slot", old: "deploy: scheduled", new: "deploy: planned"),
    Mutation(
      name: "change managers give the word", old: "role: on-call-manager",
      new: "role: change-manager"),
    Mutation(name: "a longer word", old: "  valid-for: 24h", new: "  valid-for: 72h"),
    Mutation(name: "a shorter word", old: "  valid-for: 24h", new: "  valid-for: 12h"),
    Mutation(name: "late ratification", old: "ratify-within: 48h", new: "ratify-within: 96h"),
    Mutation(name: "early ratification", old: "ratify-within: 48h", new: "ratify-within: 12h"),
    Mutation(name: "no review owed", old: "  review-within: 5d\n", new: ""),
    Mutation(
      name: "privacy cannot object", old: "object: [security, privacy]", new: "object: [security]"),
    Mutation(
      name: "security cannot object", old: "object: [security, privacy]", new: "object: [privacy]"),
    Mutation(
      name: "owners object", old: "object: [security, privacy]",
      new: "object: [security, privacy, system-owner]"),
    Mutation(
      name: "managers cannot reject", old: "reject: [change-manager, security]",
      new: "reject: [security]"),
    Mutation(
      name: "security cannot reject", old: "reject: [change-manager, security]",
      new: "reject: [change-manager]"),
    Mutation(
      name: "testers hold", old: "hold: [change-manager]", new: "hold: [change-manager, tester]"),
    Mutation(name: "managers cannot hold", old: "hold: [change-manager]", new: "hold: [tester]"),
    Mutation(name: "nobody lifts", old: "  lift: [cab-chair]\n", new: ""),
    Mutation(
      name: "testers cancel", old: "  lift: [cab-chair]\n",
      new: "  lift: [cab-chair]\n  cancel: [tester]\n"),
    Mutation(
      name: "the board cannot be overridden", old: "cab: [cab-chair], ratification",
      new: "ratification"),
    Mutation(
      name: "security can be overridden", old: "cab: [cab-chair], ratification",
      new: "cab: [cab-chair], security: [cab-chair], ratification"),
    Mutation(
      name: "managers except from the freeze", old: "except: {role: cab-chair}",
      new: "except: {role: change-manager}", file: "calendar.yaml"),
    Mutation(
      name: "the freeze begins late", old: "from: 2026-12-18T00:00:00+01:00",
      new: "from: 2026-12-28T00:00:00+01:00", file: "calendar.yaml"),
    Mutation(
      name: "the first of May is worked", old: "  - 2026-05-01\n", new: "", file: "calendar.yaml"),
    Mutation(
      name: "office hours begin early", old: "from: \"06:00\", to: \"18:00\"",
      new: "from: \"05:00\", to: \"18:00\"", file: "calendar.yaml"),
    Mutation(
      name: "evenings last longer", old: "from: \"18:00\", to: \"02:00\"",
      new: "from: \"18:00\", to: \"04:00\"", file: "calendar.yaml"),
    Mutation(
      name: "evenings on Fridays", old: "days: [mon, tue, wed, thu], from",
      new: "days: [mon, tue, wed, thu, fri], from", file: "calendar.yaml"),
    Mutation(
      name: "no dependency of the log store",
      old: """
          log-store:
            owners: [gil.storm, ida.falk]
            criticality: medium
            zones: [internal]
            depends-on: [virtual-hosts]
        """,
      new: """
          log-store:
            owners: [gil.storm, ida.falk]
            criticality: medium
            zones: [internal]
        """, file: "systems.yaml"),
  ]

  @Test(arguments: requirements + rules)
  func `what is changed in the sample's policy breaks a case`(_ mutation: Mutation) throws {
    var bench = try Bench.sample()
    try bench.replace(mutation.old, with: mutation.new, in: mutation.file)
    let outcome = try bench.run(untilFailure: true)
    #expect(outcome.results.contains { !$0.hasPassed } || !outcome.findings.isEmpty)
  }
}
