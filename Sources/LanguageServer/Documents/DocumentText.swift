internal import Diagnostics

/// How a client counts columns.
package enum ColumnUnit: String, Hashable, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// How many columns a scalar takes.
  func width(of scalar: Unicode.Scalar) -> Int {
    switch self {
    case .utf8: UTF8.width(scalar)
    case .utf16: UTF16.width(scalar)
    case .utf32: 1
    }
  }
}

/// A place as clients write it: both numbers from 0.
package struct ClientPosition: Hashable, Sendable, Comparable {
  package let line: Int
  package let character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  /// Orders by line, then character.
  package static func < (left: ClientPosition, right: ClientPosition) -> Bool {
    (left.line, left.character) < (right.line, right.character)
  }
}

/// A stretch of a text as clients write it.
package struct ClientRange: Hashable, Sendable {
  package let start: ClientPosition
  package let end: ClientPosition

  package init(start: ClientPosition, end: ClientPosition) {
    self.start = start
    self.end = end
  }

  /// Whether the two share a place; one without width touches what it borders on.
  func touches(_ other: ClientRange) -> Bool { start <= other.end && other.start <= end }
}

/// The text of an open file with its lines.
package struct DocumentText: Sendable {
  /// The bytes as they would be saved.
  package private(set) var bytes: [UInt8]
  /// Where lines begin as clients count them: after LF, CR LF and CR.
  private var clientLines: [Int] = [0]
  /// Where lines begin as findings count them: after LF alone.
  private var ownLines: [Int] = [0]

  package init(_ text: String) {
    bytes = Array(text.utf8)
    countLines()
  }

  private mutating func countLines() {
    clientLines = [0]
    ownLines = [0]
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A {
        clientLines.append(index + 1)
        ownLines.append(index + 1)
      } else if byte == 0x0D, index + 1 == bytes.count || bytes[index + 1] != 0x0A {
        clientLines.append(index + 1)
      }
    }
  }

  /// Replaces a stretch; places beyond the text mean its end, or that of the line.
  package mutating func replace(_ range: ClientRange, with text: String, _ unit: ColumnUnit) {
    let start = offset(of: range.start, unit)
    let end = max(start, offset(of: range.end, unit))
    bytes.replaceSubrange(start..<end, with: text.utf8)
    countLines()
  }

  // MARK: Lines

  /// How many lines there are, an empty one after the last line feed included.
  package var lineCount: Int { ownLines.count }

  /// The scalars of a line, from 0, without its end; empty beyond the text.
  package func line(_ number: Int) -> [Unicode.Scalar] {
    guard ownLines.indices.contains(number) else { return [] }
    var end = number + 1 < ownLines.count ? ownLines[number + 1] - 1 : bytes.count
    if end > ownLines[number], bytes[end - 1] == 0x0D { end -= 1 }
    return Array(String(decoding: bytes[ownLines[number]..<end], as: UTF8.self).unicodeScalars)
  }

  // MARK: Places

  /// The byte at a client's place, clamped to its line and to the text.
  func offset(of place: ClientPosition, _ unit: ColumnUnit) -> Int {
    guard place.line >= 0 else { return 0 }
    guard place.line < clientLines.count else { return bytes.count }
    var offset = clientLines[place.line]
    let end = clientEnd(of: place.line)
    var column = 0
    while offset < end {
      let (scalar, length) = scalar(at: offset)
      column += unit.width(of: scalar)
      // A place in the middle of a scalar means its beginning.
      guard column <= place.character else { break }
      offset += length
    }
    return offset
  }

  /// A client's place as findings count it.
  func position(of place: ClientPosition, _ unit: ColumnUnit) -> Position {
    let offset = offset(of: place, unit)
    let line = Self.line(of: offset, in: ownLines)
    var column = 1
    var index = ownLines[line]
    while index < offset {
      index += scalar(at: index).length
      column += 1
    }
    return Position(line: line + 1, column: column)
  }

  /// A finding's place as a client counts it, clamped to its line and to the text.
  func clientPosition(of position: Position, _ unit: ColumnUnit) -> ClientPosition {
    guard position.line >= 1 else { return ClientPosition(line: 0, character: 0) }
    var offset = bytes.count
    if position.line <= ownLines.count {
      offset = ownLines[position.line - 1]
      let end = position.line < ownLines.count ? ownLines[position.line] - 1 : bytes.count
      var column = 1
      while offset < end, column < position.column {
        offset += scalar(at: offset).length
        column += 1
      }
    }
    let line = Self.line(of: offset, in: clientLines)
    var character = 0
    var index = clientLines[line]
    while index < min(offset, clientEnd(of: line)) {
      let (scalar, length) = scalar(at: index)
      character += unit.width(of: scalar)
      index += length
    }
    return ClientPosition(line: line, character: character)
  }

  /// A finding's stretch as a client counts it.
  func clientRange(of span: Span, _ unit: ColumnUnit) -> ClientRange {
    let start = clientPosition(of: span.start, unit)
    return ClientRange(start: start, end: max(start, clientPosition(of: span.end, unit)))
  }

  /// Where a client's line ends, its line end left out.
  private func clientEnd(of line: Int) -> Int {
    guard line + 1 < clientLines.count else { return bytes.count }
    let next = clientLines[line + 1]
    let isPair = next >= 2 && bytes[next - 1] == 0x0A && bytes[next - 2] == 0x0D
    return max(clientLines[line], isPair ? next - 2 : next - 1)
  }

  /// The line that holds a byte, found by halving.
  private static func line(of offset: Int, in starts: [Int]) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The scalar that begins at a byte; the text came as a string, so it is well-formed.
  private func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = bytes[offset]
    guard lead >= 0x80 else { return (Unicode.Scalar(lead), 1) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    let end = min(offset + length, bytes.count)
    var value = UInt32(lead) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
    for byte in bytes[(offset + 1)..<max(end, offset + 1)] {
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", max(1, end - offset))
  }
}
