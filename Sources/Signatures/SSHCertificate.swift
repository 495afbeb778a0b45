package import Primitives

/// An OpenSSH user certificate (PROTOCOL.certkeys): a key, the one name that an authority gave it, and
/// for how long.
///
/// It was read strictly, but nothing in it is proven before `problem` is nil.
package struct SSHCertificate: Hashable, Sendable {
  /// The key that the authority certified, and that signs.
  package let key: SSHPublicKey
  /// The key of the authority; never a certificate itself.
  package let authority: SSHPublicKey
  /// The one name that the authority gave to the owner of the key.
  package let principal: String
  /// When the certificate holds; judged by who knows the time.
  package let validity: Validity
  /// The number by which the authority knows the certificate.
  package let serial: UInt64

  private let signed: ArraySlice<UInt8>
  private let signature: ArraySlice<UInt8>

  /// Reads a wire encoding; throws what makes it no user certificate for exactly one name.
  package init(blob: [UInt8]) throws(SSHSignatureError) {
    var reader = WireReader<SSHSignatureError>(blob[...])
    let type = try SSHCertificateType(name: reader.string())
    _ = try reader.string()  // The nonce, there to make the hash hard to foresee.
    key = try Self.key(type.plain, from: &reader)
    serial = try reader.uint64()
    let kind = try reader.uint32()
    _ = try reader.string()  // The key id is free text for the authority's own use.
    let principals = try reader.string()
    let (after, before) = (try reader.uint64(), try reader.uint64())
    let critical = try reader.string()
    let extensions = try reader.string()
    let reserved = try reader.string()
    let authority = try reader.string()
    signed = blob[..<(blob.endIndex - reader.remaining)]
    signature = try reader.string()
    try reader.finish()

    guard kind == 1 else { throw .bad("the certificate is one of a host, not of a user") }
    guard reserved.isEmpty else { throw .malformed("its certificate's reserved field has content") }
    principal = try Self.onlyPrincipal(principals)
    try Self.refuseCriticalOptions(critical)
    _ = try Self.optionNames(extensions)
    // Zero and the largest number stand for no limit; what lies beyond all calendars is none either.
    validity = Validity(
      from: after == 0 ? nil : Instant(seconds: Int64(clamping: after)),
      until: before > UInt64(Int64.max) ? nil : Instant(seconds: Int64(before)))
    self.authority = try Self.publicKey(Array(authority))
  }

  /// Whether the wire encoding of a key is that of a certificate, by its type alone.
  static func isCertificate(_ blob: ArraySlice<UInt8>) -> Bool {
    var reader = WireReader<SSHSignatureError>(blob)
    guard let name = try? reader.string() else { return false }
    return SSHCertificateType.looksLikeOne(name)
  }

  /// Why the authority did not make this certificate; nil if it did. Says nothing about time.
  package var problem: SSHSignatureError? {
    do throws(SSHSignatureError) {
      let problem = try SignatureBlob(signature).problem(over: Array(signed), by: authority)
      guard case .bad = problem else { return problem }
      return .bad("the certificate does not bear the signature of the authority that it names")
    } catch {
      return error
    }
  }
}

// MARK: Fields

extension SSHCertificate {
  /// The certified key, whose fields stand in the certificate as in a plain key.
  private static func key(
    _ type: SSHKeyType, from reader: inout WireReader<SSHSignatureError>
  ) throws(SSHSignatureError) -> SSHPublicKey {
    var writer = WireWriter(capacity: 512)
    writer.appendString(type.rawValue.utf8)
    for _ in 0..<type.fieldCount { writer.appendString(try reader.string()) }
    return try publicKey(writer.bytes)
  }

  private static func publicKey(_ blob: [UInt8]) throws(SSHSignatureError) -> SSHPublicKey {
    do throws(SSHKeyError) {
      return try SSHPublicKey(blob: blob)
    } catch {
      throw SSHSignatureError(error)
    }
  }

  /// A certificate without a principal is good for everybody, one with several for several people:
  /// neither says who signed.
  private static func onlyPrincipal(
    _ packed: ArraySlice<UInt8>
  ) throws(SSHSignatureError) -> String {
    var reader = WireReader<SSHSignatureError>(packed)
    guard !packed.isEmpty else { throw .bad("the certificate names nobody, so it is good for all") }
    let name = try reader.string()
    guard reader.remaining == 0 else {
      throw .bad("the certificate names more than one principal")
    }
    guard !name.isEmpty, name.allSatisfy({ (0x21...0x7E).contains($0) }),
      !name.contains(where: { "*?!,".utf8.contains($0) })
    else {
      throw .bad("the certificate's principal \(Printable.text(name)) is not one exact name")
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// Critical is what nobody may pass over who does not act on it, and a signature on a commit has
  /// neither a command, nor a source address, nor a log-in to act on.
  private static func refuseCriticalOptions(
    _ packed: ArraySlice<UInt8>
  ) throws(SSHSignatureError) {
    guard let name = try optionNames(packed).first else { return }
    throw .bad("the certificate has the critical option \(Printable.text(name))")
  }

  /// The names of a list of options, which stand in order and once each.
  private static func optionNames(
    _ packed: ArraySlice<UInt8>
  ) throws(SSHSignatureError) -> [ArraySlice<UInt8>] {
    var reader = WireReader<SSHSignatureError>(packed)
    var names: [ArraySlice<UInt8>] = []
    while reader.remaining > 0 {
      let name = try reader.string()
      _ = try reader.string()
      if let last = names.last, !last.lexicographicallyPrecedes(name) {
        throw .malformed("the options of its certificate are not in order")
      }
      names.append(name)
    }
    return names
  }
}
