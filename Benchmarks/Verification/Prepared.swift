internal import Decision
internal import Git
internal import Records
internal import Signatures

/// A signature of which nothing is left to do but one operation of its key's algorithm.
struct Prepared: Sendable {
  /// Whether the signature holds.
  let holds: @Sendable () -> Bool

  /// A signature that cannot be measured.
  struct Unknown: Error {}

  init(_ bytes: SignedBytes, _ certificates: Certificates) throws {
    guard let commit = bytes.parsed, let armor = commit.signature else { throw Unknown() }
    switch SignatureKind(of: armor) {
    case .ssh:
      let signature = try SSHSignature(armored: armor)
      holds = signature.arithmetic(over: commit.signedPayload)
    case .openPGP:
      let claim = OpenPGPClaim(try OpenPGPSignature(armored: armor), over: commit.signedPayload)
      guard let key = certificates.keys.first(where: { claim.names($0) }) else { throw Unknown() }
      holds = { claim.problem(by: key) == nil }
    case .x509, .unknown: throw Unknown()
    }
  }
}

/// The OpenPGP keys that a policy lists.
struct Certificates {
  private(set) var keys: [OpenPGPCertificate.Key] = []

  init(_ version: History.PolicyVersion, _ repository: borrowing Repository) throws {
    let tree = try repository.commit(version.commit).tree
    for person in version.policy.people.people.values {
      for case .openPGP(let path) in person.keys.map(\.material) {
        guard let entry = try repository.entry(atPath: "policies/" + path, inTree: tree)
        else { continue }
        let file = try repository.blob(entry.id, limit: 1 << 20)
        keys += try OpenPGPCertificate.known(file: file).keys
      }
    }
  }
}
