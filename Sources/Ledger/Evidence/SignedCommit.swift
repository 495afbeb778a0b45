internal import Acts
internal import Git
internal import Primitives
internal import Signatures

/// A commit that says something about changes, read once and verified once.
struct SignedCommit: Sendable {
  let id: ObjectID
  let tree: ObjectID
  let parents: [ObjectID]
  let strictFault: String?
  let reading: MessageReading
  private(set) var signature: SignatureState
  /// Whether the signature was verified and is no assumption.
  let isVerified: Bool
  let hasBody: Bool
  /// The commit itself while its signature waits for the certificates of policies.
  private var unverified: CommitObject?

  init(
    _ commit: CommitObject, reading: MessageReading, assumed: Proof? = nil,
    memo: SignatureMemo? = nil
  ) {
    id = commit.id
    tree = commit.tree
    parents = commit.parents
    strictFault = commit.strictFault
    self.reading = reading
    isVerified = assumed == nil && reading.hasActs
    hasBody = Self.hasBody(commit.message)
    let known =
      isVerified ? Self.state(alone: commit, memo) : assumed.map { .good($0) } ?? .unsigned
    signature = known ?? .unsigned
    unverified = known == nil ? commit : nil
  }

  private static func state(alone commit: CommitObject, _ memo: SignatureMemo?) -> SignatureState? {
    if let proof = memo?.proof(of: commit.id) { return .good(proof) }
    let state = SignatureState(alone: commit)
    if let memo, case .good(let proof)? = state { memo.keep(proof, of: commit.id) }
    return state
  }

  /// Whether `verify(by:)` has something to do.
  var isWaiting: Bool { unverified != nil }

  /// Verifies a signature that takes the certificates of policies.
  mutating func verify(by verifier: SignatureVerifier) {
    guard let commit = unverified else { return }
    signature = verifier.state(of: commit)
    unverified = nil
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
