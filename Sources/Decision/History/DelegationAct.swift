package import Acts

/// A signed handing over of a role, or its recall.
package struct DelegationAct: Hashable, Sendable {
  package let commit: Graph.Index
  /// The spine position that integrated it; nil while unlanded.
  package let integration: Int?
  /// The human who signed.
  package let signer: String
  package let delegation: Delegation

  package init(
    commit: Graph.Index, integration: Int?, signer: String, delegation: Delegation
  ) {
    self.commit = commit
    self.integration = integration
    self.signer = signer
    self.delegation = delegation
  }

  /// Whether it takes a role back.
  package var isRecall: Bool { delegation.days == nil }
}
