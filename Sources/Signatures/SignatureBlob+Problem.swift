internal import Primitives

extension SignatureBlob {
  /// Why this does not prove that the owner of `key` signed `content`; nil if it does.
  func problem(over content: [UInt8], by key: SSHPublicKey) -> SSHSignatureError? {
    guard algorithm.keyType == key.type else {
      return .bad("the signature's algorithm does not belong to a key of type \(key.typeName)")
    }
    var signed = content
    if let device {
      // The device signs what it was asked to sign together with what it knows itself
      // (OpenSSH, PROTOCOL.u2f); the first flag says that somebody touched it.
      guard device.flags & 1 == 1 else { return .noUserPresence }
      signed = Self.deviceBytes(
        flags: device.flags, counter: device.counter, application: key.application, over: content)
    }
    return proves(signed, by: key.material)
      ? nil : .bad("the signature does not match the key and the content")
  }

  private static func deviceBytes(
    flags: UInt8, counter: UInt32, application: ArraySlice<UInt8>, over signed: [UInt8]
  ) -> [UInt8] {
    var writer = WireWriter(capacity: 69)
    writer.append(sha256(of: Array(application)).bytes)
    writer.append([flags])
    writer.appendUInt32(counter)
    writer.append(sha256(of: signed).bytes)
    return writer.bytes
  }
}
