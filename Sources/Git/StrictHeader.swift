/// The strict grammar of a commit that carries evidence.
///
/// Fields in Git's order, each once, and nothing that two readers could see differently: Git and
/// libgit2 disagree about repeated fields, NUL bytes and signature headers.
struct StrictHeader {
  /// The first fault; nil if the commit keeps the grammar.
  private(set) var fault: String?
  /// The signature header with all its lines and line ends.
  private(set) var signature: Range<Int>?

  /// Checks raw bytes whose tree and parents were read already.
  init(_ raw: UnsafeRawBufferPointer, parents: Int) {
    if raw.firstIndex(of: 0, from: 0) != nil {
      fault = "the commit has a NUL byte"
      return
    }
    var offset = CommitHeader.afterTree + parents * CommitHeader.parentLine
    if raw.slice(0..<offset).contains(where: { (0x41...0x46).contains($0) }) {
      fault = "the tree or a parent is not named in lower case"
      return
    }
    guard readIdentity("author ", in: raw, &offset),
      readIdentity("committer ", in: raw, &offset)
    else { return }
    while fault == nil {
      guard let end = raw.firstIndex(of: UInt8(ascii: "\n"), from: offset) else {
        fault = "the header has no end"
        return
      }
      if end == offset { return }
      readField(raw, offset..<end, next: &offset)
    }
  }

  private mutating func readIdentity(
    _ key: StaticString, in raw: UnsafeRawBufferPointer, _ offset: inout Int
  ) -> Bool {
    let name = key.description.dropLast()
    guard raw.starts(at: offset, with: key),
      let end = raw.firstIndex(of: UInt8(ascii: "\n"), from: offset)
    else {
      fault = "the \(name) is missing or out of place"
      return false
    }
    if let wrong = Identity.fault(in: raw.slice(offset + key.utf8CodeUnitCount..<end)) {
      fault = "the \(name) line \(wrong)"
      return false
    }
    offset = end + 1
    return true
  }

  /// One header field after the committer: only the signature is allowed there.
  private mutating func readField(
    _ raw: UnsafeRawBufferPointer, _ line: Range<Int>, next offset: inout Int
  ) {
    let key = Self.key(of: raw.slice(line))
    switch key {
    case "gpgsig":
      guard signature == nil, raw.starts(at: line.lowerBound, with: "gpgsig ") else {
        fault = signature == nil ? "the signature is empty" : "the commit has two signature headers"
        return
      }
      offset = Self.endOfContinuation(raw, after: line.upperBound + 1)
      signature = line.lowerBound..<offset
    case "encoding": fault = "the commit names an encoding"
    case "tree", "parent", "author", "committer": fault = "a second or misplaced \(key) line"
    case _ where key.utf8.starts(with: "gpgsig".utf8):
      fault = "the signature header \(key) is not for this repository"
    default: fault = "the unknown header \(key)"
    }
  }

  /// Where the lines that begin with a blank end.
  private static func endOfContinuation(_ raw: UnsafeRawBufferPointer, after start: Int) -> Int {
    var offset = start
    while raw.starts(at: offset, with: " "),
      let end = raw.firstIndex(of: UInt8(ascii: "\n"), from: offset)
    {
      offset = end + 1
    }
    return offset
  }

  /// The word before the first blank, fit to print.
  private static func key(of line: UnsafeRawBufferPointer) -> String {
    let end = line.firstIndex(of: UInt8(ascii: " "), from: 0) ?? line.count
    let printable = line.prefix(min(end, 40)).map { byte in
      (0x21...0x7E).contains(byte) ? byte : UInt8(ascii: "?")
    }
    return String(decoding: printable, as: UTF8.self)
  }
}
