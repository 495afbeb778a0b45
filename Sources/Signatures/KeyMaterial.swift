internal import Crypto
internal import CryptoExtras

/// A public key in the form that checks signatures; making it costs about a microsecond.
enum KeyMaterial: Sendable {
  case ed25519(Curve25519.Signing.PublicKey)
  case ecdsa256(P256.Signing.PublicKey)
  case ecdsa384(P384.Signing.PublicKey)
  case ecdsa521(P521.Signing.PublicKey)
  case rsa(_RSA.Signing.PublicKey, modulusBytes: Int)

  /// Reads what follows the type in a key's wire encoding.
  init(_ type: SSHKeyType, from reader: inout WireReader<SSHKeyError>) throws(SSHKeyError) {
    switch type {
    case .ed25519, .securityKeyEd25519:
      try self.init(ed25519: reader.string())
    case .ecdsa256, .ecdsa384, .ecdsa521, .securityKeyECDSA256:
      try self.init(ecdsa: type, curve: reader.string(), point: reader.string())
    case .rsa:
      try self.init(rsaExponent: reader.positiveInteger(), modulus: reader.positiveInteger())
    }
  }

  /// An Ed25519 key from its 32 bytes.
  private init(ed25519 bytes: ArraySlice<UInt8>) throws(SSHKeyError) {
    try Ed25519Point.check(bytes)
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
      throw .malformed("an Ed25519 key has 32 bytes")
    }
    self = .ed25519(key)
  }

  /// A key on the curve of `type` from an uncompressed point (SEC 1, section 2.3.3).
  private init(
    ecdsa type: SSHKeyType, curve: ArraySlice<UInt8>, point: ArraySlice<UInt8>
  ) throws(SSHKeyError) {
    guard let name = type.curveName, name.utf8.elementsEqual(curve) else {
      throw .malformed("its curve \(Printable.text(curve)) does not match its type")
    }
    guard point.first == 0x04 else {
      throw .malformed("its point is not in uncompressed form")
    }
    guard let material = Self.point(on: type, point) else {
      throw .malformed("its point does not lie on \(name)")
    }
    self = material
  }

  private static func point(on type: SSHKeyType, _ point: ArraySlice<UInt8>) -> KeyMaterial? {
    switch type {
    case .ecdsa256, .securityKeyECDSA256:
      (try? P256.Signing.PublicKey(x963Representation: point)).map(KeyMaterial.ecdsa256)
    case .ecdsa384:
      (try? P384.Signing.PublicKey(x963Representation: point)).map(KeyMaterial.ecdsa384)
    case .ecdsa521:
      (try? P521.Signing.PublicKey(x963Representation: point)).map(KeyMaterial.ecdsa521)
    case .ed25519, .securityKeyEd25519, .rsa:
      nil
    }
  }

  /// An RSA key from its numbers, big-endian without leading zeros.
  private init(
    rsaExponent exponent: ArraySlice<UInt8>, modulus: ArraySlice<UInt8>
  ) throws(SSHKeyError) {
    let bits = Self.bitCount(modulus)
    guard bits >= 2048 else {
      throw .weak("an RSA key of \(bits) bits is too short; 2048 are the least")
    }
    guard bits <= 8192 else {
      // The bound of BoringSSL; longer keys make every check slow.
      throw .unsupported("an RSA key of \(bits) bits is too long; 8192 are the most")
    }
    guard let low = modulus.last, low & 1 == 1 else {
      throw .weak("its RSA modulus is even")
    }
    guard let last = exponent.last, last & 1 == 1, exponent.count > 1 || last >= 3 else {
      throw .weak("its RSA exponent is even or less than 3")
    }
    guard Self.bitCount(exponent) <= 33 else {
      throw .unsupported("RSA exponents of more than 33 bits are not supported")
    }
    guard let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent) else {
      throw .malformed("its numbers are no RSA key")
    }
    self = .rsa(key, modulusBytes: modulus.count)
  }

  /// The bits of a number that has no leading zero bytes.
  private static func bitCount(_ magnitude: ArraySlice<UInt8>) -> Int {
    magnitude.count * 8 - (magnitude.first?.leadingZeroBitCount ?? 0)
  }
}
