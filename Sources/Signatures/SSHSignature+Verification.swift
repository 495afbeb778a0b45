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
    guard blob.algorithm.keyType == key.type else {
      return .bad("the signature's algorithm does not belong to a key of type \(key.typeName)")
    }
    var signed = signedBytes(over: message)
    if let device = blob.device {
      // The device signs what it was asked to sign together with what it knows itself
      // (OpenSSH, PROTOCOL.u2f); the first flag says that somebody touched it.
      guard device.flags & 1 == 1 else { return .noUserPresence }
      signed = deviceBytes(flags: device.flags, counter: device.counter, over: signed)
    }
    return blob.proves(signed, by: key.material)
      ? nil : .bad("the signature does not match the key and the content")
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

  private func deviceBytes(flags: UInt8, counter: UInt32, over signed: [UInt8]) -> [UInt8] {
    var writer = WireWriter(capacity: 69)
    writer.append(sha256(of: Array(key.application)).bytes)
    writer.append([flags])
    writer.appendUInt32(counter)
    writer.append(sha256(of: signed).bytes)
    return writer.bytes
  }
}
