package import Acts
package import Decision
package import Primitives

/// One act of a branch, as the trunk will see it.
package struct LandedAct: Hashable, Sendable {
  /// What it says.
  package enum Kind: Hashable, Sendable {
    case change(Statement)
    case policyApproval
    case delegation(Delegation)
  }

  package let commit: ObjectID
  package let kind: Kind
  /// The person whose key signed; nil if no policy knows it.
  package let person: String?
  /// Why it has no effect, though another act of its commit or branch has; nil if it has its own.
  package let reason: ActReason?

  /// The act in a few words, such as `approve CHG-2026-7F3K by eli.frost`.
  package var words: String {
    let what =
      switch kind {
      case .change(let statement): "\(statement.verb.name) \(statement.change)"
      case .policyApproval: "an approval of the policy"
      case .delegation(let act):
        act.days == nil ? "the recall of a role" : "the delegation of a role"
      }
    return what + (person.map { " by \($0)" } ?? "")
  }
}
