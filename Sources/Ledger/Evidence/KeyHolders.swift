internal import Decision
package import Primitives
internal import Records
package import Signatures

/// Whom one policy names for a key: for those who are about to sign.
package struct KeyHolders: Sendable {
  /// Somebody whom the policy names for a key.
  package struct Holder: Hashable, Sendable {
    package let person: String
    package let isMachine: Bool
    /// Whether the key may still sign: neither retired, compromised nor revoked.
    package let isActive: Bool
    /// When its certificate allows it to be used.
    package let validity: Validity
  }

  private let ring: KeyRing
  /// By fingerprint in capital hexadecimal digits, what a signature by an OpenPGP key proves.
  package let openPGP: [String: Proof]

  init(_ link: PolicyChain.Link) {
    ring = link.keys
    var proofs: [String: Proof] = [:]
    for person in link.version.policy.people.people.values {
      for certificate in link.keys.certificates(of: person, in: link.snapshot) {
        guard let primary = certificate.keys.first else { continue }
        for key in certificate.keys {
          proofs[key.fingerprint] = Proof(key, primaries: [primary.body])
        }
      }
    }
    openPGP = proofs
  }

  /// The holder of the key that made a signature; nil if the policy does not know it.
  package func holder(of proof: Proof) -> Holder? {
    ring.owner(of: proof).map { entry in
      Holder(
        person: entry.person, isMachine: entry.isMachine,
        isActive: entry.isActive && !ring.marks(proof),
        validity: entry.validity)
    }
  }
}
