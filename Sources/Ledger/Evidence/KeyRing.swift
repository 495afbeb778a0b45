internal import Primitives
internal import Records
internal import Signatures

/// Which keys one policy knows, and whose they are.
struct KeyRing {
  /// A key as a policy lists it.
  struct Entry {
    let person: String
    let isMachine: Bool
    let isActive: Bool
    /// When the key may be used; unlimited unless a certificate says otherwise.
    var validity = Validity()
  }

  private let entries: [Credential: Entry]
  /// By key, the commits from whose integration on its acts are void.
  let compromised: [Credential: [ObjectID]]

  /// Learns the keys of a policy.
  init(snapshot: PolicySnapshot, policy: Policy) {
    var entries: [Credential: Entry] = [:]
    var compromised: [Credential: [ObjectID]] = [:]
    for person in policy.people.people.values {
      for key in person.keys {
        for known in Self.credentials(of: key, in: snapshot) {
          if let commit = key.compromisedSince {
            compromised[known.credential, default: []].append(commit)
          }
          entries[known.credential] = Entry(
            person: person.id, isMachine: person.kind == .machine,
            isActive: key.status == .active && known.isUsable, validity: known.validity)
        }
      }
    }
    self.entries = entries
    self.compromised = compromised
  }

  /// Whose key made a signature; nil if the policy does not know it.
  func owner(of proof: Proof) -> Entry? {
    let known = proof.claims.compactMap { claim -> Entry? in
      guard var entry = entries[claim.credential] else { return nil }
      entry.validity = entry.validity.intersection(claim.validity)
      return entry
    }
    guard let first = known.first else { return nil }
    // Two authorities that certify one key for two people prove neither.
    guard known.allSatisfy({ $0.person == first.person }) else { return nil }
    return known.first(where: \.isActive) ?? first
  }

  /// Every key and its owner.
  var owners: [(credential: Credential, person: String)] {
    entries.map { ($0.key, $0.value.person) }
  }

  /// The active keys of some people.
  func activeKeys(of people: Set<String>) -> Set<Credential> {
    Set(entries.filter { people.contains($0.value.person) && $0.value.isActive }.keys)
  }

  // MARK: Keys of a policy

  /// One key of an entry of `people.yaml`.
  private struct Known {
    let credential: Credential
    /// Whether the certificate itself lets it sign, whatever the policy's `status` says.
    var isUsable = true
    var validity = Validity()
  }

  /// The keys that an entry stands for: none if it cannot be used to verify.
  private static func credentials(of key: People.Key, in snapshot: PolicySnapshot) -> [Known] {
    switch key.material {
    case .ssh(let line):
      do throws(SSHKeyError) {
        return [Known(credential: .sshKey(try SSHPublicKey(line: line).blob))]
      } catch { return [] }
    case .openPGP, .x509, .sshAuthority: return []
    }
  }
}
