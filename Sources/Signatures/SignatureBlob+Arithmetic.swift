internal import Crypto
internal import CryptoExtras

extension SignatureBlob {
  /// Whether the owner of `key` made this signature over `signed`.
  func proves(_ signed: [UInt8], by key: KeyMaterial) -> Bool {
    switch key {
    case .ed25519(let key):
      return key.isValidSignature(content, for: signed)
    case .ecdsa256(let key):
      guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: pair(of: 32))
      else { return false }
      return key.isValidSignature(signature, for: SHA256.hash(data: signed))
    case .ecdsa384(let key):
      guard let signature = try? P384.Signing.ECDSASignature(rawRepresentation: pair(of: 48))
      else { return false }
      return key.isValidSignature(signature, for: SHA384.hash(data: signed))
    case .ecdsa521(let key):
      guard let signature = try? P521.Signing.ECDSASignature(rawRepresentation: pair(of: 66))
      else { return false }
      return key.isValidSignature(signature, for: SHA512.hash(data: signed))
    case .rsa(let key, let modulusBytes):
      return proves(signed, by: key, modulusBytes: modulusBytes)
    }
  }

  private func proves(
    _ signed: [UInt8], by key: _RSA.Signing.PublicKey, modulusBytes: Int
  ) -> Bool {
    guard !content.isEmpty, content.count <= modulusBytes else { return false }
    // Some agents drop leading zeros, and RFC 8332 lets a verifier put them back.
    let zeros = [UInt8](repeating: 0, count: modulusBytes - content.count)
    let signature = _RSA.Signing.RSASignature(rawRepresentation: zeros + content)
    switch algorithm {
    case .rsaSHA256:
      let digest = SHA256.hash(data: signed)
      return key.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5)
    case .rsaSHA512:
      let digest = SHA512.hash(data: signed)
      return key.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5)
    case .only:
      return false
    }
  }

  /// The two numbers of an ECDSA signature, each filled up to `width` bytes.
  ///
  /// Empty, which no curve takes for a signature, if `content` is not exactly two numbers that fit.
  private func pair(of width: Int) -> [UInt8] {
    var reader = WireReader<SSHSignatureError>(content)
    guard let r = try? reader.positiveInteger(), let s = try? reader.positiveInteger(),
      (try? reader.finish()) != nil, r.count <= width, s.count <= width
    else { return [] }
    return [UInt8](repeating: 0, count: width - r.count) + r
      + [UInt8](repeating: 0, count: width - s.count) + s
  }
}
