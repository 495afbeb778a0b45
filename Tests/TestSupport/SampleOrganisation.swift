/// The policy of the tests: the example of the specification without the rules that only some
/// tests ask for (windows, lead time, conflicts).
package struct SampleOrganisation: Sendable {
  /// The files below `policies/`, by name.
  package var files: [String: String]

  /// The repository that acts name.
  package static let repository = "harbourline/changes"

  /// The policy as it stands; `people` leaves out whom the tests add later.
  package init(people: [Persona] = Persona.employees) throws {
    files = [
      "assent.yaml": Self.charter, "people.yaml": try Self.register(people),
      "systems.yaml": Self.systems, "workflow.yaml": Self.workflow, "calendar.yaml": Self.calendar,
    ]
  }

  /// Replaces the one place of a file where `old` stands.
  package mutating func replace(_ old: String, with new: String, in file: String) throws {
    files[file] = try Edit.replacing(old, with: new, in: files[file] ?? "")
  }

  /// The digest that a Policy-Approve names.
  package var digest: String {
    get throws {
      let lines = try files.sorted {
        Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8))
      }
      .map { "\(try SHA256Sum.of($0.value))  policies/\($0.key)\n" }
      return try SHA256Sum.of(lines.joined())
    }
  }

  /// The files as a commit writes them.
  package var entries: [String: CommitPlan.Entry] {
    Dictionary(uniqueKeysWithValues: files.map { ("policies/\($0.key)", .text($0.value)) })
  }

  /// The entry of a person in `people.yaml`.
  package static func entry(_ persona: Persona, status: String? = nil) throws -> String {
    let status = status.map { "\n        status: \($0)" } ?? ""
    return """
        \(persona.id):
          name: \(persona.name)
          email: [\(persona.email)]
          kind: \(persona == .bot ? "machine" : "human")
          keys:
            - ssh: \(try persona.publicKey)\(status)

      """
  }

  private static func register(_ people: [Persona]) throws -> String {
    "schema: assent/people/1\npeople:\n" + (try people.map { try entry($0) }.joined()) + roles
  }

  private static let roles = """
    roles:
      risk-assessor: [rae.kerr]
      change-manager: [bo.chen, cat.diaz, kim.park, ana.ruiz, fay.stone]
      security: [eli.frost, kim.park]
      cab: [gus.lind, uma.west, hal.iver]
      cab-chair: [hal.iver]
      tester: [ivy.moss, fay.stone, bot.ci]
      implementer: [fay.stone, gil.moor, bo.chen]
      reviewer: [rob.lane, fay.stone]
      on-call-manager: [ola.wren, fay.stone]

    """

  private static let charter = """
    schema: assent/policy/1
    version: 1
    repository: harbourline/changes
    trunk: main
    owners:
      - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}
    carrier: branch
    edits: claimed

    """

  private static let systems = """
    schema: assent/systems/1
    systems:
      claims-db: {owners: [dan.holt], criticality: high, zones: [personal-data], depends-on: [document-store]}
      claims-api: {owners: [dee.fox], criticality: medium, zones: []}
      document-store: {owners: [dee.fox], criticality: medium, zones: []}
      mail-relay: {owners: [dee.fox], criticality: low, zones: []}

    """

  private static let workflow = """
    schema: assent/workflow/1
    clock: claimed
    stages:
      initiated: {act: submit, by: requester}
      assessed:
        act: assess
        require: {id: assessor, role: risk-assessor, count: 1}
        not: [requester]
        covers: [request, assessment]
      approved:
        act: approve
        require:
          all:
            - {id: change-manager, role: change-manager, count: 1}
            - {id: owners, role: system-owner, per: system, count: 1}
            - {id: security, role: security, count: 1, when: {risk: [high, critical]}}
            - {id: cab, when: {risk: [critical]}, any: [{role: cab, count: 2}, {role: cab-chair, count: 1}]}
        distinct: [change-manager, security, cab]
        not: [requester, contributors, implementer]
        covers: [request, assessment, implementation, rollback]
        valid-for: 14d
      tested: {act: test, require: {id: tester, role: tester, count: 1, seat: any}, not: [implementer], covers: [testing, implementation]}
      planned: {reviewed-by: approved}
      scheduled:
        act: schedule
        require: {id: scheduler, role: change-manager, count: 1}
        covers: [schedule]
      implemented: {act: finish, require: {id: implementer, role: implementer, count: 1, seat: any}, not: [approvers]}
      reviewed: {act: review, require: {id: reviewer, role: reviewer, count: 1}, not: [implementer]}
      closed: {act: close, require: {id: closer, role: change-manager, count: 1}}
    gate: {deploy: scheduled}
    artifact: at-approval
    emergency: {before: {id: on-call, role: on-call-manager, count: 1}, valid-for: 24h, ratify-within: 48h, review-within: 5d}
    powers:
      object: [security]
      reject: [change-manager]
      hold: [change-manager]
      cancel: [change-manager]
      lift: [cab-chair]
      override: {cab: [cab-chair], ratification: [cab-chair]}

    """

  private static let calendar = """
    schema: assent/calendar/1
    time-zone: UTC
    windows: [{id: standard-night, days: [sat], from: "22:00", to: "04:00"}]
    freezes: []
    holidays: []

    """
}

extension Persona {
  /// Everybody whom the policy knows.
  package static let employees = allCases.filter { $0 != .mallory }
}
