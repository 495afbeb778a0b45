package import Records
package import Signatures

/// Who signs: the person whom the policy in force names for a key.
package struct Signatory: Hashable, Sendable {
  package let person: String
  package let name: String
  package let isMachine: Bool
  package let key: SSHPublicKey

  /// Looks a key up in a policy; throws a refusal that says whom to ask if it does not count.
  package init(of signing: SigningKey, in policy: Policy) throws(ActingError) {
    let key = signing.publicKey
    for person in policy.people.people.values.sorted(by: { $0.id < $1.id }) {
      guard let entry = person.keys.first(where: { Self.stands($0, for: signing) }) else {
        continue
      }
      guard entry.status == .active, entry.compromisedSince == nil else {
        throw .refusal(
          "the key \(key.fingerprint) of \(person.id) is no longer in force",
          hint: "sign with a newer key, or ask \(Self.registrars(policy)) to enter one")
      }
      self.init(
        person: person.id, name: person.name, isMachine: person.kind == .machine, key: key)
      return
    }
    throw .refusal(
      "no person of the policy has the key \(key.fingerprint)"
        + (signing.certificate.map {
          " or the principal \($0.principal) under the authority \($0.authority.fingerprint)"
        } ?? ""),
      hint: "ask \(Self.registrars(policy)) to enter it in policies/people.yaml, "
        + "or sign with another: --key FILE")
  }

  private init(person: String, name: String, isMachine: Bool, key: SSHPublicKey) {
    self.person = person
    self.name = name
    self.isMachine = isMachine
    self.key = key
  }

  /// Whether any person of the policy has the key.
  package static func isKnown(_ key: SSHPublicKey, in policy: Policy) -> Bool {
    policy.people.people.values.contains { person in
      person.keys.contains { publicKey(of: $0) == key }
    }
  }

  private static func publicKey(of key: People.Key) -> SSHPublicKey? {
    guard case .ssh(let line) = key.material else { return nil }
    do throws(SSHKeyError) { return try SSHPublicKey(line: line) } catch { return nil }
  }

  /// Whether an entry of the policy stands for a key, or for the certificate that goes before it.
  private static func stands(_ entry: People.Key, for signing: SigningKey) -> Bool {
    guard let certificate = signing.certificate else {
      return publicKey(of: entry) == signing.publicKey
    }
    guard case .sshAuthority(let line, let principal) = entry.material,
      principal == certificate.principal
    else { return false }
    do throws(SSHKeyError) {
      return try SSHPublicKey(line: line) == certificate.authority
    } catch { return false }
  }

  /// The owners of `people.yaml`, who may enter keys.
  private static func registrars(_ policy: Policy) -> String {
    let owners = policy.charter.owners
    let own = owners.first { $0.files.contains("people.yaml") } ?? owners.first
    return (own?.people ?? []).joined(separator: ", ")
  }
}
