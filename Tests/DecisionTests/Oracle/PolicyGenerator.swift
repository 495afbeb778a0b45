import Primitives
import Records

@testable import Decision

extension SplitMix {
  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// True once in so many times.
  mutating func once(in count: Int) -> Bool { below(count) == 0 }

  mutating func subset<Element>(_ list: [Element], oneIn count: Int = 2) -> [Element] {
    var kept: [Element] = []
    for element in list where once(in: count) { kept.append(element) }
    return kept
  }
}

/// Random policies that the reader would accept, made from the sample's.
struct PolicyGenerator {
  var random: SplitMix
  private var count = 0

  init(_ random: SplitMix) { self.random = random }

  private static let roles = ["change-manager", "security", "cab", "cab-chair", "risk-assessor"]
  private static let sample = Result { try Story.policy() }

  mutating func policy() throws -> Policy {
    var policy = try Self.sample.get()
    roles(&policy)
    stages(&policy)
    calendar(&policy)
    powers(&policy)
    if random.once(in: 6) { policy.charter.edits = .signed }
    if random.once(in: 3) {
      policy.systems.systems["claims-api"]?.parent = "mail-relay"
    }
    return policy
  }

  /// The same policy after people changed their roles.
  mutating func successor(of policy: Policy) -> Policy {
    var policy = policy
    roles(&policy)
    return policy
  }

  private mutating func roles(_ policy: inout Policy) {
    for role in policy.people.roles.keys.sorted() where random.once(in: 5) {
      var people = policy.people.roles[role] ?? []
      if random.once(in: 2), people.count > 1 { people.remove(at: random.below(people.count)) }
      let other = random.pick(["joe.ward", "ana.ruiz", "kim.park", "hal.iver", "bot.ci"])
      if !people.contains(other) { people.append(other) }
      if random.once(in: 25) { people = [] }
      policy.people.roles[role] = people
    }
  }

  // MARK: Stages

  private mutating func stages(_ policy: inout Policy) {
    change(&policy, .approved) { maker, rule in
      if !maker.random.once(in: 4) { rule.require = maker.tree(depth: 2) }
      if maker.random.once(in: 10) { rule.require?.id = nil }
      rule.not =
        maker.random.once(in: 3)
        ? maker.random.subset([.requester, .contributors, .implementer])
        : [.requester, .contributors, .implementer]
      if maker.random.once(in: 3) {
        rule.covers = [.request] + maker.random.subset([.assessment, .implementation, .rollback])
      }
      let ids = rule.require.map { maker.ids($0) } ?? []
      rule.distinct = maker.random.once(in: 2) ? [] : maker.random.subset(ids)
      rule.validFor =
        maker.random.once(in: 2)
        ? nil : Period(count: maker.random.pick([1, 2, 3, 14]), unit: .days)
    }
    change(&policy, .assessed) { maker, rule in
      rule.not = maker.random.pick([[.requester], [], [.requester, .contributors]])
      if maker.random.once(in: 6) { rule.validFor = Period(count: 60, unit: .hours) }
    }
    change(&policy, .tested) { maker, rule in
      rule.require = maker.quorum("tester", maker.random.pick([.human, .any, .any, .machine]))
      rule.not = maker.random.pick([[.implementer], [], [.requester, .implementer]])
      if maker.random.once(in: 6) { rule.validFor = Period(count: 4, unit: .days) }
    }
    change(&policy, .scheduled) { maker, rule in
      if maker.random.once(in: 3) { rule.conflicts = .systemOrDependency }
      if maker.random.once(in: 4) {
        rule.windows = maker.random.pick([
          ["standard-night"], ["day"], ["standard-night", "day"], [],
        ])
      }
      if maker.random.once(in: 4) { rule.leadTime = maker.leadTime() }
      if maker.random.once(in: 5) { rule.not = [.requester] }
    }
    change(&policy, .implemented) { maker, rule in
      rule.require = maker.quorum("implementer", maker.random.pick([.human, .any, .any]))
      rule.not = maker.random.pick([[.approvers], [], [.approvers, .testers]])
    }
    if random.once(in: 12) { policy.workflow.stages[.tested] = nil }
    if random.once(in: 12) { policy.workflow.stages[.planned] = nil }
  }

  private mutating func change(
    _ policy: inout Policy, _ stage: Stage,
    _ body: (inout PolicyGenerator, inout StageRule) -> Void
  ) {
    guard var rule = policy.workflow.stages[stage] else { return }
    body(&self, &rule)
    policy.workflow.stages[stage] = rule
  }

  private mutating func leadTime() -> StageRule.LeadTime {
    var rule = StageRule.LeadTime()
    for risk in ChangeRequest.Risk.allCases where !random.once(in: 5) {
      rule.byRisk[risk] = random.pick([
        Period(count: 2, unit: .hours), Period(count: 1, unit: .days),
        Period(count: 3, unit: .days),
      ])
    }
    rule.inWorkingDays = random.once(in: 2)
    return rule
  }

  // MARK: Requirements

  private mutating func id() -> String {
    count += 1
    return "r\(count)"
  }

  private mutating func quorum(_ role: String, _ seat: Requirement.Seat) -> Requirement {
    var quorum = Requirement.Quorum(role: role)
    (quorum.count, quorum.seat) = (1, seat)
    var requirement = Requirement(kind: .quorum(quorum))
    requirement.id = id()
    requirement.line = 100 + count
    return requirement
  }

  mutating func tree(depth: Int) -> Requirement {
    var requirement: Requirement
    switch depth == 0 ? 0 : random.below(7) {
    case 1, 2, 3: requirement = Requirement(kind: .all(children(depth)))
    case 4: requirement = Requirement(kind: .any(children(depth)))
    case 5:
      requirement = Requirement(
        kind: .atLeast(random.once(in: 15) ? nil : 1 + random.below(2), children(depth)))
    default: requirement = leaf()
    }
    requirement.id = id()
    requirement.line = 100 + count
    if random.once(in: 5) { requirement.when = [condition()] }
    return requirement
  }

  private mutating func children(_ depth: Int) -> [Requirement] {
    (0..<1 + random.below(3)).map { _ in tree(depth: depth - 1) }
  }

  private mutating func leaf() -> Requirement {
    if random.once(in: 40) { return Requirement(kind: .empty) }
    var quorum = Requirement.Quorum(
      role: random.once(in: 12) ? "everyone" : random.pick(Self.roles))
    if random.once(in: 4) {
      quorum.role = "system-owner"
      quorum.per = random.once(in: 3) ? .systemAndDependencies : .system
    }
    quorum.count = random.once(in: 30) ? nil : random.once(in: 4) && quorum.per == nil ? 2 : 1
    return Requirement(kind: .quorum(quorum))
  }

  private mutating func condition() -> Requirement.Condition {
    switch random.below(6) {
    case 0:
      Requirement.Condition(field: .system, values: [random.pick(["claims-db", "claims-api"])])
    case 1: Requirement.Condition(field: .outage, values: random.pick([["planned"], ["none"]]))
    case 2: Requirement.Condition(field: .type, values: ["normal"])
    case 3: Requirement.Condition(field: .zone, values: ["personal-data"])
    case 4:
      Requirement.Condition(
        field: .criticality, values: random.pick([["high"], ["low", "medium"]]))
    default:
      Requirement.Condition(
        field: .risk, values: random.pick([["high", "critical"], ["low"], ["medium", "high"]]))
    }
  }

  /// Ids of a tree none of which holds another.
  private mutating func ids(_ requirement: Requirement) -> [String] {
    switch requirement.kind {
    case .all(let parts):
      return parts.flatMap { ids($0) }
    case .any, .atLeast, .quorum, .empty: return [requirement.id].compactMap { $0 }
    }
  }

  // MARK: Calendar and powers

  private mutating func calendar(_ policy: inout Policy) {
    var day = Records.Calendar.Window()
    (day.id, day.days, day.from, day.to) = ("day", [5, 6], 0, 6 * 60)
    policy.calendar.windows.append(day)
    if random.once(in: 4) { policy.calendar.timeZone = "Etc/GMT-5" }
    if random.once(in: 5) {
      var freeze = Records.Calendar.Freeze()
      freeze.id = "F1"
      let start = World.window + Int64(random.pick([-48, -2, 2, 4, 6])) * 3600
      freeze.interval = ChangeRequest.Interval(
        start: Instant(seconds: start), end: Instant(seconds: start + 5 * 3600))
      freeze.exceptRole = random.once(in: 4) ? nil : "cab-chair"
      policy.calendar.freezes = [freeze]
    }
    if random.once(in: 4), let holiday = CivilDate("2026-03-05") {
      policy.calendar.holidays = [holiday]
    }
  }

  private mutating func powers(_ policy: inout Policy) {
    guard !random.once(in: 8), var powers = policy.workflow.powers else {
      policy.workflow.powers = nil
      return
    }
    if random.once(in: 3) { powers.object = nil }
    if random.once(in: 3) { powers.reject = nil }
    if random.once(in: 3) { powers.hold = nil }
    if random.once(in: 3) { powers.cancel = nil }
    if random.once(in: 4) { powers.lift = [] }
    for number in 1...max(1, count) where random.once(in: 2) {
      powers.override["r\(number)"] = ["cab-chair"]
    }
    if random.once(in: 2) { powers.override["objection"] = ["cab-chair"] }
    if random.once(in: 2) { powers.override["contributor"] = ["cab-chair"] }
    policy.workflow.powers = powers
  }
}
