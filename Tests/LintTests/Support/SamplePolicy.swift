import Diagnostics
import Lint
import Primitives
import Records

/// The policy that the sample records are judged by.
enum SamplePolicy {
  static let value = Policy(
    charter: Charter(), people: people, systems: systems, workflow: workflow,
    calendar: calendar, lint: LintSettings(), templates: templates)

  static func with(_ severities: [String: Severity?]) -> Policy {
    var policy = value
    policy.lint.severities = severities
    return policy
  }

  /// All files below the folder of a record exist, but for those called absent.
  static let evidence = EvidenceLookup { path in
    guard let digest, !path.hasSuffix("absent.txt") else { return .absent }
    if path.hasSuffix("enormous.bin") { return .tooLarge(300_000_000) }
    return .present(digest)
  }

  private static let digest = SHA256Digest(
    hex: "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c")

  /// What is known beside the records: the zone, not the time.
  static let surroundings = Surroundings(zone: TimeZoneRules(offset: 3600))

  /// Saturday nights are open, the end of the year is frozen.
  private static let calendar: Calendar = {
    var calendar = Calendar()
    calendar.timeZone = "Europe/Berlin"
    var night = Calendar.Window()
    (night.id, night.days, night.from, night.to, night.line) = (
      "standard-night", [5], 22 * 60, 6 * 60, 3
    )
    calendar.windows = [night]
    var freeze = Calendar.Freeze()
    (freeze.id, freeze.exceptRole, freeze.line) = ("year-end-2026", "cab-chair", 4)
    if let start = Instant(rfc3339: "2026-12-18T00:00:00+01:00"),
      let end = Instant(rfc3339: "2027-01-04T00:00:00+01:00")
    {
      freeze.interval = ChangeRequest.Interval(start: start, end: end)
    }
    calendar.freezes = [freeze]
    calendar.holidays = Set([CivilDate("2025-12-25"), CivilDate("2026-12-25")].compactMap { $0 })
    return calendar
  }()

  private static let people: People = {
    var people = People()
    for id in ["ana.ruiz", "dan.holt", "fay.stone", "gus.vale", "ivy.moss", "kim.orr"] {
      people.people[id] = People.Person(id: id)
    }
    var machine = People.Person(id: "deploy.bot")
    machine.kind = .machine
    people.people["deploy.bot"] = machine
    var left = People.Person(id: "old.hand")
    var key = People.Key(material: .ssh("ssh-ed25519 AAAA"))
    key.status = .retired
    left.keys = [key]
    people.people["old.hand"] = left
    return people
  }()

  private static let systems: Systems = {
    var systems = Systems()
    for (line, id) in ["claims-db", "claims-api", "document-store", "quote-web", "vpn-gw"]
      .enumerated()
    {
      var system = Systems.System(id: id)
      system.line = line + 3
      systems.systems[id] = system
    }
    systems.systems["claims-db"]?.zones = ["personal-data"]
    systems.systems["claims-db"]?.dependsOn = ["document-store"]
    systems.systems["vpn-gw"]?.criticality = .high
    return systems
  }()

  private static let workflow: Workflow = {
    var workflow = Workflow()
    var approved = StageRule(stage: .approved)
    approved.line = 12
    approved.covers = [.request, .assessment, .implementation, .rollback]
    var security = Requirement(kind: .quorum(Requirement.Quorum(role: "security")))
    security.id = "security"
    security.when = [Requirement.Condition(field: .risk, values: ["high", "critical"])]
    security.line = 17
    approved.require = Requirement(kind: .all([security]))
    workflow.stages[.approved] = approved
    var tested = StageRule(stage: .tested)
    tested.line = 22
    tested.covers = [.testing, .implementation]
    workflow.stages[.tested] = tested
    var scheduled = StageRule(stage: .scheduled)
    scheduled.line = 26
    scheduled.covers = [.schedule]
    scheduled.windows = ["standard-night"]
    scheduled.conflicts = .systemOrDependency
    var lead = StageRule.LeadTime()
    for (risk, days) in [(ChangeRequest.Risk.low, 1), (.medium, 3), (.high, 5), (.critical, 5)] {
      lead.byRisk[risk] = Period(count: days, unit: .days)
    }
    lead.inWorkingDays = true
    scheduled.leadTime = lead
    workflow.stages[.scheduled] = scheduled
    workflow.emergency = EmergencyRule(
      before: Requirement(kind: .quorum(Requirement.Quorum(role: "on-call-manager"))),
      validFor: Period(count: 24, unit: .hours), ratifyWithin: Period(count: 48, unit: .hours))
    return workflow
  }()

  private static let templates: [Template] = {
    var current = Template()
    (current.id, current.version) = ("STD-TLS-ROTATE", 3)
    if let host = ParameterPattern("[a-z]+[.]harbourline[.]example") {
      current.parameters = ["host": .pattern(host)]
    }
    var retired = Template()
    (retired.id, retired.version) = ("STD-OLD-PROXY", 2)
    retired.retireAt = Instant(rfc3339: "2026-01-01T00:00:00Z")
    return [current, retired]
  }()
}
