package import Acts
package import Primitives

/// A signed handing over of a role, or its recall.
package struct DelegationAct: Hashable, Sendable {
  package let commit: Graph.Index
  /// The spine position that integrated it; nil while unlanded.
  package let integration: Int?
  /// The human who signed.
  package let signer: String
  package let delegation: Delegation
  /// When the certificate of its key allows it to be used; unlimited without one.
  package let keyValidity: Validity

  package init(
    commit: Graph.Index, integration: Int?, signer: String, delegation: Delegation,
    keyValidity: Validity = Validity()
  ) {
    self.commit = commit
    self.integration = integration
    self.signer = signer
    self.delegation = delegation
    self.keyValidity = keyValidity
  }

  /// Whether it takes a role back.
  package var isRecall: Bool { delegation.days == nil }
}
