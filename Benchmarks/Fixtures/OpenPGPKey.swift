internal import Crypto
internal import Primitives

/// An OpenPGP key with Ed25519, its certificate and its signatures as GnuPG 2.2 writes them.
struct OpenPGPKey {
  private let key: Curve25519.Signing.PrivateKey
  private let name: String
  /// The body of the key's packet (RFC 4880, section 5.5.2).
  private let body: [UInt8]
  private let fingerprint: [UInt8]

  /// 2015-01-01, before anything happens in the fixture.
  private static let created: UInt32 = 1_420_070_400
  private static let edDSA: UInt8 = 22
  private static let sha512: UInt8 = 10

  /// - Parameter name: the user id.
  init(_ key: Curve25519.Signing.PrivateKey, name: String) {
    self.key = key
    self.name = name
    let curve: [UInt8] = [0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x0F, 0x01]
    let point = Bytes.integer([0x40] + Array(key.publicKey.rawRepresentation))
    body =
      [4] + Bytes.bigEndian(Self.created) + [Self.edDSA, UInt8(curve.count)] + curve + point
    fingerprint = Array(Insecure.SHA1.hash(data: Self.framed(body)))
  }

  /// The armoured certificate: the key, its name, and its own word for both.
  func certificate() throws -> String {
    let flags: [[UInt8]] = [
      [27, 0x03], [11, 9, 8, 7, 2], [21, 10, 9, 8, 11, 2], [22, 2, 3, 1], [30, 1], [23, 0x80],
    ]
    let about = Self.framed(body) + [0xB4] + Bytes.bigEndian(UInt32(name.utf8.count)) + name.utf8
    let proof = try signature(type: 0x13, over: about, at: Self.created, flags)
    let content = Self.packet(6, body) + Self.packet(13, Array(name.utf8)) + Self.packet(2, proof)
    return Self.armor("PGP PUBLIC KEY BLOCK", content) + "\n"
  }

  /// The armoured signature of a commit, without a line end.
  func signature(over payload: [UInt8], at time: Instant) throws -> String {
    let proof = try signature(type: 0x00, over: payload, at: UInt32(time.seconds), [])
    return Self.armor("PGP SIGNATURE", Self.packet(2, proof))
  }

  /// The body of a signature's packet of version 4 (RFC 4880, section 5.2.3).
  private func signature(
    type: UInt8, over content: [UInt8], at time: UInt32, _ statements: [[UInt8]]
  ) throws -> [UInt8] {
    let hashed = Self.area([[33, 4] + fingerprint, [2] + Bytes.bigEndian(time)] + statements)
    let head = [4, type, Self.edDSA, Self.sha512] + hashed
    let trailer = [4, 0xFF] + Bytes.bigEndian(UInt32(head.count))
    let digest = Array(SHA512.hash(data: content + head + trailer))
    let numbers = Array(try key.signature(for: digest))
    return head + Self.area([[16] + fingerprint.suffix(8)]) + digest.prefix(2)
      + Bytes.integer(numbers.prefix(32)) + Bytes.integer(numbers.suffix(32))
  }

  private static func area(_ statements: [[UInt8]]) -> [UInt8] {
    let content = statements.flatMap { [UInt8($0.count)] + $0 }
    return Bytes.bigEndian(UInt32(content.count)).suffix(2) + content
  }

  private static func framed(_ body: [UInt8]) -> [UInt8] {
    [0x99] + Bytes.bigEndian(UInt32(body.count)).suffix(2) + body
  }

  /// A packet of less than 256 bytes with the old form of header, which GnuPG prefers.
  private static func packet(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0x80 | tag << 2, UInt8(body.count)] + body
  }

  private static func armor(_ title: String, _ content: [UInt8]) -> String {
    var sum: UInt32 = 0xB7_04CE
    for byte in content {
      sum ^= UInt32(byte) << 16
      for _ in 0..<8 {
        sum <<= 1
        if sum & 0x100_0000 != 0 { sum ^= 0x186_4CFB }
      }
    }
    let checksum = "=" + Bytes.base64(Bytes.bigEndian(sum).suffix(3))
    let lines = Bytes.base64(content, width: 64)
    return (["-----BEGIN \(title)-----", ""] + lines + [checksum, "-----END \(title)-----"])
      .joined(separator: "\n")
  }
}
