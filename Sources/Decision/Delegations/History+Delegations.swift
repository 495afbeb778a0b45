internal import Acts
package import Primitives
internal import Records

extension History {
  /// Why a handing over of a role, or its recall, has no effect by the policy at the trunk's tip, in
  /// words; nil if it has one.
  package func fault(of act: DelegationAct, now: Instant) -> String? {
    guard let policy = policy(at: tipPosition)?.policy else { return "no policy is in force" }
    guard let days = act.delegation.days else { return recallFault(act) }
    let role = act.delegation.role
    guard policy.people.people[act.delegation.to]?.kind == .human else {
      return "the policy knows no human \(act.delegation.to)"
    }
    guard holds(act.signer, role, policy) else { return "\(act.signer) does not hold `\(role)`" }
    if let today = today(policy, now), days.until <= today { return "it ended on \(days.until)" }
    return nil
  }

  /// The day in the zone of a policy's calendar; nil where the zone is not known.
  func today(_ policy: Policy, _ now: Instant) -> CivilDate? {
    zones[policy.calendar.timeZone]?.local(now)?.day
  }

  private func recallFault(_ recall: DelegationAct) -> String? {
    let isKnown = delegations.contains { !$0.isRecall && recalls(recall, $0) }
    return isKnown ? nil : "\(recall.signer) handed no such role to \(recall.delegation.to)"
  }

  /// Whether a recall ends a handing over: one of the same people that it does not precede.
  func recalls(_ recall: DelegationAct, _ act: DelegationAct) -> Bool {
    recall.isRecall && recall.signer == act.signer
      && recall.delegation.role == act.delegation.role
      && canonical(recall.delegation.to) == canonical(act.delegation.to)
      && !graph.precedes(recall.commit, act.commit)
  }

  private func holds(_ person: String, _ role: String, _ policy: Policy) -> Bool {
    Roles(policy: policy).holders(of: role).contains { canonical($0) == person }
  }
}
