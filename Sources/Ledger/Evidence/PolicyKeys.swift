package import Decision
package import Git
internal import Signatures

/// The keys of the policies of a trunk, for whoever looks at one commit's signature.
package struct PolicyKeys: Sendable {
  private let verifier: SignatureVerifier
  private let rings: [ObjectIdentifier: KeyRing]

  init(_ chain: PolicyChain, _ verifier: SignatureVerifier) {
    self.verifier = verifier
    var rings: [ObjectIdentifier: KeyRing] = [:]
    for link in chain.links { rings[ObjectIdentifier(link.version)] = link.keys }
    self.rings = rings
  }

  /// Whom the signature of a commit proves, by one of the policies.
  package func signer(
    of commit: CommitObject, by version: History.PolicyVersion
  ) -> SignerProof {
    guard let ring = rings[ObjectIdentifier(version)] else { return .nobody(.keyUnknown, nil) }
    switch verifier.state(of: commit) {
    case .unsigned: return .nobody(.unsigned, nil)
    case .unsupported(let why): return .nobody(.signatureUnsupported, why)
    case .bad(let why): return .nobody(.signatureBad, why)
    case .unknownKey(let name): return .nobody(.keyUnknown, name)
    case .good(let proof):
      guard let owner = ring.owner(of: proof) else {
        return .nobody(.keyUnknown, proof.fingerprint)
      }
      let fault: ActReason? =
        ring.marks(proof) ? .keyCompromised : owner.isActive ? nil : .keyNotInForce
      return SignerProof(person: owner.person, fault: fault, words: proof.fingerprint)
    }
  }
}

/// Whom the signature of a commit proves, by one policy.
package struct SignerProof: Hashable, Sendable {
  /// The person who owns the key; nil if nobody is proven.
  package let person: String?
  /// Why the signature does not count; nil if it does.
  package let fault: ActReason?
  /// The fault in words, where there are any.
  package let words: String?

  static func nobody(_ fault: ActReason, _ words: String?) -> SignerProof {
    SignerProof(person: nil, fault: fault, words: words)
  }
}
