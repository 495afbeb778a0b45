internal import Git
internal import Signatures

/// What a commit's signature proves.
enum SignatureState: Sendable {
  case unsigned
  /// A kind of signature that is not read, with its name.
  case unsupported(String)
  case bad(String)
  /// By a key of this name that no policy of the trunk holds, so that nothing is known of it.
  case unknownKey(String)
  case good(Proof)

  /// Whether further certificates could prove more.
  var restsOnPolicies: Bool {
    switch self {
    case .unknownKey: return true
    case .good(let proof):
      return proof.claims.allSatisfy { if case .x509 = $0.credential { true } else { false } }
    case .unsigned, .unsupported, .bad: return false
    }
  }

  /// What the one signature header of a parsed commit proves about the bytes that were signed, as
  /// far as that needs no policy; nil if it takes the certificates that policies hold.
  init?(alone commit: CommitObject, _ proofs: KnownProofs) {
    guard let armor = commit.signature else {
      self = .unsigned
      return
    }
    switch SignatureKind(of: armor) {
    case .ssh: self = Self.ssh(armor, over: commit.signedPayload, proofs)
    case .openPGP, .x509: return nil
    case .unknown: self = .bad("the signature is of no known kind")
    }
  }

  private static func ssh(
    _ armor: [UInt8], over payload: [UInt8], _ proofs: KnownProofs
  ) -> SignatureState {
    do throws(SSHSignatureError) {
      let signature = try SSHSignature(armored: armor)
      if let problem = signature.problem(over: payload) { return state(of: problem) }
      return .good(proofs.proof(of: signature))
    } catch {
      return state(of: error)
    }
  }

  private static func state(of error: SSHSignatureError) -> SignatureState {
    error.isUnsupported ? .unsupported(error.message) : .bad(error.message)
  }
}
