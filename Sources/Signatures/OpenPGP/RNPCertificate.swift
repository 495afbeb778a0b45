internal import CRNP
internal import Primitives
internal import Synchronization

/// What RNP finds out about the keys of a certificate: self-signatures, bindings, flags, expiry.
///
/// RNP judges by a clock; here that clock stands at the latest time that the certificate itself
/// states, so that the answer depends on the certificate alone.
enum RNPCertificate {
  /// The library keeps state of its own between its objects: one certificate at a time.
  private static let turn = Mutex(())
  private static let silence: Void = assent_silence_rnp()

  /// The keys of the certificate of which `parts` are the packets.
  static func read(
    _ bytes: [UInt8], at time: UInt32, _ parts: OpenPGPCertificateParts
  ) throws(OpenPGPError) -> [OpenPGPCertificate.Key] {
    let outcome = turn.withLock { _ -> Result<[OpenPGPCertificate.Key], OpenPGPError> in
      _ = silence
      do throws(OpenPGPError) {
        let library = try RNPLibrary(at: time)
        try library.load(bytes)
        return .success(try keys(parts, library))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private static func keys(
    _ parts: OpenPGPCertificateParts, _ library: borrowing RNPLibrary
  ) throws(OpenPGPError) -> [OpenPGPCertificate.Key] {
    guard let first = parts.keys.first else { throw .malformed("it holds no key") }
    let primary = library.standing(of: hexadecimal(first.key.fingerprint))
    guard first.isRevoked || primary.validTill > 0 else {
      throw .malformed(
        "its primary key has no valid signature of its own; SHA-1 and MD5 count for none")
    }
    var keys: [OpenPGPCertificate.Key] = []
    for (number, part) in parts.keys.enumerated() {
      let fingerprint = part.key.fingerprint
      let own = number == 0 ? primary : library.standing(of: hexadecimal(fingerprint))
      let isRevoked = first.isRevoked || part.isRevoked
      let till = min(own.validTill, primary.validTill)
      let isSigner = if case .success = part.key.signer { true } else { false }
      keys.append(
        OpenPGPCertificate.Key(
          body: part.key.body, fingerprintBytes: fingerprint, isPrimary: number == 0,
          created: Instant(seconds: Int64(part.key.created)),
          maySign: own.allowsSigning && isSigner && (isRevoked || till > 0),
          isRevoked: isRevoked,
          validUntil: till == UInt64.max ? nil : Instant(seconds: Int64(clamping: till)),
          signer: part.key.signer))
    }
    return keys
  }
}

/// One context of RNP with no keys but those that are loaded into it.
private struct RNPLibrary: ~Copyable {
  /// What the library says about one key.
  struct Standing {
    /// Seconds since the epoch; 0 if the key was never valid, the maximum if for ever.
    var validTill: UInt64 = 0
    var allowsSigning = false
  }

  private let context: OpaquePointer

  /// Opens a context whose clock stands at `time` and that takes no weak digest at any date.
  init(at time: UInt32) throws(OpenPGPError) {
    context = try Self.context(at: time)
  }

  private static func context(at time: UInt32) throws(OpenPGPError) -> OpaquePointer {
    var opened: OpaquePointer?
    guard rnp_ffi_create(&opened, "GPG", "GPG") == 0, let opened else { throw broken }
    var status = rnp_set_timestamp(opened, UInt64(time))
    for name in ["MD5", "SHA1", "RIPEMD160"] where status == 0 {
      status = rnp_add_security_rule(
        opened, "hash algorithm", name, assent_rnp_override, 0, assent_rnp_prohibited)
    }
    guard status == 0 else {
      rnp_ffi_destroy(opened)
      throw broken
    }
    return opened
  }

  deinit { rnp_ffi_destroy(context) }

  private static let broken = OpenPGPError.malformed("RNP could not be started")

  /// Loads a certificate, leaving out what RNP does not know.
  func load(_ bytes: [UInt8]) throws(OpenPGPError) {
    var input: OpaquePointer?
    let status = bytes.withUnsafeBufferPointer { buffer -> rnp_result_t in
      let opened = rnp_input_from_memory(&input, buffer.baseAddress, buffer.count, false)
      guard opened == 0, let input else { return opened }
      defer { rnp_input_destroy(input) }
      return rnp_import_keys(context, input, assent_rnp_public_keys | assent_rnp_permissive, nil)
    }
    guard status == 0 else { throw .malformed("RNP cannot read it") }
  }

  /// What the library says about the key of a fingerprint; never valid if it does not know it.
  func standing(of fingerprint: String) -> Standing {
    var standing = Standing()
    var key: OpaquePointer?
    guard rnp_locate_key(context, "fingerprint", fingerprint, &key) == 0, let key else {
      return standing
    }
    defer { rnp_key_handle_destroy(key) }
    guard rnp_key_valid_till64(key, &standing.validTill) == 0,
      rnp_key_allows_usage(key, "sign", &standing.allowsSigning) == 0
    else { return Standing() }
    return standing
  }
}
