internal import Acts
internal import Decision
internal import Primitives

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
    let faults = found.map { history.fault(of: $0, now: now) }
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
}
