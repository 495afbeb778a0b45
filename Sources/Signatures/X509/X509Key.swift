internal import Crypto
internal import CryptoExtras
internal import SwiftASN1

/// A public key as a certificate holds it, fit to check signatures.
struct X509Key: Sendable {
  /// The same key in the wire encoding of SSH, whose reader is as strict as keys need it, and by
  /// which a policy may know it too.
  let ssh: SSHPublicKey

  /// Reads a SubjectPublicKeyInfo; throws what makes it no key, a weak one or an unknown one.
  init(_ element: ASN1Element) throws(X509Error) {
    var fields = try element.sequence()
    var algorithm = try fields.next().sequence()
    let bits = try fields.next().wholeBytes()
    try fields.finish()
    var wire = WireWriter(capacity: 512)
    let name = try algorithm.next().identifier()
    switch name {
    case .AlgorithmIdentifier.rsaEncryption:
      guard algorithm.next(if: .null) != nil else { throw .malformed("an RSA key lacks its NULL") }
      try Self.writeRSA(bits, to: &wire)
    case .AlgorithmIdentifier.idEcPublicKey:
      try Self.writeECDSA(curve: algorithm.next().identifier(), point: bits, to: &wire)
    case Self.ed25519:
      wire.appendString(SSHKeyType.ed25519.rawValue.utf8)
      wire.appendString(bits)
    default:
      throw .unsupported("keys of the kind \(name) are not supported")
    }
    try algorithm.finish()
    ssh = try Self.read(wire.bytes)
  }

  private static let ed25519: ASN1ObjectIdentifier = [1, 3, 101, 112]

  private static func writeRSA(
    _ bits: ArraySlice<UInt8>, to wire: inout WireWriter
  ) throws(X509Error) {
    var numbers = try ASN1Element(der: bits).sequence()
    let (modulus, exponent) = (try numbers.next().positive(), try numbers.next().positive())
    try numbers.finish()
    wire.appendString(SSHKeyType.rsa.rawValue.utf8)
    // Both encodings write numbers alike.
    wire.appendString(exponent)
    wire.appendString(modulus)
  }

  private static func writeECDSA(
    curve: ASN1ObjectIdentifier, point: ArraySlice<UInt8>, to wire: inout WireWriter
  ) throws(X509Error) {
    guard let type = curves[curve], let name = type.curveName else {
      throw .unsupported("keys on the curve \(curve) are not supported")
    }
    wire.appendString(type.rawValue.utf8)
    wire.appendString(name.utf8)
    wire.appendString(point)
  }

  private static let curves: [ASN1ObjectIdentifier: SSHKeyType] = [
    .NamedCurves.secp256r1: .ecdsa256,
    .NamedCurves.secp384r1: .ecdsa384,
    .NamedCurves.secp521r1: .ecdsa521,
  ]

  private static func read(_ blob: [UInt8]) throws(X509Error) -> SSHPublicKey {
    do throws(SSHKeyError) {
      return try SSHPublicKey(blob: blob)
    } catch {
      switch error {
      case .malformed(let text): throw .malformed("its key is no key: \(text)")
      case .unsupported(let text): throw .unsupported(text)
      case .weak(let text): throw .bad(text)
      }
    }
  }
}

// MARK: Verification

extension X509Key {
  /// Whether the owner of the key made `signature` over `content`.
  ///
  /// - Parameter digest: the hash function, where the algorithm's own name does not fix it.
  func proves(
    _ content: ArraySlice<UInt8>, signature: ArraySlice<UInt8>, by algorithm: X509Algorithm,
    digest: X509Digest?
  ) -> Bool {
    if case .ed25519(let key) = ssh.material {
      return algorithm.kind == .ed25519 && key.isValidSignature(signature, for: content)
    }
    switch algorithm.digest ?? digest {
    case .sha256: return proves(SHA256.hash(data: content), signature, algorithm.kind)
    case .sha384: return proves(SHA384.hash(data: content), signature, algorithm.kind)
    case .sha512: return proves(SHA512.hash(data: content), signature, algorithm.kind)
    case nil: return false
    }
  }

  private func proves(
    _ digest: some Digest, _ signature: ArraySlice<UInt8>, _ kind: X509Algorithm.Kind
  ) -> Bool {
    switch (ssh.material, kind) {
    case (.rsa(let key, let modulusBytes), .rsa):
      signature.count == modulusBytes
        && key.isValidSignature(
          _RSA.Signing.RSASignature(rawRepresentation: signature), for: digest,
          padding: .insecurePKCS1v1_5)
    case (.ecdsa256(let key), .ecdsa):
      (try? P256.Signing.ECDSASignature(derRepresentation: signature)).map {
        key.isValidSignature($0, for: digest)
      } ?? false
    case (.ecdsa384(let key), .ecdsa):
      (try? P384.Signing.ECDSASignature(derRepresentation: signature)).map {
        key.isValidSignature($0, for: digest)
      } ?? false
    case (.ecdsa521(let key), .ecdsa):
      (try? P521.Signing.ECDSASignature(derRepresentation: signature)).map {
        key.isValidSignature($0, for: digest)
      } ?? false
    default: false
    }
  }
}
