package import Ledger
package import Primitives

/// An approval of a policy that is ready to be signed, and what it would bring about.
package struct PolicyBallot: Sendable {
  /// Where the policy stands that is to be approved.
  package enum Place: Hashable, Sendable {
    /// On the trunk's tip already, without being in force.
    case trunk
    /// On a revision that is still to be merged.
    case proposal(name: String, commit: ObjectID)
  }

  package let signatory: Signatory
  package let place: Place
  /// The policy in force, and the one to follow it.
  package let current: PolicySnapshot
  package let next: PolicySnapshot
  package let digest: SHA256Digest
  package let from: SHA256Digest
  /// What the policy still needs with this approval and all others that were seen.
  package let outlook: PolicyOutlook
  /// Everybody who approved it, this approval included.
  package let approved: [String]
  /// Whether the policy would be in force as soon as this approval's branch is merged.
  package let settles: Bool
  /// What does not stop the approval, but should be known.
  package let remarks: [String]
  /// Why it must not be signed; nil if it would count.
  package let refusal: ActingError?

  let draft: Draft

  /// The unsigned commit as text.
  package var text: String { draft.text }
}

/// An approval that was made.
package struct PolicyApprovalResult: Sendable {
  package let commit: ObjectID
  package let ballot: PolicyBallot
  /// References that now have it, such as `origin/assent/policy/ana.ruiz`.
  package let places: [String]
  package let pushed: Bool
  /// Whether it is part of the trunk already.
  package let isLanded: Bool
  /// The command that publishes what was only kept; nil if nothing is left to do.
  package let publishing: String?
}
