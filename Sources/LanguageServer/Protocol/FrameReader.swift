/// Cuts a stream of bytes into the bodies of messages: `Content-Length: N`, an empty line, N bytes.
///
/// What is no message is dropped, named, and reading goes on at the next header.
package struct FrameReader {
  /// One thing found in the stream.
  package enum Piece: Hashable, Sendable {
    case body([UInt8])
    /// Why bytes were dropped.
    case fault(String)
  }

  /// The largest body that is read; larger ones are skipped without being kept.
  private let limit: Int
  private static let headerLimit = 8192

  private var buffer: [UInt8] = []
  /// Where in `buffer` reading goes on.
  private var start = 0
  /// The length of the body whose header was read.
  private var length: Int?
  /// So many bytes of a body that is too large are still to be dropped.
  private var skipping = 0

  package init(limit: Int = 16 << 20) { self.limit = limit }

  /// Takes the next bytes of the stream and gives what is complete with them.
  package mutating func add(_ bytes: some Collection<UInt8>) -> [Piece] {
    buffer.append(contentsOf: bytes)
    var pieces: [Piece] = []
    while let piece = next() { pieces.append(piece) }
    buffer.removeSubrange(..<start)
    start = 0
    return pieces
  }

  /// Whether a message has begun and is not complete.
  package var isInside: Bool { start < buffer.count || length != nil || skipping > 0 }

  private mutating func next() -> Piece? {
    skip()
    guard skipping == 0 else { return nil }
    guard let length else { return header() }
    guard buffer.count - start >= length else { return nil }
    let body = Array(buffer[start..<start + length])
    start += length
    self.length = nil
    return .body(body)
  }

  private mutating func skip() {
    let count = min(skipping, buffer.count - start)
    start += count
    skipping -= count
  }

  /// Reads a header if it is complete; the result is a fault in it, or what comes after it.
  private mutating func header() -> Piece? {
    guard let end = headerEnd() else {
      guard buffer.count - start > Self.headerLimit else { return nil }
      start = buffer.count
      return .fault("a header is longer than \(Self.headerLimit) bytes")
    }
    let lines = buffer[start..<end].split(separator: UInt8(ascii: "\n"))
    start = end + 4
    guard let count = lines.lazy.compactMap(Self.length).first else {
      return .fault("a header has no Content-Length")
    }
    guard count <= limit else {
      skipping = count
      return .fault("a message has \(count) bytes, the limit is \(limit)")
    }
    length = count
    return next()
  }

  /// Where the empty line begins that ends a header.
  private func headerEnd() -> Int? {
    let mark: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    guard buffer.count - start >= mark.count else { return nil }
    return (start...buffer.count - mark.count).first { index in
      buffer[index] == mark[0] && buffer[index..<index + mark.count].elementsEqual(mark)
    }
  }

  /// The number of a line `Content-Length: N`; nil for other lines and for what is no number.
  private static func length(_ line: ArraySlice<UInt8>) -> Int? {
    let text = String(decoding: line, as: UTF8.self)
    guard let colon = text.firstIndex(of: ":"),
      text[..<colon].lowercased() == "content-length"
    else { return nil }
    let digits = text[text.index(after: colon)...].unicodeScalars
      .filter { $0 != " " && $0 != "\r" && $0 != "\t" }
    guard !digits.isEmpty, digits.count <= 12, digits.allSatisfy({ ("0"..."9").contains($0) })
    else { return nil }
    return Int(String(String.UnicodeScalarView(digits)))
  }
}
