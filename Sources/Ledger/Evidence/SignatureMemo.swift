internal import Primitives
internal import Signatures
internal import Synchronization

/// Signatures that were verified, for whoever reads the same commits again.
///
/// An object id names its bytes, and only what a signature proves by itself is kept, whatever
/// policies say: so what is remembered is what would be found anew.
package final class SignatureMemo: Sendable {
  private struct Kept {
    /// By commit, the number of what its signature proves.
    var states: [ObjectID: Int32] = [:]
    var proofs: [Proof: Int32] = [:]
    var proven: [Proof] = []
  }

  private let kept = Mutex(Kept())

  package init() {}

  /// The key that a commit's signature was found to prove; nil if nothing is remembered of it.
  func proof(of commit: ObjectID) -> Proof? {
    kept.withLock { kept in kept.states[commit].map { kept.proven[Int($0)] } }
  }

  /// Remembers what a good signature proves by itself.
  func keep(_ proof: Proof, of commit: ObjectID) {
    kept.withLock { kept in
      let number: Int32
      if let known = kept.proofs[proof] {
        number = known
      } else {
        number = Int32(kept.proven.count)
        kept.proven.append(proof)
        kept.proofs[proof] = number
      }
      kept.states[commit] = number
    }
  }
}
