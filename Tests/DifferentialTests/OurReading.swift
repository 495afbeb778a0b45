import Acts
import Git
import Primitives

@testable import Ledger

/// What we make of the raw bytes of a commit: the one place where these tests ask the product.
enum OurReading {
  /// What a commit's signature proves.
  enum Signature {
    case good(fingerprint: String, commit: CommitObject)
    /// Nothing, for this reason.
    case none(String)
  }

  static func signature(of raw: [UInt8], id: String) -> Signature {
    guard let commit = commit(raw, id: id) else { return .none("it is no commit") }
    if let fault = commit.strictFault { return .none(fault) }
    switch SignatureVerifier(snapshots: []).state(of: commit) {
    case .good(let proof): return .good(fingerprint: proof.fingerprint, commit: commit)
    case .unknownKey(let name): return .none("nobody has the key \(name)")
    case .unsigned: return .none("unsigned")
    case .bad(let reason), .unsupported(let reason): return .none(reason)
    }
  }

  /// The tree and the parents, which every commit has to let us read.
  static func edges(of raw: [UInt8], id: String) -> (tree: String, parents: [String])? {
    commit(raw, id: id).map { ($0.tree.description, $0.parents.map(\.description)) }
  }

  /// What the message of a commit says, and why the commit is no evidence.
  static func message(of raw: [UInt8], id: String) -> (reading: MessageReading, fault: String?)? {
    guard let commit = commit(raw, id: id) else { return nil }
    let reading = MessageReading(message: commit.message)
    return (reading, commit.strictFault ?? reading.fault)
  }

  private static func commit(_ raw: [UInt8], id: String) -> CommitObject? {
    guard let name = ObjectID(id) else { return nil }
    return try? CommitObject(id: name, raw: raw)
  }
}
