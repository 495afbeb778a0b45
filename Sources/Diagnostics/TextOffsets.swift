/// Finds the byte at a place of a text, and the place of a byte.
///
/// Lines end with LF alone, and columns count Unicode scalars, as everywhere in findings.
package struct TextOffsets: Sendable {
  private let bytes: [UInt8]
  /// By line from 0, where it begins.
  private let starts: [Int]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    starts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
  }

  /// How many lines there are; what follows the last line feed is one too.
  package var lines: Int { starts.count }

  /// The bytes of a line by its number from 1, without its line feed; empty beyond the text.
  package func line(_ number: Int) -> Range<Int> {
    guard starts.indices.contains(number - 1) else { return bytes.count..<bytes.count }
    let end = number < starts.count ? starts[number] - 1 : bytes.count
    return starts[number - 1]..<end
  }

  /// The offset of a place; nil for one that the text does not have.
  package func offset(of position: Position) -> Int? {
    guard starts.indices.contains(position.line - 1), position.column >= 1 else { return nil }
    let range = line(position.line)
    var index = range.lowerBound
    for _ in 1..<position.column {
      guard index < range.upperBound else { return nil }
      index += 1
      while index < range.upperBound, bytes[index] & 0xC0 == 0x80 { index += 1 }
    }
    return index
  }

  /// The bytes of a span; nil for one that the text does not have.
  package func range(of span: Span) -> Range<Int>? {
    guard let start = offset(of: span.start), let end = offset(of: span.end), start <= end else {
      return nil
    }
    return start..<end
  }

  /// The place of a byte.
  package func position(of offset: Int) -> Position {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let scalars = bytes[starts[low]..<min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 }
    return Position(line: low + 1, column: scalars + 1)
  }
}
