/// Why a push is refused: one reason, with the reference that it is about.
package struct PushRefusal: Hashable, Sendable {
  /// Stable codes of the documentation's table.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case trunkDeleted = "trunk-deleted"
    case trunkRewritten = "trunk-rewritten"
    case trunkFoxtrot = "trunk-foxtrot"
    case trunkUnfetched = "trunk-unfetched"
    case trunkShadowed = "trunk-shadowed"
    case notACommit = "not-a-commit"
    case mixed
    case policyUnreadable = "policy-unreadable"
    case policyPending = "policy-pending"
    case policyFork = "policy-fork"
    case recordUnsound = "record-unsound"
    case actVoid = "act-void"
    case actSquashed = "act-squashed"
    case carrierName = "carrier-name"
    case carrierNoAct = "carrier-no-act"
    case carrierOtherSigner = "carrier-other-signer"
    case actDropped = "act-dropped"
  }

  package let code: Code
  package let reference: String
  /// What is wrong: lower case, one line, no full stop.
  package let message: String
  /// What to do about it, as an imperative.
  package let advice: String

  package init(_ code: Code, _ reference: String, _ message: String, advice: String) {
    self.code = code
    self.reference = reference
    self.message = message
    self.advice = advice
  }
}

/// What is to be said of a push.
package struct PushReport: Hashable, Sendable {
  /// Empty if the push may pass.
  package var refusals: [PushRefusal] = []
  /// What should be known all the same.
  package var remarks: [String] = []

  package init() {}
}
