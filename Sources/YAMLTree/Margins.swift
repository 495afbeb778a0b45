package import Diagnostics

/// A comment of a document: from its `#` to the end of the line.
package struct Comment: Hashable, Sendable {
  package let span: Span
  /// What stands behind the `#`.
  package let text: String
  /// Whether nothing else stands on its line.
  package let isAlone: Bool
}

/// Finds what the parser passes over: comments, and blanks at the ends of lines.
///
/// A `#` is a comment wherever it stands in no key and no value, which is what the tree of the same
/// bytes tells; nothing is guessed from quotes or indentation.
package struct Margins {
  private let bytes: [UInt8]
  private let offsets: TextOffsets
  /// The bytes of keys and values, in order.
  private let texts: [Range<Int>]

  /// - Parameter root: the tree that was read from these very bytes.
  package init(_ bytes: [UInt8], root: Node) {
    self.bytes = bytes
    offsets = TextOffsets(bytes)
    var texts: [Range<Int>] = []
    Self.collect(root, offsets, into: &texts)
    self.texts = texts.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Every comment, in order.
  package var comments: [Comment] {
    var found: [Comment] = []
    var next = 0
    var index = 0
    while index < bytes.count {
      while next < texts.count, texts[next].upperBound <= index { next += 1 }
      if next < texts.count, texts[next].lowerBound <= index {
        index = texts[next].upperBound
      } else if bytes[index] == UInt8(ascii: "#") {
        let comment = comment(at: index)
        found.append(comment.0)
        index = comment.end
      } else {
        index += 1
      }
    }
    return found
  }

  /// The blanks at the ends of lines, outside of keys and values.
  package var trailingBlanks: [Range<Int>] {
    var found: [Range<Int>] = []
    var next = 0
    for number in 1...offsets.lines {
      let line = offsets.line(number)
      let blanks = bytes[line].reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
      guard blanks > 0 else { continue }
      let range = line.upperBound - blanks..<line.upperBound
      while next < texts.count, texts[next].upperBound <= range.lowerBound { next += 1 }
      guard next == texts.count || !texts[next].overlaps(range) else { continue }
      found.append(range)
    }
    return found
  }

  private func comment(at start: Int) -> (Comment, end: Int) {
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    let place = offsets.position(of: start)
    let before = bytes[offsets.line(place.line).lowerBound..<start]
    let span = Span(start: place, end: offsets.position(of: end))
    let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    let isAlone = before.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    return (Comment(span: span, text: text, isAlone: isAlone), end)
  }

  private static func collect(_ node: Node, _ offsets: TextOffsets, into texts: inout [Range<Int>])
  {
    switch node.content {
    case .scalar(_, let style): add(node.span, isBlock: style == .block, offsets, into: &texts)
    case .sequence(let items): for item in items { collect(item, offsets, into: &texts) }
    case .mapping(let entries):
      for entry in entries {
        add(entry.keySpan, isBlock: entry.keyStyle == .block, offsets, into: &texts)
        collect(entry.value, offsets, into: &texts)
      }
    }
  }

  /// The lines of a block text begin below its `|` or `>`, beside which a comment may stand.
  private static func add(
    _ span: Span, isBlock: Bool, _ offsets: TextOffsets, into texts: inout [Range<Int>]
  ) {
    let start = isBlock ? Position(line: span.start.line + 1, column: 1) : span.start
    guard start < span.end else { return }
    // The last line of a text may end with the file.
    let end = offsets.offset(of: span.end) ?? offsets.line(span.end.line).upperBound
    guard let first = offsets.offset(of: start), first < end else { return }
    texts.append(first..<end)
  }
}
