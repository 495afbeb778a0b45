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
    /// Why it is not active, where the certificate and not the policy's `status` says so.
    var refusal: String?
  }

  private let entries: [Credential: Entry]
  /// By the SSH form of keys that stand in certificates, whose they are: one private key makes
  /// people count as one in whatever form they have it.
  private let aliases: [Credential: String]
  /// By key, the commits from whose integration on its acts are void.
  let compromised: [Credential: [ObjectID]]

  /// Learns the keys of a policy.
  init(snapshot: PolicySnapshot, policy: Policy) {
    var entries: [Credential: Entry] = [:]
    var compromised: [Credential: [ObjectID]] = [:]
    var aliases: [Credential: String] = [:]
    for person in policy.people.people.values {
      for key in person.keys {
        for known in Self.credentials(of: key, in: snapshot) {
          if let commit = key.compromisedSince {
            compromised[known.credential, default: []].append(commit)
          }
          if let alias = known.alias { aliases[alias] = person.id }
          entries[known.credential] = Entry(
            person: person.id, isMachine: person.kind == .machine,
            isActive: key.status == .active && known.isUsable, validity: known.validity,
            refusal: known.refusal)
        }
      }
    }
    self.entries = entries
    self.aliases = aliases
    self.compromised = compromised
  }

  /// Whether this policy marks a key that made a signature as known to others, whatever it signed.
  func marks(_ proof: Proof) -> Bool {
    proof.credentials.contains { compromised[$0] != nil }
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
    // Nor does one that certifies the plain key of somebody else.
    if let plain = proof.certified.flatMap({ entries[$0] }), plain.person != first.person {
      return nil
    }
    return known.first(where: \.isActive) ?? first
  }

  /// Every key and its owner.
  var owners: [(credential: Credential, person: String)] {
    entries.map { ($0.key, $0.value.person) } + aliases.map { ($0.key, $0.value) }
  }

  /// The active keys of some people.
  func activeKeys(of people: Set<String>) -> Set<Credential> {
    Set(entries.filter { people.contains($0.value.person) && $0.value.isActive }.keys)
  }

  /// The active keys of a person that nothing voids.
  func usableKeys(of person: String) -> Set<Credential> {
    activeKeys(of: [person]).filter { compromised[$0] == nil }
  }

  // MARK: Keys of a policy

  /// One key of an entry of `people.yaml`.
  private struct Known {
    let credential: Credential
    /// Whether the certificate itself lets it sign, whatever the policy's `status` says.
    var isUsable = true
    /// Why it does not.
    var refusal: String?
    var validity = Validity()
    /// The same key in the form of SSH.
    var alias: Credential?
  }

  /// The OpenPGP certificates of a person.
  func certificates(
    of person: People.Person, in snapshot: PolicySnapshot
  ) -> [OpenPGPCertificate] {
    person.keys.compactMap { key in
      guard case .openPGP(let path) = key.material else { return nil }
      return Self.certificate(path, in: snapshot)
    }
  }

  private static func certificate(
    _ path: String, in snapshot: PolicySnapshot
  ) -> OpenPGPCertificate? {
    snapshot.certificates[path].flatMap { try? OpenPGPCertificate.known(file: $0) }
  }

  /// The keys that an entry stands for: none if it cannot be used to verify.
  private static func credentials(of key: People.Key, in snapshot: PolicySnapshot) -> [Known] {
    switch key.material {
    case .ssh(let line):
      do throws(SSHKeyError) {
        return [Known(credential: .sshKey(try SSHPublicKey(line: line).blob))]
      } catch { return [] }
    case .openPGP(let path):
      return certificate(path, in: snapshot)?.keys.compactMap(Self.known) ?? []
    case .sshAuthority(let line, let principal):
      do throws(SSHKeyError) {
        let authority = try SSHPublicKey(line: line).blob
        return [Known(credential: .sshCertificate(authority: authority, principal: principal))]
      } catch { return [] }
    case .x509(let path, let subject):
      guard let authority = snapshot.authority(ofFile: path), let subject = X509Subject(subject)
      else { return [] }
      return [Known(credential: .x509(authority: authority.encoded, subject: subject.text))]
    }
  }

  /// A key of a certificate; nil for one that the certificate cannot prove to be its own.
  ///
  /// Anybody can list a stranger's key as a subkey that does not sign: a subkey that signs has
  /// agreed to its certificate.
  private static func known(_ key: OpenPGPCertificate.Key) -> Known? {
    guard key.maySign || key.isPrimary else { return nil }
    var known = Known(
      credential: .openPGPKey(key.body),
      validity: Validity(from: key.created, until: key.validUntil),
      alias: key.material.map(Credential.sshKey))
    if key.isRevoked {
      known.refusal = "the certificate of the key is revoked"
    } else if !key.maySign {
      known.refusal = "its certificate does not let the key sign"
    }
    known.isUsable = known.refusal == nil
    return known
  }
}
