/// The people, systems and rules of the fixture.
struct Organisation {
  static let repository = "harbourline/changes"
  /// How many systems there are beside the directory that all depend on.
  static let systems = 40

  static func system(_ number: Int) -> String { "claims-\(number + 10)" }
  static func owner(_ number: Int) -> String { "owner.\(number % 10 + 10)" }

  /// Everybody, with a key each.
  let signers: [String: Signer]

  /// - Parameter keys: what people sign with.
  init(keys: KeyKind = .ed25519) throws {
    var signers: [String: Signer] = [:]
    let named = [
      "ana.ruiz", "rae.kerr", "bo.chen", "cat.diaz", "eli.frost", "hal.iver", "ivy.moss",
      "fay.stone", "rob.lane", "ola.wren", "cfo.lane", "ciso.rey", "cto.fin",
    ]
    for (place, person) in (named + (0..<10).map(Self.owner)).enumerated() {
      signers[person] = try Signer(person, kind: keys.kind(ofPerson: place))
    }
    self.signers = signers
  }

  func signer(_ person: String) throws -> Signer {
    guard let signer = signers[person] else {
      throw FixtureError(description: "nobody is called \(person)")
    }
    return signer
  }

  static func address(_ person: String) -> String { "\(person)@harbourline.example" }

  /// What `ssh-keygen` and Git take as the file of allowed signers.
  func allowedSigners() throws -> String {
    try people.compactMap { try $0.allowedSigner() }.joined()
  }

  /// The OpenPGP certificates one after the other, for `gpg --import`.
  func certificates() throws -> String {
    try people.compactMap { try $0.certificate() }.joined()
  }

  /// The files below `policies/`, sorted as Git sorts them.
  func policy() throws -> [(name: String, text: String)] {
    let keys = try people.compactMap { signer in
      try signer.certificate().map { (name: "keys/\(signer.person).asc", text: $0) }
    }
    return try [("assent.yaml", Self.charter), ("calendar.yaml", Self.calendar)] + keys + [
      ("people.yaml", register()), ("systems.yaml", Self.inventory),
      ("workflow.yaml", Self.workflow),
    ]
  }

  private var people: [Signer] { signers.values.sorted { $0.person < $1.person } }

  private func register() throws -> String {
    let entries = try people.map { signer in
      """
        \(signer.person):
          name: \(signer.person)
          email: [\(Self.address(signer.person))]
          kind: human
          keys:
            - \(try signer.entry())

      """
    }
    return "schema: assent/people/1\npeople:\n" + entries.joined() + Self.roles
  }

  private static let roles = """
    roles:
      risk-assessor: [rae.kerr]
      change-manager: [bo.chen, cat.diaz]
      security: [eli.frost]
      cab: [hal.iver, rob.lane]
      cab-chair: [hal.iver]
      tester: [ivy.moss]
      implementer: [fay.stone]
      reviewer: [rob.lane]
      on-call-manager: [ola.wren]

    """

  private static let charter = """
    schema: assent/policy/1
    version: 1
    repository: \(repository)
    trunk: main
    owners:
      - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}
    carrier: branch
    edits: claimed

    """

  private static var inventory: String {
    let entries = (0..<systems).map {
      "  \(system($0)): {owners: [\(owner($0))], criticality: high, zones: [], depends-on: [directory]}\n"
    }
    return "schema: assent/systems/1\nsystems:\n"
      + "  directory: {owners: [\(owner(0))], criticality: medium, zones: []}\n" + entries.joined()
  }

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
        lead-time: {low: 24h, medium: 3d, high: 5d, critical: 5d, counted-in: working-days}
        windows: [standard-night]
        conflicts: system-or-dependency
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
