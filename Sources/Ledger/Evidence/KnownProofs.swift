internal import Signatures
internal import Synchronization

/// What good signatures by plain SSH keys prove, made once for each key: most commits of a history
/// are signed by few.
final class KnownProofs: Sendable {
  private let proofs = Mutex<[SSHPublicKey: Proof]>([:])

  init() {}

  /// What a signature proves that was found to be good.
  func proof(of signature: SSHSignature) -> Proof {
    guard signature.certificate == nil else { return signature.proof }
    return proofs.withLock { proofs in
      if let known = proofs[signature.key] { return known }
      let proof = signature.proof
      proofs[signature.key] = proof
      return proof
    }
  }
}
