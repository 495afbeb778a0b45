internal import Acts
package import Records

/// Who may forbid, lift and set aside.
struct PowerRules {
  let view: View

  /// Whether the signer of a forbidding or lifting act may do what it says.
  func permits(_ act: Act) -> Bool {
    switch act.statement.verb {
    case .object: decides(act, roles: view.policy.workflow.powers?.object)
    case .reject: decides(act, roles: view.policy.workflow.powers?.reject)
    case .hold: stops(act, roles: view.policy.workflow.powers?.hold)
    case .cancel: stops(act, roles: view.policy.workflow.powers?.cancel)
    default: true
    }
  }

  /// Whether the signer may lift what another holds.
  func lifts(_ act: Act) -> Bool {
    named(act, in: view.policy.workflow.powers?.lift ?? [])
  }

  /// Whether the signer may set aside the requirement or flag that an Override names.
  func overrides(_ act: Act) -> Bool {
    guard let requirement = act.statement["requirement"] else { return false }
    let key = requirement.split(separator: ":", maxSplits: 1).first.map(String.init) ?? requirement
    let asked = view.policy.workflow.stages.values.flatMap(\.requirements)
    if asked.contains(where: { $0.isHard(id: key) }) { return false }
    return named(act, in: view.policy.workflow.powers?.override[key] ?? [])
  }

  /// Object and Reject: the listed roles, else whoever could fill a seat in approved.
  private func decides(_ act: Act, roles: [String]?) -> Bool {
    if let roles { return named(act, in: roles) }
    guard let role = act.statement.role, view.holds(act, role),
      let approved = view.policy.workflow.stages[.approved]
    else { return false }
    return approved.requirements.flatMap(\.quorums).contains {
      $0.role == role || $0.covers(ownerRole: role)
    }
  }

  /// Hold and Cancel: the listed roles, else the requester, the owners and change managers.
  private func stops(_ act: Act, roles: [String]?) -> Bool {
    if let roles { return named(act, in: roles) }
    guard let person = act.person else { return false }
    if let role = act.statement.role, !view.holds(act, role) { return false }
    if let requester = view.record?.request?.requester,
      view.history.canonical(requester) == person
    {
      return true
    }
    let owners = (view.record?.request?.systems ?? []).map { Roles.owner(of: $0) }
    return (["change-manager"] + owners).contains { view.holds(act, $0) }
  }

  /// Whether the act's role is listed and held; where the act names none, whether any listed is.
  private func named(_ act: Act, in roles: [String]) -> Bool {
    guard let role = act.statement.role else { return roles.contains { holdsListed(act, $0) } }
    let listed = roles.contains { $0 == role || isOwnerRole(role, of: $0) }
    return listed && view.holds(act, role)
  }

  private func holdsListed(_ act: Act, _ role: String) -> Bool {
    guard role == "system-owner" else { return view.holds(act, role) }
    let systems = view.record?.request?.systems ?? []
    return systems.contains { view.holds(act, Roles.owner(of: $0)) }
  }

  /// `system-owner` in a list means the owners of the systems that the record names.
  private func isOwnerRole(_ role: String, of listed: String) -> Bool {
    guard listed == "system-owner", let system = Roles.system(ofOwnerRole: role) else {
      return false
    }
    return view.record?.request?.systems?.contains(system) ?? false
  }
}

extension Requirement {
  /// All quorums of the tree.
  package var quorums: [Quorum] {
    switch kind {
    case .quorum(let quorum): [quorum]
    case .all(let children), .any(let children), .atLeast(_, let children):
      children.flatMap(\.quorums)
    case .empty: []
    }
  }
}

extension Requirement.Quorum {
  /// Whether an act's role such as `system-owner(claims-db)` fills this `system-owner` seat.
  package func covers(ownerRole role: String) -> Bool {
    self.role == "system-owner" && Roles.system(ofOwnerRole: role) != nil
  }
}
