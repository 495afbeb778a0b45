internal import Acts
internal import Git
internal import Primitives
internal import Signatures

/// What a commit's signature proves.
enum SignatureState: Sendable {
  case unsigned
  /// A kind of signature that is not read, with its name.
  case unsupported(String)
  case bad(String)
  case good(key: [UInt8], fingerprint: String)

  /// Verifies the one signature header of a parsed commit over the bytes that were signed.
  init(of commit: CommitObject) {
    guard let armor = commit.signature else {
      self = .unsigned
      return
    }
    switch SignatureKind(of: armor) {
    case .ssh: self = Self.ssh(armor, over: commit.signedPayload)
    case .openPGP: self = .unsupported("OpenPGP signatures are not read by this version")
    case .x509: self = .unsupported("X.509 signatures are not read by this version")
    case .unknown: self = .bad("the signature is of no known kind")
    }
  }

  /// Verifies only if one of some keys claims to have signed; anything else is unsigned to them.
  init(of commit: CommitObject, by keys: Set<[UInt8]>) {
    guard let armor = commit.signature, SignatureKind(of: armor) == .ssh,
      let key = Self.claimedKey(armor), keys.contains(key)
    else {
      self = .unsigned
      return
    }
    self = Self.ssh(armor, over: commit.signedPayload)
  }

  private static func claimedKey(_ armor: [UInt8]) -> [UInt8]? {
    do throws(SSHSignatureError) {
      let signature = try SSHSignature(armored: armor)
      return signature.certificate == nil ? signature.key.blob : nil
    } catch {
      return nil
    }
  }

  private static func ssh(_ armor: [UInt8], over payload: [UInt8]) -> SignatureState {
    do throws(SSHSignatureError) {
      let signature = try SSHSignature(armored: armor)
      if let problem = signature.problem(over: payload) { return state(of: problem) }
      guard signature.certificate == nil else {
        return .unsupported("SSH certificates are not read by this version")
      }
      return .good(key: signature.key.blob, fingerprint: signature.key.fingerprint)
    } catch {
      return state(of: error)
    }
  }

  private static func state(of error: SSHSignatureError) -> SignatureState {
    error.isUnsupported ? .unsupported(error.message) : .bad(error.message)
  }
}

/// A commit that says something about changes, read once and verified once.
struct SignedCommit: Sendable {
  let id: ObjectID
  let tree: ObjectID
  let parents: [ObjectID]
  let strictFault: String?
  let reading: MessageReading
  let signature: SignatureState
  /// Whether the signature was verified and is no assumption.
  let isVerified: Bool
  let hasBody: Bool

  init(_ commit: CommitObject, reading: MessageReading, assumedKey: SSHPublicKey? = nil) {
    id = commit.id
    tree = commit.tree
    parents = commit.parents
    strictFault = commit.strictFault
    self.reading = reading
    signature =
      assumedKey.map { .good(key: $0.blob, fingerprint: $0.fingerprint) }
      ?? (reading.hasActs ? SignatureState(of: commit) : .unsigned)
    isVerified = assumedKey == nil && reading.hasActs
    hasBody = Self.hasBody(commit.message)
  }

  /// Whether something stands between the subject and the trailers.
  private static func hasBody(_ message: ArraySlice<UInt8>) -> Bool {
    var paragraphs = 0
    var isInside = false
    for line in message.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if !isBlank, !isInside { paragraphs += 1 }
      isInside = !isBlank
    }
    return paragraphs >= 3
  }
}
