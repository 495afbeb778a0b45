internal import Acts
internal import Git
internal import Primitives
internal import Signatures

/// A commit that says something about changes, read once and verified once; a class, since
/// there are many and they are put in order.
final class SignedCommit: Sendable {
  let id: ObjectID
  let tree: ObjectID
  let parents: [ObjectID]
  let strictFault: String?
  let reading: MessageReading
  let signature: SignatureState
  /// Whether the signature was verified and is no assumption.
  let isVerified: Bool
  let hasBody: Bool

  init(
    _ commit: CommitObject, reading: MessageReading, signature: SignatureState, isVerified: Bool
  ) {
    id = commit.id
    tree = commit.tree
    parents = commit.parents
    strictFault = commit.strictFault
    self.reading = reading
    self.signature = signature
    self.isVerified = isVerified
    hasBody = Self.hasBody(commit.message)
  }

  /// Whether something stands between the subject and the trailers.
  private static func hasBody(_ message: ArraySlice<UInt8>) -> Bool {
    message.withUnsafeBytes { message in
      var paragraphs = 0
      var (isInside, isBlank) = (false, true)
      for byte in message {
        if byte == UInt8(ascii: "\n") {
          (isInside, isBlank) = (!isBlank, true)
        } else if isBlank, byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") {
          isBlank = false
          if !isInside { paragraphs += 1 }
        }
      }
      return paragraphs >= 3
    }
  }
}
