package import Primitives

/// One OpenPGP certificate: a primary key, its subkeys, and what it says about them.
package struct OpenPGPCertificate: Hashable, Sendable {
  /// The primary key first, then the subkeys in the certificate's order.
  package let keys: [Key]

  /// The fingerprint of the primary key, as people know the certificate by.
  package var fingerprint: String { keys.first?.fingerprint ?? "" }

  /// A primary key or a subkey.
  package struct Key: Hashable, Sendable {
    /// The body of the key's packet: the identity of the key, which its fingerprint, being SHA-1, is not.
    package let body: [UInt8]
    /// The 20 bytes of the fingerprint.
    package let fingerprintBytes: [UInt8]
    package let isPrimary: Bool
    /// When the key says it was made.
    package let created: Instant
    /// Whether the certificate binds the key, the key itself agrees, and both let it sign.
    package let maySign: Bool
    /// Whether the key or its primary key is revoked, whoever says so and whatever the reason.
    package let isRevoked: Bool
    /// From when on the key or its primary key is no longer valid; nil if for ever.
    package let validUntil: Instant?
    let signer: Result<SSHPublicKey, OpenPGPError>

    /// The fingerprint as `gpg` prints it, in hexadecimal digits.
    package var fingerprint: String { hexadecimal(fingerprintBytes) }

    /// Why the key cannot check signatures, such as being too weak; nil if it can.
    package var weakness: OpenPGPError? {
      if case .failure(let error) = signer { error } else { nil }
    }

    /// The key in the encoding of SSH: equal for all keys that one private key signs for.
    package var material: [UInt8]? {
      if case .success(let key) = signer { key.blob } else { nil }
    }

    /// Compares what a certificate says of keys.
    package static func == (left: Key, right: Key) -> Bool {
      left.body == right.body && left.isPrimary == right.isPrimary
        && left.maySign == right.maySign && left.isRevoked == right.isRevoked
        && left.validUntil == right.validUntil
    }

    /// Hashes the identity.
    package func hash(into hasher: inout Hasher) { hasher.combine(body) }
  }

  /// Reads a file with exactly one certificate, armoured or binary.
  ///
  /// Refused are secret keys, several certificates, packets that do not belong into one, keys
  /// with two spellings, and a primary key without a valid signature of its own that is better
  /// than SHA-1. Keys that cannot sign or are too weak are listed and say so. Any revocation
  /// counts, by whomever and for whatever reason, since failing to check one must not revive a key.
  package init(file: [UInt8]) throws(OpenPGPError) {
    guard file.count <= 1 << 20 else { throw .malformed("it is larger than 1 MiB") }
    let bytes = try Self.binary(file)
    let parts = try OpenPGPCertificateParts(bytes)
    keys = try RNPCertificate.read(parts)
  }

  private static func binary(_ file: [UInt8]) throws(OpenPGPError) -> [UInt8] {
    guard let first = file.first else { throw .malformed("the file is empty") }
    guard first & 0x80 == 0 else { return file }
    guard !file.starts(with: "-----BEGIN PGP PRIVATE KEY BLOCK-----".utf8) else {
      throw .malformed("it holds a secret key; whoever can read it can sign with it")
    }
    return try OpenPGPArmor.certificate.content(of: file.filter { $0 != UInt8(ascii: "\r") })
  }
}

/// The packets of one certificate, in order.
struct OpenPGPCertificateParts {
  /// A primary key or a subkey with the revocations that stand at it.
  struct Part {
    let key: OpenPGPKeyPacket
    var isRevoked = false
  }

  /// The primary key first.
  private(set) var keys: [Part] = []
  /// The latest time that the certificate states about its keys and signatures.
  private(set) var latest: UInt32 = 0
  /// The packets less all revocations, which are judged here: what is left says whether a revoked
  /// key ever belonged to the certificate.
  private(set) var unrevoked: [UInt8] = []
  private var revocations = 0
  private var fingerprints: Set<[UInt8]> = []
  private var names = 0

  /// Nobody has more keys, or more names; whoever writes thousands wants to keep readers busy.
  private static let most = 256

  /// Reads the packets; throws unless they are one certificate of public keys.
  init(_ bytes: [UInt8]) throws(OpenPGPError) {
    for packet in try OpenPGPPacket.all(in: bytes) {
      let count = revocations
      defer { if revocations == count { unrevoked += packet.raw } }
      switch packet.tag {
      case .secretKey, .secretSubkey:
        throw .malformed("it holds a secret key; whoever can read it can sign with it")
      case .publicKey:
        guard keys.isEmpty else { throw .malformed("it holds more than one certificate") }
        try add(packet)
      case .publicSubkey:
        guard !keys.isEmpty else { throw .malformed("it does not begin with a primary key") }
        try add(packet)
      case .signature:
        try add(signature: packet)
      case .trust, .userID, .userAttribute:
        guard !keys.isEmpty else { throw .malformed("it does not begin with a primary key") }
        names += packet.tag == .trust ? 0 : 1
        guard names <= Self.most else {
          throw .malformed("it holds more than \(Self.most) names")
        }
      }
    }
    guard !keys.isEmpty else { throw .malformed("it holds no key") }
  }

  private mutating func add(_ packet: OpenPGPPacket) throws(OpenPGPError) {
    let key = try OpenPGPKeyPacket(body: packet.body)
    guard fingerprints.insert(key.fingerprint).inserted else {
      throw .malformed("it holds a key twice")
    }
    guard keys.count < Self.most else {
      throw .malformed("it holds more than \(Self.most) keys")
    }
    latest = max(latest, key.created)
    keys.append(Part(key: key))
  }

  private mutating func add(signature packet: OpenPGPPacket) throws(OpenPGPError) {
    guard !keys.isEmpty else { throw .malformed("it does not begin with a primary key") }
    // The type is the second byte, but for version 3, which states a length before it.
    let start = Array(packet.body.prefix(3))
    guard start.count == 3 else { throw .malformed("a signature in it is cut short") }
    switch start[0] == 3 ? start[2] : start[1] {
    case 0x20: revoke(0)
    case 0x28: revoke(keys.count - 1)
    default: break
    }
    // Signatures of other versions are old ones by strangers, who say nothing else here.
    guard start[0] == 4 else { return }
    let signature = try OpenPGPSignaturePacket(body: packet.body)
    latest = max(latest, try signature.created())
    // What a key says of itself for a time only would make the answer depend on the clock.
    if signature.names(keys[0].key.fingerprint),
      signature.hashed.contains(where: { $0.kind == OpenPGPSignaturePacket.Subpacket.expires })
    {
      throw .unsupported("its own signatures expire, which is not supported; keys may expire")
    }
  }

  private mutating func revoke(_ number: Int) {
    keys[number].isRevoked = true
    revocations += 1
  }
}
