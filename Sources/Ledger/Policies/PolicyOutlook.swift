/// What keeps a changed policy from being in force, and who could bring it there.
package struct PolicyOutlook: Hashable, Sendable {
  /// The approvals that one entry of the policy's owners owes.
  package struct Demand: Hashable, Sendable {
    /// What the entry owns, as patterns below `policies/`; empty for the one that owns the rest.
    package let files: [String]
    package let people: [String]
    /// How many of them have to approve.
    package let need: Int
    /// Whether that is the entry's `revoke-threshold`.
    package let isRevocation: Bool
    /// Who has approved; people who ever shared a key are named once.
    package let approved: [String]
    /// Whose approval would still count.
    package let could: [String]

    /// How many approvals are missing.
    package var missing: Int { max(0, need - approved.count) }

    /// Such as `1 of 2 approvals by ana, bo, cat`.
    package var words: String {
      "\(approved.count) of \(need) approvals by \(people.joined(separator: ", "))"
    }

    /// Such as `1 of bo, cat`, or `bo and cat` where all of them are needed.
    package var whom: String {
      guard !could.isEmpty else { return "nobody, since no other approval would count" }
      guard missing < could.count else { return could.joined(separator: " and ") }
      return "\(missing) of \(could.joined(separator: ", "))"
    }
  }

  /// Why no approval can ever bring it into force; nil if approvals can.
  package let obstacle: String?
  /// What its owners have to approve, each entry once; empty behind an obstacle.
  package let demands: [Demand]

  /// Nothing is missing.
  package static let met = PolicyOutlook(obstacle: nil, demands: [])

  /// The demands that are not met yet.
  package var open: [Demand] { demands.filter { $0.missing > 0 } }

  package var isInForce: Bool { obstacle == nil && open.isEmpty }

  /// Why it is not in force, in words.
  package var words: String {
    obstacle ?? open.map(\.words).joined(separator: ", and ")
  }

  /// Who has to approve, in words; nil where no approval helps.
  package var whom: String? {
    guard obstacle == nil, open.allSatisfy({ $0.could.count >= $0.missing }) else { return nil }
    return open.map(\.whom).joined(separator: ", and by ")
  }
}
