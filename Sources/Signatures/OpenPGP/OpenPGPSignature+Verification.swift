internal import Crypto
internal import CryptoExtras

/// A signature with the digest of what it is said to sign: all that is needed to check keys.
///
/// It is small however large the message was, so that keys may be looked up later.
package struct OpenPGPClaim: Sendable {
  /// The signature as it was read.
  package let signature: OpenPGPSignature
  private let digest: Digest

  private enum Digest: Sendable {
    case sha256(SHA256.Digest)
    case sha384(SHA384.Digest)
    case sha512(SHA512.Digest)
  }

  /// Computes the digest of `message` together with what the signature says of itself.
  package init(_ signature: OpenPGPSignature, over message: [UInt8]) {
    self.signature = signature
    digest =
      switch signature.hash {
      case .sha256: .sha256(Self.digest(signature.prefix, message, SHA256.self))
      case .sha384: .sha384(Self.digest(signature.prefix, message, SHA384.self))
      case .sha512: .sha512(Self.digest(signature.prefix, message, SHA512.self))
      }
  }

  private static func digest<Function: HashFunction>(
    _ prefix: [UInt8], _ message: [UInt8], _: Function.Type
  ) -> Function.Digest {
    var hash = Function()
    hash.update(data: message)
    hash.update(data: prefix)
    var count = UInt32(truncatingIfNeeded: prefix.count).bigEndian
    hash.update(data: [4, 0xFF])
    withUnsafeBytes(of: &count) { hash.update(bufferPointer: $0) }
    return hash.finalize()
  }

  /// Whether the signature says that `key` made it.
  package func names(_ key: OpenPGPCertificate.Key) -> Bool {
    signature.issuerFingerprint.map { $0 == key.fingerprintBytes }
      ?? (signature.issuerKeyID.map { key.fingerprintBytes.suffix(8).elementsEqual($0) } ?? false)
  }

  /// Why the signature does not prove that `key` signed the message; nil if it does.
  ///
  /// The answer knows no clock: whether the key may sign, and when, is not asked here. Costs one
  /// operation of the key's algorithm.
  package func problem(by key: OpenPGPCertificate.Key) -> OpenPGPError? {
    let signer: SSHPublicKey
    switch key.signer {
    case .failure(let error): return error
    case .success(let known): signer = known
    }
    guard names(key) else { return .bad("the signature names another key") }
    guard signature.created >= key.created else {
      return .bad("the signature says that it is older than its key")
    }
    let isProven =
      switch digest {
      case .sha256(let digest): proves(digest, signer.material)
      case .sha384(let digest): proves(digest, signer.material)
      case .sha512(let digest): proves(digest, signer.material)
      }
    return isProven ? nil : .bad("the signature does not match the key and the content")
  }

  private func proves(_ digest: some Crypto.Digest, _ key: KeyMaterial) -> Bool {
    guard digest.prefix(2).elementsEqual(signature.digestStart) else { return false }
    switch (signature.algorithm, key) {
    case (.rsa, .rsa(let key, let modulusBytes)):
      guard let raw = filled(signature.numbers[0], to: modulusBytes) else { return false }
      return key.isValidSignature(
        _RSA.Signing.RSASignature(rawRepresentation: raw), for: digest,
        padding: .insecurePKCS1v1_5)
    case (.edDSA, .ed25519(let key)):
      guard let raw = pair(of: 32) else { return false }
      return key.isValidSignature(raw, for: Array(digest))
    case (.ecdsa, .ecdsa256(let key)):
      guard let raw = pair(of: 32),
        let signature = try? P256.Signing.ECDSASignature(rawRepresentation: raw)
      else { return false }
      return key.isValidSignature(signature, for: digest)
    case (.ecdsa, .ecdsa384(let key)):
      guard let raw = pair(of: 48),
        let signature = try? P384.Signing.ECDSASignature(rawRepresentation: raw)
      else { return false }
      return key.isValidSignature(signature, for: digest)
    case (.ecdsa, .ecdsa521(let key)):
      guard let raw = pair(of: 66),
        let signature = try? P521.Signing.ECDSASignature(rawRepresentation: raw)
      else { return false }
      return key.isValidSignature(signature, for: digest)
    default:
      return false
    }
  }

  /// The two numbers, each filled up to `width` bytes; nil if they do not fit.
  private func pair(of width: Int) -> [UInt8]? {
    guard signature.numbers.count == 2, let first = filled(signature.numbers[0], to: width),
      let second = filled(signature.numbers[1], to: width)
    else { return nil }
    return first + second
  }

  private func filled(_ number: [UInt8], to width: Int) -> [UInt8]? {
    number.count > width ? nil : [UInt8](repeating: 0, count: width - number.count) + number
  }
}

extension OpenPGPSignature {
  /// Why the signature does not prove that `key` signed `message`; nil if it does.
  package func problem(
    over message: [UInt8], by key: OpenPGPCertificate.Key
  ) -> OpenPGPError? {
    OpenPGPClaim(self, over: message).problem(by: key)
  }
}
