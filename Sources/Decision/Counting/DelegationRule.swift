internal import Acts
internal import Primitives
internal import Records

/// Whether somebody may act in a role that another handed over.
struct DelegationRule {
  let view: View

  /// The person for whom an act may be made in its role, if a delegation of it holds.
  func delegator(of act: Act, in role: String) -> String? {
    guard let person = act.person, !act.isMachine else { return nil }
    return candidates(role, person).first { holds($0, for: act, in: role) }?.signer
  }

  /// Whether anybody ever handed the role to the person.
  func wasDelegated(_ role: String, to person: String) -> Bool {
    !candidates(role, person).isEmpty
  }

  private func candidates(_ role: String, _ person: String) -> [DelegationAct] {
    view.history.delegations.filter {
      !$0.isRecall && $0.delegation.role == role
        && view.history.canonical($0.delegation.to) == person
    }
  }

  private func holds(_ act: DelegationAct, for use: Act, in role: String) -> Bool {
    let policies = view.policies(for: use)
    return view.graph.times[act.commit] <= view.now && act.signer != use.person
      && act.keyValidity.contains(view.times.moment(of: act.integration))
      && precedes(act, use) && !isRecalled(act, before: use)
      && isInTime(act, use) && !policies.isEmpty
      && policies.allSatisfy { view.holds(act.signer, role, in: $0) }
  }

  /// Integrated before the act, or its ancestor.
  private func precedes(_ delegation: DelegationAct, _ use: Act) -> Bool {
    if view.graph.precedes(delegation.commit, use.commit) { return true }
    guard let integration = delegation.integration else { return false }
    return integration < use.integration ?? Int.max
      && view.sees(commit: delegation.commit, integration: integration)
  }

  /// A recall ends what it does not precede, for every act that does not precede the recall.
  private func isRecalled(_ delegation: DelegationAct, before use: Act) -> Bool {
    view.history.delegations.contains { recall in
      recall.isRecall && recall.signer == delegation.signer
        && recall.delegation.role == delegation.delegation.role
        && view.history.canonical(recall.delegation.to)
          == view.history.canonical(delegation.delegation.to)
        && !view.graph.precedes(recall.commit, delegation.commit)
        && !view.graph.precedes(use.commit, recall.commit)
        && (recall.integration ?? Int.max) <= (use.integration ?? Int.max)
    }
  }

  /// The later of act and integration lies in the delegation's days, in the calendar's zone.
  private func isInTime(_ delegation: DelegationAct, _ use: Act) -> Bool {
    guard let days = delegation.delegation.days,
      let zone = view.history.zones[view.policy.calendar.timeZone],
      let day = zone.local(view.recorded(use) ?? view.claimed(use).later)?.day
    else { return false }
    return days.from <= day && day < days.until
  }
}
