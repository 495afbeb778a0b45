internal import Crypto
internal import Primitives

extension SSHSignature {
  /// Why the signature does not prove that `key` signed `message`; nil if it does.
  ///
  /// Costs one operation of the key's algorithm, for Ed25519 less than a tenth of a millisecond.
  package func problem(
    over message: [UInt8], namespace: String = "git"
  ) -> SSHSignatureError? {
    message.withUnsafeBytes { problem(over: $0, namespace: namespace) }
  }

  /// Why the signature does not prove that `key` signed the memory of `message`; nil if it does.
  package func problem(
    over message: UnsafeRawBufferPointer, namespace: String = "git"
  ) -> SSHSignatureError? {
    guard self.namespace.utf8.elementsEqual(namespace.utf8) else {
      return .wrongNamespace(self.namespace)
    }
    if let problem = certificate?.problem { return problem }
    return blob.problem(over: signedBytes(over: message), by: key)
  }

  /// What is left of a verification once everything is read and hashed: for measuring.
  package func arithmetic(over message: [UInt8]) -> @Sendable () -> Bool {
    let signed = message.withUnsafeBytes { signedBytes(over: $0) }
    return { blob.proves(signed, by: key.material) }
  }

  /// What was given to the key to sign: the purpose and the hash of `message`.
  private func signedBytes(over message: UnsafeRawBufferPointer) -> [UInt8] {
    let hashed =
      switch hash {
      case .sha256: digest(of: message, with: SHA256.self)
      case .sha512: digest(of: message, with: SHA512.self)
      }
    var writer = WireWriter(capacity: 128)
    writer.append(Self.magic)
    writer.appendString(namespace.utf8)
    writer.appendString([])
    writer.appendString(hash.rawValue.utf8)
    writer.appendString(hashed)
    return writer.bytes
  }
}
