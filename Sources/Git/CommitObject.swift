package import Primitives

/// A commit with its raw bytes and everything that evidence is read from, out of one parse.
package struct CommitObject: Hashable, Sendable {
  package let id: ObjectID
  /// The bytes that the id names.
  package let raw: [UInt8]
  package let header: CommitHeader
  /// The author as claimed; nil if there is no such line.
  package let author: Identity?
  /// The committer as claimed; nil if there is no such line.
  package let committer: Identity?
  /// The author's line less its key; empty if there is none.
  package let authorLine: Range<Int>
  /// The committer's line less its key; empty if there is none.
  package let committerLine: Range<Int>
  /// Why the commit breaks the strict grammar of evidence; nil if it keeps it.
  ///
  /// An act in a commit with a fault is malformed.
  package let strictFault: String?
  /// The one signature header with all its lines; nil if there is none, or a fault.
  package let signatureHeader: Range<Int>?

  /// Parses raw bytes; throws only if tree or parents cannot be read.
  package init(id: ObjectID, raw: [UInt8]) throws(GitError) {
    let parsed: (header: CommitHeader, strict: StrictHeader, lines: Lines)? =
      raw.withUnsafeBytes { bytes in
        guard let header = CommitHeader(bytes) else { return nil }
        return (
          header, StrictHeader(bytes, parents: header.parents.count), Lines(bytes, header)
        )
      }
    guard let parsed else {
      throw GitError(
        .corrupt, "tree and parents of commit \(id) cannot be read", hint: "run git fsck")
    }
    self.id = id
    self.raw = raw
    header = parsed.header
    author = parsed.lines.author
    committer = parsed.lines.committer
    authorLine = parsed.lines.authorRange
    committerLine = parsed.lines.committerRange
    strictFault = parsed.strict.fault
    signatureHeader = parsed.strict.fault == nil ? parsed.strict.signature : nil
  }

  package var tree: ObjectID { header.tree }
  package var parents: [ObjectID] { header.parents }
  /// Where the message stands in `raw`.
  package var messageRange: Range<Int> { header.messageStart..<raw.count }
  /// The bytes of the message.
  package var message: ArraySlice<UInt8> { raw[messageRange] }

  /// The armoured signature, less the blanks that continue a header; nil if unsigned or faulty.
  package var signature: [UInt8]? {
    guard let range = signatureHeader else { return nil }
    let key = 7
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var isLineStart = false
    for byte in raw[range].dropFirst(key) {
      if isLineStart {
        isLineStart = false
        continue
      }
      result.append(byte)
      isLineStart = byte == UInt8(ascii: "\n")
    }
    return result
  }

  /// The bytes that were signed: the commit less its signature header, as Git makes them.
  package var signedPayload: [UInt8] {
    guard let range = signatureHeader else { return raw }
    return [UInt8](raw[..<range.lowerBound] + raw[range.upperBound...])
  }
}

/// The lines of the author and the committer, wherever in the header they stand first.
private struct Lines {
  var author: Identity?
  var committer: Identity?
  var authorRange = 0..<0
  var committerRange = 0..<0

  init(_ raw: UnsafeRawBufferPointer, _ header: CommitHeader) {
    var offset = CommitHeader.afterTree + header.parents.count * CommitHeader.parentLine
    while offset < header.messageStart,
      let end = raw.firstIndex(of: UInt8(ascii: "\n"), from: offset)
    {
      if author == nil, raw.starts(at: offset, with: "author ") {
        authorRange = offset + 7..<end
        author = Identity(lenient: raw.slice(authorRange))
      }
      if committer == nil, raw.starts(at: offset, with: "committer ") {
        committerRange = offset + 10..<end
        committer = Identity(lenient: raw.slice(committerRange))
      }
      offset = end + 1
    }
  }
}
