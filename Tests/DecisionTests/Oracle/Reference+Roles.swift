import Acts
import Primitives
import Records

@testable import Decision

extension Reference {
  /// Whether the signer may do what the act says.
  enum RoleCheck {
    case own
    case delegated(String)
    case notHeld
    case invalid
    case unclear
  }

  func holders(of role: String, in policy: Policy) -> Set<String> {
    if role.hasPrefix("system-owner("), role.hasSuffix(")") {
      let system = String(role.dropFirst("system-owner(".count).dropLast())
      return Set(policy.systems.systems[system]?.owners ?? [])
    }
    if role == "everyone" {
      let people = policy.people.people.values.filter { person in
        person.kind == .human && person.keys.contains { $0.status == .active }
      }
      return Set(people.map(\.id))
    }
    return Set(policy.people.roles[role] ?? [])
  }

  func holds(_ person: String, _ role: String, for act: Decision.Act) -> Bool {
    policies(of: act).allSatisfy { holders(of: role, in: $0).contains(person) }
  }

  func roleCheck(_ act: Decision.Act, in scene: Scene) -> RoleCheck {
    guard let person = act.person else { return .own }
    let statement = act.statement
    if act.isMachine, let stage = Self.stage(of: statement.verb),
      !(policy(in: scene)?.workflow.stages[stage]?.require.map(leaves) ?? [])
        .contains(where: { $0.role == statement.role })
    {
      // No seat of that role is asked for: whether a machine may hold it is left open.
      return .unclear
    }
    switch statement.verb {
    case .submit:
      let record = version(act.version)?.document.change
      return record?.request?.requester == person ? .own : .notHeld
    case .assess, .approve, .test, .schedule, .start, .finish, .review, .close:
      return held(statement.role, person, act)
    case .object, .reject, .hold, .cancel: return power(act, person, in: scene)
    case .resolve:
      let isMaker = change.acts.contains {
        $0.statement.verb == .object && $0.person == person
          && $0.statement["objection"] == statement["objection"]
          && isBefore($0.commit, act.commit)
      }
      return isMaker && statement.role == nil ? .own : .unclear
    case .resume:
      let holds = change.acts.filter {
        $0.statement.verb == .hold && isBefore($0.commit, act.commit)
      }
      // What becomes of a Resume without a hold makes no difference.
      if holds.isEmpty { return .unclear }
      let isMaker = holds.contains { $0.person == person }
      if isMaker, statement.role == nil { return .own }
      let lift = policies(of: act).first?.workflow.powers?.lift ?? []
      guard let role = statement.role, lift.contains(role) else { return .unclear }
      return held(role, person, act)
    case .withdraw: return .own
    case .except:
      let freezes = policies(of: act).map { policy in
        policy.calendar.freezes.first { $0.id == statement["freeze"] }
      }
      let allowed = freezes.allSatisfy { $0?.exceptRole != nil && $0?.exceptRole == statement.role }
      return allowed ? held(statement.role, person, act) : .notHeld
    case .override:
      let key = Self.overrideKey(statement["requirement"] ?? "")
      let listed = policies(of: act).allSatisfy {
        $0.workflow.powers?.override[key]?.contains(statement.role ?? "") ?? false
      }
      return listed ? held(statement.role, person, act) : .notHeld
    }
  }

  /// Under which name of `powers.override` an Override falls.
  static func overrideKey(_ name: String) -> String {
    for kind in ["objection", "contributor"] where name.hasPrefix(kind + ":") { return kind }
    return name
  }

  private func held(_ role: String?, _ person: String, _ act: Decision.Act) -> RoleCheck {
    guard let role else { return .notHeld }
    if holds(person, role, for: act) { return .own }
    return delegation(of: role, to: person, for: act)
  }

  // MARK: Powers

  private func power(_ act: Decision.Act, _ person: String, in scene: Scene) -> RoleCheck {
    guard let policy = policies(of: act).first else { return .unclear }
    let verb = act.statement.verb
    let powers = policy.workflow.powers
    let listed: [String]? =
      switch verb {
      case .object: powers?.object
      case .reject: powers?.reject
      case .hold: powers?.hold
      default: powers?.cancel
      }
    var roles = listed ?? []
    if listed == nil {
      let systems = record(in: scene)?.request?.systems ?? []
      let owners = systems.map { "system-owner(\($0))" }
      if verb == .object || verb == .reject {
        guard let require = policy.workflow.stages[.approved]?.require else { return .unclear }
        let seats = leaves(of: require)
        roles = seats.filter { $0.per == nil }.map(\.role)
        if seats.contains(where: { $0.per != nil }) { roles += owners }
        // Whether a seat that is not asked for here could be filled is left open.
        if hasCondition(require), let role = act.statement.role, roles.contains(role) {
          return .unclear
        }
      } else {
        roles = ["change-manager"] + owners
        if act.statement.role == nil, record(in: scene)?.request?.requester == person {
          return .own
        }
      }
    }
    guard let role = act.statement.role else {
      if roles.contains(where: { holds(person, $0, for: act) }) { return .own }
      // Whether a delegate need not name the role is left open.
      let mayStandIn = history.delegations.contains {
        $0.delegation.to == person && roles.contains($0.delegation.role)
      }
      return mayStandIn ? .unclear : .notHeld
    }
    guard roles.contains(role) else {
      // Whether a held role without the power spoils a power held by another is left open.
      return roles.contains { holds(person, $0, for: act) } ? .unclear : .notHeld
    }
    return held(role, person, act)
  }

  func leaves(of requirement: Requirement) -> [Requirement.Quorum] {
    switch requirement.kind {
    case .quorum(let quorum): [quorum]
    case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap(leaves)
    case .empty: []
    }
  }

  private func hasCondition(_ requirement: Requirement) -> Bool {
    if !requirement.when.isEmpty { return true }
    switch requirement.kind {
    case .quorum, .empty: return false
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      return parts.contains(where: hasCondition)
    }
  }

  // MARK: Delegation

  private func delegation(of role: String, to person: String, for act: Decision.Act) -> RoleCheck {
    let offers = history.delegations.filter {
      !$0.isRecall && $0.delegation.role == role && $0.delegation.to == person
    }
    if offers.isEmpty { return .notHeld }
    var isUnclear = false
    for offer in offers {
      switch holds(offer, role, person, act) {
      case true?: return .delegated(offer.signer)
      case false?: continue
      case nil: isUnclear = true
      }
    }
    return isUnclear ? .unclear : .invalid
  }

  /// Nil where the specification does not say.
  private func holds(
    _ offer: DelegationAct, _ role: String, _ person: String, _ act: Decision.Act
  ) -> Bool? {
    guard precedes(offer.commit, offer.integration, act.commit, act.integration),
      let days = offer.delegation.days, let policy = policies(of: act).first,
      policies(of: act).allSatisfy({ $0.people.people[person]?.kind == .human }),
      holds(offer.signer, role, for: act),
      let zone = history.zones[policy.calendar.timeZone],
      let later = claimedTimes(of: act).max(), let day = zone.local(later)?.day
    else { return false }
    guard days.from <= day, day < days.until else { return false }
    var isUnclear = act.integration == nil
    for recall in history.delegations where recall.isRecall {
      guard recall.delegation.role == role, recall.delegation.to == person else { continue }
      guard recall.signer == offer.signer else {
        isUnclear = true
        continue
      }
      if precedes(recall.commit, recall.integration, offer.commit, offer.integration) { continue }
      if precedes(recall.commit, recall.integration, act.commit, act.integration) { return false }
      if precedes(act.commit, act.integration, recall.commit, recall.integration) { continue }
      isUnclear = true
    }
    return isUnclear ? nil : true
  }

  /// Integrated before, or an ancestor.
  private func precedes(_ first: Int, _ integration: Int?, _ second: Int, _ other: Int?) -> Bool {
    if isBefore(first, second) { return true }
    guard let integration else { return false }
    return integration < (other ?? .max)
  }
}
