internal import Crypto
internal import CryptoExtras
internal import Primitives

/// Somebody with a key, the same in every run unless it is one of RSA, which are made anew.
struct Signer {
  private enum Hand {
    case ssh(SSHKey)
    case openPGP(OpenPGPKey)
  }

  let person: String
  private let hand: Hand

  /// - Parameter kind: the kind of key; one that is not mixed.
  init(_ person: String, kind: KeyKind) throws {
    self.person = person
    let seed = Array(SHA256.hash(data: Array("benchmark key of \(person)".utf8)))
    let name = "\(person) <\(Organisation.address(person))>"
    switch kind {
    case .ed25519, .mixed: hand = .ssh(.ed25519(try .init(rawRepresentation: seed)))
    case .ecdsa: hand = .ssh(.ecdsa(try .init(rawRepresentation: seed)))
    case .rsa: hand = .ssh(.rsa(try .init(keySize: .bits3072)))
    case .openpgp: hand = .openPGP(OpenPGPKey(try .init(rawRepresentation: seed), name: name))
    }
  }

  /// The key as the register of people names it.
  func entry() throws -> String {
    switch hand {
    case .ssh(let key): "ssh: \(try key.publicKey())"
    case .openPGP: "openpgp: keys/\(person).asc"
    }
  }

  /// The line of the file of allowed signers; nil for who signs with OpenPGP.
  func allowedSigner() throws -> String? {
    guard case .ssh(let key) = hand else { return nil }
    return "\(Organisation.address(person)) namespaces=\"git\" \(try key.publicKey())\n"
  }

  /// The OpenPGP certificate; nil for who signs with SSH.
  func certificate() throws -> String? {
    guard case .openPGP(let key) = hand else { return nil }
    return try key.certificate()
  }

  /// The armoured signature of a commit, without a line end.
  func signature(over payload: [UInt8], at time: Instant) throws -> String {
    switch hand {
    case .ssh(let key): try key.signature(over: payload)
    case .openPGP(let key): try key.signature(over: payload, at: time)
    }
  }
}
