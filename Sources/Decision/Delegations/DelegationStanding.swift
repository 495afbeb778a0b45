internal import Acts
package import Primitives
internal import Records

/// A handing over of a role, and whether it gives the delegate anything now.
package struct DelegationStanding: Hashable, Sendable {
  /// What has become of it.
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// The delegate may act today.
    case active
    /// Its first day is still to come.
    case upcoming
    /// The trunk does not have it yet.
    case unlanded
    /// Its last day is over.
    case ended
    /// Whoever made it took it back.
    case recalled
    /// It gives nothing, by the policy in force.
    case void
  }

  package let act: DelegationAct
  package let commit: ObjectID
  package let state: State
  /// Why it is void, in words.
  package let fault: String?
}

/// Every handing over of a role that the history knows, in its order, with how it stands.
package func delegations(in history: History, now: Instant) -> [DelegationStanding] {
  history.delegations.filter { !$0.isRecall }.map { act in
    let (state, fault) = standing(of: act, in: history, now: now)
    return DelegationStanding(
      act: act, commit: history.graph.ids[act.commit], state: state, fault: fault)
  }
}

private func standing(
  of act: DelegationAct, in history: History, now: Instant
) -> (DelegationStanding.State, String?) {
  // A recall that waits on a branch has not ended anything yet.
  let isRecalled = history.delegations.contains { recall in
    history.recalls(recall, act)
      && (recall.integration != nil || act.integration == nil)
  }
  if isRecalled { return (.recalled, nil) }
  let policy = history.policy(at: history.tipPosition)?.policy
  let today = policy.flatMap { history.today($0, now) }
  if let today, let days = act.delegation.days, days.until <= today { return (.ended, nil) }
  if let fault = history.fault(of: act, now: now) { return (.void, fault) }
  if act.integration == nil { return (.unlanded, nil) }
  guard let today, let days = act.delegation.days else {
    return (.void, "the calendar's time zone is not known here")
  }
  return (days.from <= today ? .active : .upcoming, nil)
}
