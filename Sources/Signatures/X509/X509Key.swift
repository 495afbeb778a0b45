internal import Crypto
internal import CryptoExtras
internal import SwiftASN1

/// A public key as a certificate holds it, fit to check signatures.
struct X509Key: Sendable {
  let material: KeyMaterial

  /// Reads a SubjectPublicKeyInfo; throws what makes it no key, a weak one or an unknown one.
  init(_ element: ASN1Element) throws(X509Error) {
    var fields = try element.sequence()
    var algorithm = try fields.next().sequence()
    let bits = try fields.next().wholeBytes()
    try fields.finish()
    let name = try algorithm.next().identifier()
    switch name {
    case .AlgorithmIdentifier.rsaEncryption:
      guard algorithm.next(if: .null) != nil else { throw .malformed("an RSA key lacks its NULL") }
      material = try Self.rsa(bits)
    case .AlgorithmIdentifier.idEcPublicKey:
      material = try Self.ecdsa(curve: algorithm.next().identifier(), point: bits)
    case Self.ed25519:
      material = try Self.reading { () throws(SSHKeyError) in try KeyMaterial(ed25519: bits) }
    default:
      throw .unsupported("keys of the kind \(name) are not supported")
    }
    try algorithm.finish()
  }

  private static let ed25519: ASN1ObjectIdentifier = [1, 3, 101, 112]

  private static func rsa(_ bits: ArraySlice<UInt8>) throws(X509Error) -> KeyMaterial {
    var numbers = try ASN1Element(der: bits).sequence()
    let modulus = try numbers.next().positiveInteger()
    let exponent = try numbers.next().positiveInteger()
    try numbers.finish()
    return try reading { () throws(SSHKeyError) in
      try KeyMaterial(rsaExponent: exponent, modulus: modulus)
    }
  }

  private static func ecdsa(
    curve: ASN1ObjectIdentifier, point: ArraySlice<UInt8>
  ) throws(X509Error) -> KeyMaterial {
    guard let type = curves[curve] else {
      throw .unsupported("keys on the curve \(curve) are not supported")
    }
    guard point.first == 0x04, let material = KeyMaterial.point(on: type, point) else {
      throw .malformed("the point of a key does not lie on its curve in uncompressed form")
    }
    return material
  }

  private static let curves: [ASN1ObjectIdentifier: SSHKeyType] = [
    .NamedCurves.secp256r1: .ecdsa256,
    .NamedCurves.secp384r1: .ecdsa384,
    .NamedCurves.secp521r1: .ecdsa521,
  ]

  private static func reading(
    _ body: () throws(SSHKeyError) -> KeyMaterial
  ) throws(X509Error) -> KeyMaterial {
    do throws(SSHKeyError) {
      return try body()
    } catch {
      switch error {
      case .malformed(let text): throw .malformed(text)
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
    switch (material, algorithm.kind) {
    case (.ed25519(let key), .ed25519):
      return key.isValidSignature(signature, for: content)
    case (.rsa(let key, let modulusBytes), .rsa):
      guard let digest = algorithm.digest ?? digest, signature.count == modulusBytes else {
        return false
      }
      let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
      return switch digest {
      case .sha256:
        key.isValidSignature(
          signature, for: SHA256.hash(data: content), padding: .insecurePKCS1v1_5)
      case .sha384:
        key.isValidSignature(
          signature, for: SHA384.hash(data: content), padding: .insecurePKCS1v1_5)
      case .sha512:
        key.isValidSignature(
          signature, for: SHA512.hash(data: content), padding: .insecurePKCS1v1_5)
      }
    case (_, .ecdsa):
      guard let digest = algorithm.digest ?? digest else { return false }
      return switch digest {
      case .sha256: provesECDSA(SHA256.hash(data: content), signature)
      case .sha384: provesECDSA(SHA384.hash(data: content), signature)
      case .sha512: provesECDSA(SHA512.hash(data: content), signature)
      }
    default:
      return false
    }
  }

  private func provesECDSA(_ digest: some Digest, _ signature: ArraySlice<UInt8>) -> Bool {
    switch material {
    case .ecdsa256(let key):
      (try? P256.Signing.ECDSASignature(derRepresentation: signature)).map {
        key.isValidSignature($0, for: digest)
      } ?? false
    case .ecdsa384(let key):
      (try? P384.Signing.ECDSASignature(derRepresentation: signature)).map {
        key.isValidSignature($0, for: digest)
      } ?? false
    case .ecdsa521(let key):
      (try? P521.Signing.ECDSASignature(derRepresentation: signature)).map {
        key.isValidSignature($0, for: digest)
      } ?? false
    case .ed25519, .rsa:
      false
    }
  }
}
