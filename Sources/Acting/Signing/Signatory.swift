package import Ledger
package import Primitives
package import Records
package import Signatures

/// Who signs: the person whom the policy in force names for a key.
package struct Signatory: Hashable, Sendable {
  package let person: String
  package let name: String
  package let isMachine: Bool
  /// The key for people, such as `SHA256:…`.
  package let fingerprint: String

  /// Looks a key up in a policy; throws a refusal that says whom to ask if it does not count.
  ///
  /// - Parameter now: the clock by which a certificate may have run out.
  package init(
    of proof: Proof, in policy: Policy, _ holders: KeyHolders, now: Instant
  ) throws(ActingError) {
    guard let holder = holders.holder(of: proof) else {
      throw .refusal(
        "no person of the policy has the key \(proof.fingerprint)" + Self.principal(proof),
        hint: "ask \(Self.registrars(policy)) to enter it in policies/people.yaml, "
          + "or sign with another: --key FILE, or --key FINGERPRINT")
    }
    guard holder.isActive, holder.validity.contains(now) else {
      throw .refusal(
        "the key \(proof.fingerprint) of \(holder.person) is no longer in force",
        hint: "sign with a newer key, or ask \(Self.registrars(policy)) to enter one")
    }
    person = holder.person
    name = policy.people.people[holder.person]?.name ?? holder.person
    isMachine = holder.isMachine
    fingerprint = proof.fingerprint
  }

  /// For whom an authority made the certificate of a key.
  private static func principal(_ proof: Proof) -> String {
    for claim in proof.claims {
      if case .sshCertificate(_, let principal) = claim.credential {
        return ", nor the principal \(principal) under the authority of its certificate"
      }
    }
    return ""
  }

  /// The owners of `people.yaml`, who may enter keys.
  private static func registrars(_ policy: Policy) -> String {
    let owners = policy.charter.owners
    let own = owners.first { $0.files.contains("people.yaml") } ?? owners.first
    return (own?.people ?? []).joined(separator: ", ")
  }
}
