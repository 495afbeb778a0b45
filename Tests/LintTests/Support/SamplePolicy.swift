import Diagnostics
import Lint
import Primitives
import Records

/// The policy that the sample records are judged by.
enum SamplePolicy {
  static let value = Policy(
    charter: Charter(), people: people, systems: systems, workflow: workflow,
    calendar: Calendar(), lint: LintSettings(), templates: templates)

  static func with(_ severities: [String: Severity?]) -> Policy {
    var policy = value
    policy.lint.severities = severities
    return policy
  }

  /// All files below the folder of a record exist, but for those called absent.
  static let evidence = EvidenceLookup { path in
    guard let digest, !path.hasSuffix("absent.txt") else { return .absent }
    return .present(digest)
  }

  private static let digest = SHA256Digest(
    hex: "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c")

  private static let people: People = {
    var people = People()
    for id in ["ana.ruiz", "dan.holt", "fay.stone", "gus.vale", "ivy.moss", "kim.orr"] {
      people.people[id] = People.Person(id: id)
    }
    var machine = People.Person(id: "deploy.bot")
    machine.kind = .machine
    people.people["deploy.bot"] = machine
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
