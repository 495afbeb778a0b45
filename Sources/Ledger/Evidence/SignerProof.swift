package import Decision
package import Git
package import Records

/// Whom the signature of a commit proves, by one policy.
package struct SignerProof: Hashable, Sendable {
  /// The person who owns the key; nil if nobody is proven.
  package let person: String?
  /// Why the signature does not count; nil if it does.
  package let fault: ActReason?
  /// The fault in words, where there are any.
  package let words: String?

  /// Verifies the one signature of a commit and looks its key up in a policy.
  package init(of commit: CommitObject, by policy: Policy) {
    self.init(of: commit, by: KeyRing(policy: policy))
  }

  init(of commit: CommitObject, by ring: KeyRing) {
    switch SignatureState(of: commit) {
    case .unsigned: self.init(nil, .unsigned, nil)
    case .unsupported(let why): self.init(nil, .signatureUnsupported, why)
    case .bad(let why): self.init(nil, .signatureBad, why)
    case .good(let key, let fingerprint):
      guard let owner = ring.owner(of: key) else {
        self.init(nil, .keyUnknown, fingerprint)
        return
      }
      let isVoid = ring.compromised[key] != nil
      let fault: ActReason? = isVoid ? .keyCompromised : owner.isActive ? nil : .keyNotInForce
      self.init(owner.person, fault, fingerprint)
    }
  }

  private init(_ person: String?, _ fault: ActReason?, _ words: String?) {
    self.person = person
    self.fault = fault
    self.words = words
  }
}
