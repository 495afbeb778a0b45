package import Decision
package import Primitives

/// Why a branch of acts was not landed.
package struct LandingObstacle: Error, Hashable, Sendable {
  /// What is in the way, beside acts that would not count; stable codes.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case notAnAct = "not-an-act"
    case editedOnTrunk = "edited-on-trunk"
    case mixed
    case policyUnsettled = "policy-unsettled"
    case policyApprovalVoid = "policy-approval-void"
    case delegationVoid = "delegation-void"
  }

  /// A ``Code``, or the reason of an act that would not count.
  package let code: String
  /// The commit that is in the way; nil if it is the landing as a whole.
  package let commit: ObjectID?
  package let message: String
  /// What to do about it.
  package let hint: String

  package init(_ code: Code, _ commit: ObjectID?, _ message: String, hint: String) {
    self.init(code: code.rawValue, commit, message, hint: hint)
  }

  package init(_ reason: ActReason, _ commit: ObjectID, _ message: String, hint: String) {
    self.init(code: reason.rawValue, commit, message, hint: hint)
  }

  private init(code: String, _ commit: ObjectID?, _ message: String, hint: String) {
    self.code = code
    self.commit = commit
    self.message = message
    self.hint = hint
  }
}
