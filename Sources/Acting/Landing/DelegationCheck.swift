internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// Whether a Role-Delegate or Role-Recall would have an effect.
struct DelegationCheck {
  /// The trunk after the landing.
  let history: History
  let now: Instant

  /// Why none of a commit's would, in words; nil if one does.
  ///
  /// - Parameter count: how many the commit carries.
  func fault(of commit: ObjectID, count: Int) -> String? {
    let found = found(commit)
    // What is no evidence is not in the history at all.
    guard found.count == count, !found.isEmpty else {
      return "it is not signed by a human of the policy, edits files, or breaks the grammar"
    }
    let faults = found.map { fault(of: $0) }
    return faults.contains(nil) ? nil : faults.compactMap { $0 }.first
  }

  /// What the commit hands over or takes back.
  func acts(of commit: ObjectID) -> [LandedAct] {
    found(commit).map {
      LandedAct(commit: commit, kind: .delegation($0.delegation), person: $0.signer, reason: nil)
    }
  }

  private func found(_ commit: ObjectID) -> [DelegationAct] {
    history.delegations.filter { history.graph.ids[$0.commit] == commit }
  }

  private func fault(of act: DelegationAct) -> String? {
    let role = act.delegation.role
    guard let policy = history.policy(at: history.tipPosition)?.policy else {
      return "no policy is in force"
    }
    guard let days = act.delegation.days else { return recallFault(act) }
    guard policy.people.people[act.delegation.to]?.kind == .human else {
      return "the policy knows no human \(act.delegation.to)"
    }
    guard holds(act.signer, role, policy) else { return "\(act.signer) does not hold `\(role)`" }
    let today = history.zones[policy.calendar.timeZone]?.local(now)?.day
    if let today, days.until <= today { return "it ended on \(days.until)" }
    return nil
  }

  private func recallFault(_ recall: DelegationAct) -> String? {
    let isKnown = history.delegations.contains { act in
      !act.isRecall && act.signer == recall.signer
        && act.delegation.role == recall.delegation.role
        && history.canonical(act.delegation.to) == history.canonical(recall.delegation.to)
        && !history.graph.precedes(recall.commit, act.commit)
    }
    return isKnown ? nil : "\(recall.signer) handed no such role to \(recall.delegation.to)"
  }

  private func holds(_ person: String, _ role: String, _ policy: Policy) -> Bool {
    Roles(policy: policy).holders(of: role).contains { history.canonical($0) == person }
  }
}
