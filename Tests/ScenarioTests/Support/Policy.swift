import TestSupport

/// A policy as the scenarios vary it; everything else is the same in all of them.
struct Policy: Hashable, Sendable {
  /// One replacement in one file.
  struct Change: Hashable, Sendable {
    let file: String
    let old: String
    let new: String
  }

  /// `require` of approved, in flow style.
  var require: String
  /// Requirements of approved that need different people.
  var distinct: [String] = []
  /// Whom approved keeps out.
  var not = ["requester"]
  /// How long an approval holds.
  var validFor: String?
  /// Further lines of scheduled: lead time, windows, conflicts.
  var scheduled: [String] = []
  var clock = "claimed"
  /// What `powers.override` lists.
  var override = "{objection: [cab-chair], ratification: [cab-chair]}"
  /// The windows and freezes of the calendar, as flow lists.
  var windows = "[]"
  var freezes = "[]"
  var holidays = "[]"
  /// Templates by file name.
  var templates: [String: String] = [:]
  /// Further workflows by file name.
  var workflows: [String: String] = [:]
  /// Replacements after all this.
  var changes: [Change] = []
  /// Who approves where a row begins after the approvals.
  var usual: [Usual] = [Usual(person: .bob, role: cm)]

  /// One approval of the usual ones.
  struct Usual: Hashable, Sendable {
    let person: Persona
    let role: String
  }

  /// The same policy with something else in it.
  func with(_ change: (inout Policy) -> Void) -> Policy {
    var policy = self
    change(&policy)
    return policy
  }

  /// The same policy with one place of a file replaced.
  func with(_ file: String, _ old: String, _ new: String) -> Policy {
    with { $0.changes.append(Change(file: file, old: old, new: new)) }
  }

  /// The files of the policy.
  func organisation() throws -> SampleOrganisation {
    var organisation = try SampleOrganisation()
    let people = try Persona.employees.map { try SampleOrganisation.entry($0) }.joined()
    organisation.files["people.yaml"] =
      "schema: assent/people/1\npeople:\n" + people + Self.roles
    organisation.files["systems.yaml"] = Self.systems
    organisation.files["workflow.yaml"] = workflow
    organisation.files["calendar.yaml"] = calendar
    for (name, text) in templates { organisation.files["templates/\(name)"] = text }
    for (name, text) in workflows { organisation.files["workflows/\(name)"] = text }
    for change in changes {
      try organisation.replace(change.old, with: change.new, in: change.file)
    }
    return organisation
  }

  private var workflow: String {
    let more = scheduled.map { "    \($0)\n" }.joined()
    return """
      schema: assent/workflow/1
      clock: \(clock)
      stages:
        initiated: {act: submit, by: requester}
        assessed:
          act: assess
          require: {id: assessor, role: risk-assessor, count: 1}
          not: [requester]
          covers: [request, assessment]
        approved:
          act: approve
          require: \(require)
          distinct: [\(distinct.joined(separator: ", "))]
          not: [\(not.joined(separator: ", "))]
          covers: [request, assessment, implementation, rollback]
      \(validFor.map { "    valid-for: \($0)\n" } ?? "")  tested: {act: test, require: {id: tester, role: tester, count: 1, seat: any}, not: [implementer], covers: [testing, implementation]}
        planned: {reviewed-by: approved}
        scheduled:
          act: schedule
          require: {id: scheduler, role: change-manager, count: 1}
          covers: [schedule]
      \(more)  implemented: {act: finish, require: {id: implementer, role: implementer, count: 1, seat: any}, not: [approvers]}
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
        override: \(override)

      """
  }

  private var calendar: String {
    """
    schema: assent/calendar/1
    time-zone: Europe/Berlin
    windows: \(windows)
    freezes: \(freezes)
    holidays: \(holidays)

    """
  }

  private static let roles = """
    roles:
      risk-assessor: [rae.kerr]
      change-manager: [bo.chen, cat.diaz, kim.park]
      security: [eli.frost, kim.park]
      cab: [gus.lind, hal.iver]
      cab-chair: [hal.iver]
      tester: [ivy.moss, bot.ci]
      implementer: [fay.stone, gil.moor, bo.chen]
      reviewer: [rob.lane]
      on-call-manager: [ola.wren, ana.ruiz]

    """

  private static let systems = """
    schema: assent/systems/1
    systems:
      db-core: {owners: [dan.holt, dee.fox], criticality: high, zones: [security-zone], depends-on: [ledger]}
      billing: {owners: [dee.fox], criticality: medium, zones: []}
      ledger: {owners: [rob.lane], criticality: medium, zones: []}
      document-store: {owners: [rob.lane], criticality: medium, zones: []}
      web: {owners: [dan.holt], criticality: low, zones: []}
      web-cart: {owners: [dan.holt], criticality: low, zones: [], parent: web}

    """
}

extension Policy {
  private static let manager = "{id: cm, role: change-manager, count: 1}"
  private static let owners = "{id: owners, role: system-owner, per: system, count: 1}"

  /// One change manager.
  static let p1 = Policy(require: manager)

  /// A change manager and an owner of every system.
  static let p2 = Policy(
    require: "{all: [\(manager), \(owners)]}",
    usual: [Usual(person: .bob, role: cm), Usual(person: .dan, role: owner("db-core"))])

  /// By risk: a manager; the owners as well; two managers, security and the board.
  static let p3 = Policy(
    require: """
      {all: [{id: cm, role: change-manager, count: 1, when: {risk: [low, medium]}}, \
      {id: owners, role: system-owner, per: system, count: 1, when: {risk: [medium]}}, \
      {id: cms, role: change-manager, count: 2, when: {risk: [high]}}, \
      {id: sec, role: security, count: 1, when: {risk: [high]}}, \
      {id: cab, role: cab, count: 1, when: {risk: [high]}}]}
      """,
    distinct: ["cms", "sec", "cab"])

  /// The board, or a manager together with security.
  static let p4 = Policy(
    require: """
      {any: [{id: cab, role: cab, count: 1}, {id: both, all: [\(manager), \
      {id: sec, role: security, count: 1}]}]}
      """)

  /// P2 with all duties separated; ann is a change manager here.
  static let p5 = p2.with { $0.not = ["requester", "contributors", "implementer"] }
    .with("people.yaml", "[bo.chen, cat.diaz, kim.park]", "[bo.chen, cat.diaz, kim.park, ana.ruiz]")

  /// The night from Saturday to Sunday, and the freeze at the end of the year.
  static let p6 = p1.with {
    $0.windows = "[{id: night, days: [sat], from: \"22:00\", to: \"04:00\"}]"
    $0.freezes = """
      [{id: year-end, from: 2026-12-18T00:00:00+01:00, until: 2027-01-04T00:00:00+01:00, except: {role: cab-chair}}, \
      {id: all-souls, from: 2026-11-01T00:00:00+01:00, until: 2026-11-02T00:00:00+01:00, except: {role: cab-chair}}]
      """
    $0.scheduled = ["windows: [night]"]
  }

  /// Lead times, and approvals that expire.
  static let p7 = p1.with {
    $0.validFor = "14d"
    $0.scheduled = [
      "lead-time: {low: 24h, medium: 24h, high: 5d, critical: 5d, counted-in: working-days}"
    ]
  }

  /// The requirements of P3, which in an emergency are due afterwards.
  static let p8 = p3.with { $0.not = ["requester", "contributors", "implementer"] }

  /// Conflicts are looked for.
  static let slots = p1.with { $0.scheduled = ["conflicts: system-or-dependency"] }
}
