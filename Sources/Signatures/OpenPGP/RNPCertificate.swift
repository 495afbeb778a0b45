internal import CRNP
internal import Glibc
internal import Primitives
internal import Synchronization

/// What RNP finds out about the keys of a certificate: self-signatures, bindings, flags, expiry.
///
/// RNP judges by a clock; here that clock stands at the latest time that the certificate itself
/// states, so that the answer depends on the certificate alone.
enum RNPCertificate {
  /// The library keeps state of its own between its objects: one certificate at a time.
  private static let turn = Mutex(())

  /// The keys of the certificate of which `parts` are the packets.
  static func read(
    _ parts: OpenPGPCertificateParts
  ) throws(OpenPGPError) -> [OpenPGPCertificate.Key] {
    let outcome = turn.withLock { _ in
      quietly { () -> Result<[OpenPGPCertificate.Key], OpenPGPError> in
        do throws(OpenPGPError) {
          let library = try RNPLibrary(at: parts.latest)
          try library.load(parts.unrevoked)
          return .success(try keys(parts, library))
        } catch {
          return .failure(error)
        }
      }
    }
    return try outcome.get()
  }

  /// Runs `body` without standard error, on which RNP remarks on everything that it refuses.
  ///
  /// What this says is said by the errors here, and Debian's build knows no other way to stop it
  /// than a variable that it reads before any code of ours runs.
  private static func quietly<Result>(_ body: () -> Result) -> Result {
    let kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer {
      if kept >= 0 {
        dup2(kept, STDERR_FILENO)
        close(kept)
      }
      if nowhere >= 0 { close(nowhere) }
    }
    if kept >= 0, nowhere >= 0 { dup2(nowhere, STDERR_FILENO) }
    return body()
  }

  private static func keys(
    _ parts: OpenPGPCertificateParts, _ library: borrowing RNPLibrary
  ) throws(OpenPGPError) -> [OpenPGPCertificate.Key] {
    guard let first = parts.keys.first else { throw .malformed("it holds no key") }
    let name = hexadecimal(first.key.fingerprint)
    let primary = library.standing(of: name)
    // RNP takes a good subkey for proof enough of its primary key; `gpg` does not.
    guard primary.validTill > 0, library.hasValidUserID(name) else {
      throw .malformed(
        "its primary key has signed none of its names; SHA-1 and MD5 count for nothing")
    }
    var keys: [OpenPGPCertificate.Key] = []
    for (number, part) in parts.keys.enumerated() {
      let fingerprint = part.key.fingerprint
      let own = number == 0 ? primary : library.standing(of: hexadecimal(fingerprint))
      let till = min(own.validTill, primary.validTill)
      let isSigner = if case .success = part.key.signer { true } else { false }
      keys.append(
        OpenPGPCertificate.Key(
          body: part.key.body, fingerprintBytes: fingerprint, isPrimary: number == 0,
          created: Instant(seconds: Int64(part.key.created)),
          maySign: own.allowsSigning && isSigner && till > 0,
          isRevoked: first.isRevoked || part.isRevoked,
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

  /// Why the library cannot be opened; nil once it is.
  private static let failure = assent_open_rnp().map { String(cString: $0) }

  private static func context(at time: UInt32) throws(OpenPGPError) -> OpaquePointer {
    if let failure { throw .malformed("RNP cannot be opened: " + failure) }
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

  /// Whether any user id of a key has a valid signature of that key.
  func hasValidUserID(_ fingerprint: String) -> Bool {
    var key: OpaquePointer?
    var count = 0
    guard rnp_locate_key(context, "fingerprint", fingerprint, &key) == 0, let key else {
      return false
    }
    defer { rnp_key_handle_destroy(key) }
    guard rnp_key_get_uid_count(key, &count) == 0 else { return false }
    return (0..<count).contains { number in
      var userID: OpaquePointer?
      var isValid = false
      guard rnp_key_get_uid_handle_at(key, number, &userID) == 0, let userID else { return false }
      defer { rnp_uid_handle_destroy(userID) }
      return rnp_uid_is_valid(userID, &isValid) == 0 && isValid
    }
  }
}
