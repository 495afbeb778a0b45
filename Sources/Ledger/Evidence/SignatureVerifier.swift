internal import Git
internal import Signatures

/// Verifies signatures of every kind with the certificates that the trunk's policies hold.
struct SignatureVerifier: Sendable {
  /// Learns the certificates of policies, whether in force or not: which of them counts is for the
  /// policy in force to say.
  init(snapshots: [PolicySnapshot]) {}

  /// What a commit's signature proves.
  func state(of commit: CommitObject) -> SignatureState {
    if let state = SignatureState(alone: commit) { return state }
    switch SignatureKind(of: commit.signature ?? []) {
    case .openPGP: return .unsupported("OpenPGP signatures are not read by this version")
    case .x509: return .unsupported("X.509 signatures are not read by this version")
    case .ssh, .unknown: return .bad("the signature is of no known kind")
    }
  }

  /// The same if one of some keys claims to have signed; to them anything else is unsigned.
  func state(of commit: CommitObject, by keys: Set<Credential>) -> SignatureState {
    guard let armor = commit.signature else { return .unsigned }
    if SignatureKind(of: armor) == .ssh {
      guard let claimed = Self.claim(armor), keys.contains(claimed) else { return .unsigned }
    }
    return state(of: commit)
  }

  /// The key that an SSH signature says made it.
  private static func claim(_ armor: [UInt8]) -> Credential? {
    do throws(SSHSignatureError) {
      return try SSHSignature(armored: armor).proof.claims.first?.credential
    } catch { return nil }
  }
}
