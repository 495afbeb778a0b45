internal import Crypto

/// The public half of one key as a certificate holds it (RFC 4880, section 5.5.2).
struct OpenPGPKeyPacket {
  /// The body of the packet, which is the identity of the key.
  let body: [UInt8]
  /// Seconds since the epoch.
  let created: UInt32
  /// The key in the form that checks signatures, or why it cannot check any.
  let signer: Result<SSHPublicKey, OpenPGPError>
  /// The 20 bytes that people know the key by; SHA-1, hence no identity.
  let fingerprint: [UInt8]

  /// Reads a whole body; throws if it is no key or has more than one spelling.
  init(body: ArraySlice<UInt8>) throws(OpenPGPError) {
    var reader = WireReader<OpenPGPError>(body)
    let version = try reader.byte()
    guard version == 4 else {
      throw .unsupported("keys of version \(version) are not supported")
    }
    self.body = Array(body)
    fingerprint = Self.fingerprint(of: body)
    created = try reader.uint32()
    let number = try reader.byte()
    do throws(OpenPGPError) {
      signer = .success(try Self.signer(OpenPGPAlgorithm(number: number), &reader))
    } catch {
      guard error.isUnsupported || error.isWeak else { throw error }
      signer = .failure(error)
    }
  }

  private static func fingerprint(of body: ArraySlice<UInt8>) -> [UInt8] {
    let count = UInt16(truncatingIfNeeded: body.count)
    var hash = Insecure.SHA1()
    hash.update(data: [0x99, UInt8(count >> 8), UInt8(count & 0xFF)])
    hash.update(data: body)
    return Array(hash.finalize())
  }

  /// Reads the numbers of a key, by way of the form in which SSH writes them.
  ///
  /// One reader knows which keys are too weak, and one key has one form whatever it signs for.
  private static func signer(
    _ algorithm: OpenPGPAlgorithm, _ reader: inout WireReader<OpenPGPError>
  ) throws(OpenPGPError) -> SSHPublicKey {
    var writer = WireWriter(capacity: 600)
    switch algorithm {
    case .rsa:
      let modulus = try reader.integer()
      let exponent = try reader.integer()
      writer.appendString("ssh-rsa".utf8)
      writer.appendString(positive(exponent))
      writer.appendString(positive(modulus))
    case .ecdsa:
      let identifier = try reader.bytes(Int(reader.byte()))
      guard let curve = OpenPGPCurve.sshName(identifier) else {
        throw .unsupported("its curve is not supported; P-256, P-384 and P-521 are")
      }
      writer.appendString("ecdsa-sha2-\(curve)".utf8)
      writer.appendString(curve.utf8)
      writer.appendString(try reader.integer())
    case .edDSA:
      let identifier = try reader.bytes(Int(reader.byte()))
      guard identifier.elementsEqual(OpenPGPCurve.ed25519) else {
        throw .unsupported("its curve is not supported; Ed25519 is")
      }
      let point = try reader.integer()
      guard point.count == 33, point.first == 0x40 else {
        throw .malformed("an Ed25519 key has 32 bytes after the mark 0x40")
      }
      writer.appendString("ssh-ed25519".utf8)
      writer.appendString(point.dropFirst())
    }
    try reader.finish()
    do throws(SSHKeyError) {
      return try SSHPublicKey(blob: writer.bytes)
    } catch {
      throw OpenPGPError(error)
    }
  }

  /// A number as SSH writes it: never with the sign bit set.
  private static func positive(_ magnitude: ArraySlice<UInt8>) -> [UInt8] {
    (magnitude.first ?? 0) & 0x80 == 0 ? Array(magnitude) : [0] + magnitude
  }
}

extension OpenPGPError {
  /// Whether it is a key or a digest that does not keep others from signing.
  var isWeak: Bool {
    if case .weak = self { true } else { false }
  }

  fileprivate init(_ error: SSHKeyError) {
    switch error {
    case .malformed(let text): self = .malformed(text)
    case .unsupported(let text): self = .unsupported(text)
    case .weak(let text): self = .weak(text)
    }
  }
}
