internal import Acts
internal import Decision
package import Primitives
internal import Records

/// How the policy stands at the trunk's tip, and what another one would need to follow it.
package struct PolicyStanding: Sendable {
  /// An approval of one policy that some branch has, landed or not.
  package struct Approval: Hashable, Sendable {
    package let commit: ObjectID
    package let person: String
    /// Whether the trunk reaches it.
    package let isLanded: Bool
  }

  /// The policy in force.
  package let current: PolicySnapshot
  /// The spine commit from which it was in force.
  package let commit: ObjectID
  /// The digest that approvals name as `from`.
  package let digest: SHA256Digest
  /// The policy as the tip has it, in force or not.
  package let tip: PolicySnapshot

  private let link: PolicyChain.Link
  private let keys: SharedKeys
  private let votes: [PolicyVote]

  init?(_ chain: PolicyChain, tip: PolicySnapshot?, votes: [PolicyVote], root: Int) {
    guard let link = chain.last, let tip else { return nil }
    self.link = link
    self.tip = tip
    current = link.snapshot
    commit = link.version.commit
    digest = link.version.digest
    keys = chain.sharedKeys
    self.votes = votes.filter { $0.integration.map { $0 > root } ?? true }
  }

  /// Whether the trunk has a policy that is not in force.
  package var isPending: Bool { tip.tree != current.tree }

  /// What a policy needs to follow the one in force.
  ///
  /// - Parameter unlanded: whether approvals count that only other branches have so far.
  package func outlook(of next: PolicySnapshot, unlanded: Bool) -> PolicyOutlook {
    succession(next).outlook(votes: votes.filter { unlanded || $0.integration != nil })
  }

  /// Why an approval by somebody whose key is in force would not count, in words; nil if it would.
  package func refusal(of person: String, next: PolicySnapshot) -> String? {
    succession(next).refusal(of: person)
  }

  /// The approvals of a policy that count, in the order of the history.
  package func approvals(of next: PolicySnapshot) -> [Approval] {
    votes.compactMap { vote in
      guard vote.approval.digest == next.digest, vote.approval.from == digest,
        let owner = link.keys.owner(of: vote.key),
        succession(next).outlook(votes: [vote]).demands.contains(where: {
          $0.approved.contains(owner.person)
        })
      else { return nil }
      return Approval(
        commit: vote.commit, person: owner.person, isLanded: vote.integration != nil)
    }
  }

  private func succession(_ next: PolicySnapshot) -> PolicySuccession {
    PolicySuccession(current: link, next: next, keys: keys)
  }
}
