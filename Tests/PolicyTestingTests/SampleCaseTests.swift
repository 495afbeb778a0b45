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
    /// The file of cases that has to notice, without `.yaml`.
    let pinnedBy: String
    var testDescription: String { name }
  }

  static let requirements = [
    Mutation(
      name: "a change manager for critical alone",
      old: "{id: change-manager, role: change-manager, count: 1}",
      new: "{id: change-manager, role: change-manager, count: 1, when: {risk: [critical]}}",
      pinnedBy: "risk"),
    Mutation(
      name: "no owners", old: "        - {id: owners, role: system-owner, per: system, count: 1}\n",
      new: "", pinnedBy: "duties"),
    Mutation(
      name: "one owner for all systems", old: "role: system-owner, per: system, count: 1",
      new: "role: change-manager, count: 1", pinnedBy: "duties"),
    Mutation(
      name: "no security", old: "role: security, count: 1, when: {risk: [high, critical]}",
      new: "role: everyone, count: 1, when: {risk: [high, critical]}", pinnedBy: "distinct"),
    Mutation(
      name: "security for critical alone",
      old: "role: security, count: 1, when: {risk: [high, critical]}",
      new: "role: security, count: 1, when: {risk: [critical]}", pinnedBy: "distinct"),
    Mutation(
      name: "security for high alone",
      old: "role: security, count: 1, when: {risk: [high, critical]}",
      new: "role: security, count: 1, when: {risk: [high]}", pinnedBy: "risk"),
    Mutation(
      name: "no security in its zone",
      old:
        "        - {id: security-zone, role: security, count: 1, when: {zone: [security-zone]}}\n",
      new: "", pinnedBy: "risk"),
    Mutation(
      name: "privacy in another zone", old: "zone: [personal-data]", new: "zone: [payments]",
      pinnedBy: "risk"),
    Mutation(
      name: "privacy by anybody", old: "role: privacy", new: "role: everyone", pinnedBy: "lead-time"
    ),
    Mutation(
      name: "no board", old: "{role: cab, count: 2}", new: "{role: everyone, count: 1}",
      pinnedBy: "risk"),
    Mutation(
      name: "one of the board", old: "role: cab, count: 2", new: "role: cab, count: 1",
      pinnedBy: "distinct"),
    Mutation(
      name: "no chair", old: "            - {role: cab-chair, count: 1}\n", new: "",
      pinnedBy: "lead-time"),
    Mutation(
      name: "nobody assesses but for critical",
      old: "{id: assessor, role: risk-assessor, count: 1}",
      new: "{id: assessor, role: risk-assessor, count: 1, when: {risk: [critical]}}",
      pinnedBy: "risk"),
    Mutation(
      name: "nobody tests but for critical", old: "{id: tester, role: tester, count: 1, seat: any}",
      new: "{id: tester, role: tester, count: 1, seat: any, when: {risk: [critical]}}",
      pinnedBy: "duties"),
    Mutation(
      name: "machines do not test", old: "{id: tester, role: tester, count: 1, seat: any}",
      new: "{id: tester, role: tester, count: 1}", pinnedBy: "duties"),
    Mutation(
      name: "nobody schedules but for critical",
      old: "{id: scheduler, role: change-manager, count: 1}",
      new: "{id: scheduler, role: change-manager, count: 1, when: {risk: [critical]}}",
      pinnedBy: "windows"),
    Mutation(
      name: "nobody implements but for critical",
      old: "{id: implementer, role: implementer, count: 1, seat: any}",
      new: "{id: implementer, role: implementer, count: 1, seat: any, when: {risk: [critical]}}",
      pinnedBy: "closing"),
    Mutation(
      name: "nobody reviews but for critical", old: "{id: reviewer, role: reviewer, count: 1}",
      new: "{id: reviewer, role: reviewer, count: 1, when: {risk: [critical]}}", pinnedBy: "closing"
    ),
    Mutation(
      name: "a reviewer closes", old: "{id: closer, role: change-manager,",
      new: "{id: closer, role: reviewer,", pinnedBy: "closing"),
  ]

  static let rules = [
    Mutation(
      name: "nobody is distinct", old: "    distinct: [change-manager, security, privacy, cab]\n",
      new: "", pinnedBy: "distinct"),
    Mutation(
      name: "the requester assesses",
      old: "    not: [requester]\n    covers: [request, assessment]\n",
      new: "    covers: [request, assessment]\n", pinnedBy: "duties"),
    Mutation(
      name: "the requester approves", old: "not: [requester, contributors, implementer]",
      new: "not: [contributors, implementer]", pinnedBy: "delegation"),
    Mutation(
      name: "contributors approve", old: "not: [requester, contributors, implementer]",
      new: "not: [requester, implementer]", pinnedBy: "duties"),
    Mutation(
      name: "the implementer approves", old: "not: [requester, contributors, implementer]",
      new: "not: [requester, contributors]", pinnedBy: "duties"),
    Mutation(
      name: "the implementer tests",
      old: "    not: [implementer]\n    covers: [testing", new: "    covers: [testing",
      pinnedBy: "duties"),
    Mutation(
      name: "approvers implement", old: "    not: [approvers]\n", new: "", pinnedBy: "duties"),
    Mutation(
      name: "the implementer reviews",
      old: "{id: reviewer, role: reviewer, count: 1}\n    not: [implementer]\n",
      new: "{id: reviewer, role: reviewer, count: 1}\n", pinnedBy: "duties"),
    Mutation(
      name: "assessments cover no request",
      old: "    not: [requester]\n    covers: [request, assessment]",
      new: "    not: [requester]\n    covers: [assessment]", pinnedBy: "stale"),
    Mutation(
      name: "approvals cover no request",
      old: "covers: [request, assessment, implementation, rollback]",
      new: "covers: [assessment, implementation, rollback]", pinnedBy: "stale"),
    Mutation(
      name: "approvals cover no assessment",
      old: "covers: [request, assessment, implementation, rollback]",
      new: "covers: [request, implementation, rollback]", pinnedBy: "stale"),
    Mutation(
      name: "approvals cover no implementation",
      old: "covers: [request, assessment, implementation, rollback]",
      new: "covers: [request, assessment, rollback]", pinnedBy: "duties"),
    Mutation(
      name: "approvals cover no rollback",
      old: "covers: [request, assessment, implementation, rollback]",
      new: "covers: [request, assessment, implementation]", pinnedBy: "stale"),
    Mutation(
      name: "tests cover no plan of tests", old: "covers: [testing, implementation]",
      new: "covers: [implementation]", pinnedBy: "stale"),
    Mutation(
      name: "tests cover no implementation", old: "covers: [testing, implementation]",
      new: "covers: [testing]", pinnedBy: "stale"),
    Mutation(
      name: "schedules cover something else", old: "covers: [schedule]", new: "covers: [testing]",
      pinnedBy: "stale"),
    Mutation(
      name: "approvals never expire", old: "    valid-for: 14d\n", new: "", pinnedBy: "stale"),
    Mutation(
      name: "approvals expire early", old: "valid-for: 14d", new: "valid-for: 13d",
      pinnedBy: "stale"),
    Mutation(
      name: "hardly a lead time for low", old: "low: 24h", new: "low: 1h", pinnedBy: "lead-time"),
    Mutation(
      name: "hardly a lead time for medium", old: "medium: 3d", new: "medium: 2d",
      pinnedBy: "lead-time"),
    Mutation(
      name: "a longer one for medium", old: "medium: 3d", new: "medium: 4d", pinnedBy: "lead-time"),
    Mutation(
      name: "hardly a lead time for high", old: "high: 5d", new: "high: 4d", pinnedBy: "lead-time"),
    Mutation(name: "a longer one for high", old: "high: 5d", new: "high: 6d", pinnedBy: "distinct"),
    Mutation(
      name: "hardly a lead time for critical", old: "critical: 5d", new: "critical: 4d",
      pinnedBy: "lead-time"),
    Mutation(
      name: "every day is worked", old: ", counted-in: working-days", new: "", pinnedBy: "lead-time"
    ),
    Mutation(name: "no office hours", old: "[office-hours, ", new: "[", pinnedBy: "forbidding"),
    Mutation(name: "no weekday evening", old: "weekday-evening, ", new: "", pinnedBy: "risk"),
    Mutation(name: "no weekend night", old: ", weekend-night]", new: "]", pinnedBy: "windows"),
    Mutation(
      name: "any hour", old: "    windows: [office-hours, weekday-evening, weekend-night]\n",
      new: "", pinnedBy: "windows"),
    Mutation(
      name: "no conflicts", old: "    conflicts: system-or-dependency\n", new: "",
      pinnedBy: "conflicts"),
    Mutation(
      name: "a gate before the slot", old: "deploy: scheduled", new: "deploy: planned",
      pinnedBy: "windows"),
    Mutation(
      name: "change managers give the word", old: "role: on-call-manager",
      new: "role: change-manager", pinnedBy: "emergency"),
    Mutation(
      name: "a longer word", old: "  valid-for: 24h", new: "  valid-for: 72h", pinnedBy: "emergency"
    ),
    Mutation(
      name: "a shorter word", old: "  valid-for: 24h", new: "  valid-for: 12h",
      pinnedBy: "emergency"),
    Mutation(
      name: "late ratification", old: "ratify-within: 48h", new: "ratify-within: 96h",
      pinnedBy: "emergency"),
    Mutation(
      name: "early ratification", old: "ratify-within: 48h", new: "ratify-within: 12h",
      pinnedBy: "emergency"),
    Mutation(name: "no review owed", old: "  review-within: 5d\n", new: "", pinnedBy: "emergency"),
    Mutation(
      name: "privacy cannot object", old: "object: [security, privacy]", new: "object: [security]",
      pinnedBy: "forbidding"),
    Mutation(
      name: "security cannot object", old: "object: [security, privacy]", new: "object: [privacy]",
      pinnedBy: "forbidding"),
    Mutation(
      name: "owners object", old: "object: [security, privacy]",
      new: "object: [security, privacy, system-owner]", pinnedBy: "forbidding"),
    Mutation(
      name: "managers cannot reject", old: "reject: [change-manager, security]",
      new: "reject: [security]", pinnedBy: "forbidding"),
    Mutation(
      name: "security cannot reject", old: "reject: [change-manager, security]",
      new: "reject: [change-manager]", pinnedBy: "forbidding"),
    Mutation(
      name: "testers hold", old: "hold: [change-manager]", new: "hold: [change-manager, tester]",
      pinnedBy: "forbidding"),
    Mutation(
      name: "managers cannot hold", old: "hold: [change-manager]", new: "hold: [tester]",
      pinnedBy: "forbidding"),
    Mutation(name: "nobody lifts", old: "  lift: [cab-chair]\n", new: "", pinnedBy: "forbidding"),
    Mutation(
      name: "testers cancel", old: "  lift: [cab-chair]\n",
      new: "  lift: [cab-chair]\n  cancel: [tester]\n", pinnedBy: "forbidding"),
    Mutation(
      name: "the board cannot be overridden", old: "cab: [cab-chair], ratification",
      new: "ratification", pinnedBy: "forbidding"),
    Mutation(
      name: "security can be overridden", old: "cab: [cab-chair], ratification",
      new: "cab: [cab-chair], security: [cab-chair], ratification", pinnedBy: "forbidding"),
    Mutation(
      name: "any site of the template", old: "www.harbourline.example]",
      new: "www.harbourline.example, intranet.harbourline.example]",
      file: "templates/STD-TLS-ROTATE.yaml", pinnedBy: "standard"),
    Mutation(
      name: "any character of a serial number",
      old: "present-serial: {pattern: \"[0-9A-F:]{8,59}\"}",
      new: "present-serial: {pattern: \".+\"}", file: "templates/STD-TLS-ROTATE.yaml",
      pinnedBy: "standard"),
    Mutation(
      name: "managers except from the freeze", old: "except: {role: cab-chair}",
      new: "except: {role: change-manager}", file: "calendar.yaml", pinnedBy: "freezes"),
    Mutation(
      name: "the freeze begins late", old: "from: 2026-12-18T00:00:00+01:00",
      new: "from: 2026-12-28T00:00:00+01:00", file: "calendar.yaml", pinnedBy: "freezes"),
    Mutation(
      name: "the first of May is worked", old: "  - 2026-05-01\n", new: "", file: "calendar.yaml",
      pinnedBy: "lead-time"),
    Mutation(
      name: "office hours begin early", old: "from: \"06:00\", to: \"18:00\"",
      new: "from: \"05:00\", to: \"18:00\"", file: "calendar.yaml", pinnedBy: "windows"),
    Mutation(
      name: "evenings last longer", old: "from: \"18:00\", to: \"02:00\"",
      new: "from: \"18:00\", to: \"04:00\"", file: "calendar.yaml", pinnedBy: "windows"),
    Mutation(
      name: "evenings on Fridays", old: "days: [mon, tue, wed, thu], from",
      new: "days: [mon, tue, wed, thu, fri], from", file: "calendar.yaml", pinnedBy: "windows"),
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
        """, file: "systems.yaml", pinnedBy: "conflicts"),
  ]

  @Test(arguments: requirements + rules)
  func `what is changed in the sample's policy breaks a case`(_ mutation: Mutation) throws {
    var bench = try Bench.sample()
    try bench.replace(mutation.old, with: mutation.new, in: mutation.file)
    bench.cases = bench.cases.filter { $0.key.hasSuffix("/\(mutation.pinnedBy).yaml") }
    let outcome = try bench.run()
    #expect(outcome.results.contains { !$0.hasPassed } || !outcome.findings.isEmpty)
  }
}
