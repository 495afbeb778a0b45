import Acts
import Git
import Primitives
import Signatures

/// The commit parser: what keeps the strict grammar is printed from its parts as it was.
enum CommitTarget {
  static func check(_ bytes: [UInt8]) {
    guard let id = ObjectID(bytes: [UInt8](repeating: 0, count: 20)) else { return }
    let header = bytes.withUnsafeBytes { CommitHeader($0) }
    guard let commit = try? CommitObject(id: id, raw: bytes) else {
      demand(header == nil, "a header was read, and no commit")
      return
    }
    demand(commit.header == header, "two readings of the header differ")
    demand((try? CommitObject(id: id, raw: bytes)) == commit, "two readings differ")
    checkMessage(commit)
    guard commit.strictFault == nil else {
      demand(commit.signature == nil, "a commit with a fault has a signature")
      return
    }
    demand(printed(commit) == bytes, "what was read strictly prints as something else")
    demand(
      commit.signedPayload.count + (commit.signatureHeader?.count ?? 0) == bytes.count,
      "bytes are neither signed nor signature")
    if let armour = commit.signature, SignatureKind(of: armour) == .ssh {
      SignatureTarget.check(armour: armour)
    }
  }

  private static func checkMessage(_ commit: CommitObject) {
    let reading = MessageReading(message: commit.message)
    demand(
      commit.raw[commit.messageRange].elementsEqual(commit.message), "the message stands elsewhere")
    guard reading.hasActs, commit.strictFault == nil else { return }
    demand(
      commit.signedPayload.suffix(commit.message.count).elementsEqual(commit.message),
      "the message that acts is not the one that is signed")
  }

  /// The commit, put together from what the parser gives.
  private static func printed(_ commit: CommitObject) -> [UInt8] {
    var result = Array("tree \(commit.tree)\n".utf8)
    for parent in commit.parents { result += Array("parent \(parent)\n".utf8) }
    result += Array("author ".utf8) + commit.raw[commit.authorLine] + [0x0A]
    result += Array("committer ".utf8) + commit.raw[commit.committerLine] + [0x0A]
    if let armour = commit.signature {
      result += Array("gpgsig ".utf8)
      for (index, byte) in armour.enumerated() {
        result.append(byte)
        if byte == 0x0A, index < armour.count - 1 { result.append(0x20) }
      }
    }
    return result + [0x0A] + commit.message
  }
}
