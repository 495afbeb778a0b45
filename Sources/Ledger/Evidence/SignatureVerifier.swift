internal import Git
internal import Signatures

/// Verifies signatures of every kind with the certificates that the trunk's policies hold.
struct SignatureVerifier: Sendable {
  private let openPGP: OpenPGPKeys
  /// The X.509 authorities that any policy names.
  private let authorities: [X509Authority]
  private let proofs = KnownProofs()

  /// Learns the certificates of policies, whether in force or not: which of them counts is for the
  /// policy in force to say.
  init(snapshots: [PolicySnapshot]) {
    openPGP = OpenPGPKeys(snapshots)
    authorities = PolicySnapshot.authorities(of: snapshots)
  }

  /// What a commit's signature proves.
  func state(of commit: CommitObject) -> SignatureState {
    if let state = SignatureState(alone: commit, proofs) { return state }
    let armor = commit.signature ?? []
    switch SignatureKind(of: armor) {
    case .openPGP: return openPGP.state(of: armor, over: commit.signedPayload)
    case .x509: return x509(commit)
    case .ssh, .unknown: return .bad("the signature is of no known kind")
    }
  }

  private func x509(_ commit: CommitObject) -> SignatureState {
    do throws(X509Error) {
      let signature = try X509Signature(armored: commit.signature ?? [])
      if let problem = signature.problem(over: commit.signedPayload) { throw problem }
      return .good(Proof(signature, authorities: authorities))
    } catch {
      return error.isUnsupported ? .unsupported(error.message) : .bad(error.message)
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
