internal import Decision
internal import Primitives
internal import Records

/// What a rule about policies may look at.
struct PolicyContext {
  let policy: Policy
  let now: Instant
  /// The rules of the calendar's time zone; nil if it is not known here.
  let zone: TimeZoneRules?
  let roles: Roles
  /// The main workflow and the further ones, whose stages keep out whom the main one's keep out.
  let workflows: [Workflow]
  /// Every node of every requirement tree, parents first, in the order of the stages.
  let asks: [Ask]

  /// Looks at a policy at a time.
  init(policy: Policy, now: Instant, zone: TimeZoneRules?) {
    self.policy = policy
    self.now = now
    self.zone = zone
    roles = Roles(policy: policy)
    workflows = [policy.workflow] + policy.furtherWorkflows.map { $0.beside(policy.workflow) }
    asks = workflows.flatMap(Ask.all)
  }

  var workflow: Workflow { policy.workflow }

  /// The stages of all workflows, each in order.
  var stages: [StageRule] { workflows.flatMap(\.rules) }

  /// The stages that may stand for a change alone: those of the main workflow, and of the others
  /// where it is not for every change.
  var standaloneStages: [StageRule] {
    workflow.appliesTo.isEmpty ? workflow.rules : stages
  }

  /// What a change is that a rule is for.
  func conditions(of rule: StageRule) -> [Requirement.Condition] {
    workflows.first { $0.name == rule.workflow }?.appliesTo ?? []
  }

  /// The quorums with what they ask.
  var seats: [(ask: Ask, quorum: Requirement.Quorum)] {
    asks.compactMap { ask in
      guard case .quorum(let quorum) = ask.requirement.kind else { return nil }
      return (ask, quorum)
    }
  }

  /// The people who can fill a seat of a role: each once, with an active key, of the right kind.
  func able(_ role: String, _ seat: Requirement.Seat) -> [String] {
    roles.holders(of: role).uniqued().filter { roles.isActive($0) && fits($0, seat) }
  }

  /// Whether a person, human or machine, may sit there.
  func fits(_ person: String, _ seat: Requirement.Seat) -> Bool {
    switch seat {
    case .any: true
    case .human: !roles.isMachine(person)
    case .machine: roles.isMachine(person)
    }
  }

  /// The role whose people fill a quorum for one system.
  func role(of quorum: Requirement.Quorum, for system: Systems.System) -> String {
    guard quorum.role == "system-owner" else { return quorum.role }
    if system.owners.isEmpty, let fallback = quorum.fallback { return fallback }
    return Roles.owner(of: system.id)
  }

  /// The systems of the inventory, by id.
  var systems: [Systems.System] {
    policy.systems.systems.values.sorted { $0.id < $1.id }
  }
}

extension Workflow {
  /// The stages in order.
  var rules: [StageRule] { Stage.allCases.compactMap { stages[$0] } }

  /// The same beside a main workflow, which keeps people out of its stages too.
  fileprivate func beside(_ main: Workflow) -> Workflow {
    guard main.appliesTo.isEmpty else { return self }
    var workflow = self
    for (stage, rule) in stages {
      workflow.stages[stage]?.not += (main.stages[stage]?.not ?? []).filter {
        !rule.not.contains($0)
      }
    }
    return workflow
  }
}

extension Sequence where Element: Hashable {
  /// The elements in order, each once.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

/// Lists of names in messages.
enum Words {
  /// `` `ana`, `bo` or `cat` ``, at most eight of them.
  static func list(_ names: [String], _ last: String = "and") -> String {
    let shown = names.prefix(8).map { "`\($0)`" }
    if names.count > 8 { return shown.joined(separator: ", ") + " \(last) \(names.count - 8) more" }
    guard shown.count > 1, let end = shown.last else { return shown.joined() }
    return shown.dropLast().joined(separator: ", ") + " \(last) \(end)"
  }

  /// `1 person`, `2 people`.
  static func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }
}
