/// A commit message cut into what Git calls its title and its last paragraph.
///
/// A line of nothing but blanks separates paragraphs, as it does for Git.
struct MessageText {
  let bytes: [UInt8]
  /// The first paragraph; empty if there is none.
  private(set) var title = 0..<0
  /// The last paragraph; nil if there is none but the title.
  private(set) var lastParagraph: Range<Int>?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var current: Range<Int>?
    var paragraphs = 0
    var first: Range<Int>?
    var last: Range<Int>?
    forEachLine(in: 0..<bytes.count) { line in
      if Self.isBlank(bytes[line]) {
        current = nil
        return
      }
      if current == nil { paragraphs += 1 }
      let paragraph = (current?.lowerBound ?? line.lowerBound)..<line.upperBound
      current = paragraph
      if paragraphs == 1 { first = paragraph }
      last = paragraph
    }
    title = first ?? 0..<0
    lastParagraph = paragraphs > 1 ? last : nil
  }

  /// Calls `body` with each line of a range, less its line feed; all in all linear.
  func forEachLine(in range: Range<Int>, _ body: (Range<Int>) -> Void) {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
      body(start..<(end ?? range.upperBound))
      start = (end ?? range.upperBound) + 1
    }
  }

  /// The lines of the last paragraph in order; empty if there is none.
  var lastLines: [Range<Int>] {
    var result: [Range<Int>] = []
    if let lastParagraph { forEachLine(in: lastParagraph) { result.append($0) } }
    return result
  }

  /// Whether a line has nothing but what Git takes for blanks.
  static func isBlank(_ line: ArraySlice<UInt8>) -> Bool { line.allSatisfy(isBlank) }

  /// Whether Git takes the byte for a blank within a line.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  /// A line in quotes for a message: cut to 200 bytes, what cannot be seen replaced.
  static func printable(_ line: ArraySlice<UInt8>) -> String {
    var cut = line.prefix(200)
    // A cut within a character would leave half of it behind.
    if cut.count < line.count {
      while let last = cut.last, last >= 0x80 {
        cut.removeLast()
        if last >= 0xC0 { break }
      }
    }
    let scalars = String(decoding: cut, as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: Unicode.Scalar(0xFFFD) ?? scalar
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
