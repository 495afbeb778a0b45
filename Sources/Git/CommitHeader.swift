package import Primitives

/// What walking a history needs of a commit: cheap to read, and lenient as Git is.
package struct CommitHeader: Hashable, Sendable {
  package let tree: ObjectID
  /// The parents in order, from the lines right after the tree's.
  package let parents: [ObjectID]
  /// The committer's seconds since the epoch; nil if they cannot be read.
  package let committerSeconds: Int64?
  /// Whether a line of the header begins as that of a signature: without one there is none.
  package let hasSignatureLine: Bool
  /// Where the message begins in the raw bytes; their count if there is none.
  package let messageStart: Int

  /// Reads raw bytes of a commit; nil if tree or parents are unreadable.
  package init?(_ raw: UnsafeRawBufferPointer) {
    guard raw.starts(at: 0, with: "tree "), raw.starts(at: 45, with: "\n"),
      let tree = ObjectID(rawHex: raw, at: 5, anyCase: true)
    else { return nil }
    self.tree = tree
    var offset = Self.afterTree
    var parents: [ObjectID] = []
    while raw.starts(at: offset, with: "parent ") {
      guard raw.starts(at: offset + 47, with: "\n"),
        let parent = ObjectID(rawHex: raw, at: offset + 7, anyCase: true)
      else { return nil }
      parents.append(parent)
      offset += Self.parentLine
    }
    // Git passes over a parent that nothing follows: there it is no parent, so here it is no commit.
    guard parents.isEmpty || offset < raw.count else { return nil }
    self.parents = parents
    (committerSeconds, hasSignatureLine, messageStart) = Self.rest(of: raw, from: offset)
  }

  /// The length of the tree's line.
  static let afterTree = 46
  /// The length of a parent's line.
  static let parentLine = 48

  /// The committer's time, whether there may be a signature, and the end of the header, line by line
  /// from `start`.
  private static func rest(
    of raw: UnsafeRawBufferPointer, from start: Int
  ) -> (seconds: Int64?, isSigned: Bool, messageStart: Int) {
    var offset = start
    var seconds: Int64?
    var isSigned = false
    while let end = raw.firstIndex(of: UInt8(ascii: "\n"), from: offset) {
      if end == offset { return (seconds, isSigned, end + 1) }
      if raw.starts(at: offset, with: "gpgsig") { isSigned = true }
      if seconds == nil, raw.starts(at: offset, with: "committer ") {
        seconds = Identity.seconds(in: raw.slice(offset + 10..<end))
      }
      offset = end + 1
    }
    return (seconds, isSigned, raw.count)
  }
}
