internal import Diagnostics
internal import YAMLTree

/// A text and what is to be changed in it; every other byte stays as it is.
struct TextEdit {
  private let bytes: [UInt8]
  /// By line from 0, where it begins.
  private let starts: [Int]
  private var edits: [(range: Range<Int>, text: [UInt8])] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let feeds = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
    starts = [0] + feeds.map { $0 + 1 }
  }

  /// The text with all edits made; nil if a place could not be found or two edits overlap.
  var result: [UInt8]? {
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }.map(\.element)
    var result: [UInt8] = []
    var end = 0
    for edit in ordered {
      guard edit.range.lowerBound >= end else { return nil }
      result += bytes[end..<edit.range.lowerBound] + edit.text
      end = edit.range.upperBound
    }
    return isSound ? result + bytes[end...] : nil
  }

  private var isSound = true

  // MARK: Edits

  /// Puts a text in place of what stands between two places.
  mutating func replace(from start: Position, to end: Position, with text: String) {
    guard let start = offset(start), let end = offset(end), start <= end else {
      isSound = false
      return
    }
    edits.append((start..<end, Array(text.utf8)))
  }

  /// Puts whole lines behind a line, counted from 1.
  mutating func insert(_ lines: [String], afterLine line: Int) {
    guard starts.indices.contains(line - 1) else {
      isSound = false
      return
    }
    let end = starts.indices.contains(line) ? starts[line] : bytes.count
    let isOpen = end > 0 && bytes[end - 1] != UInt8(ascii: "\n")
    let text = (isOpen ? "\n" : "") + lines.joined(separator: "\n") + (isOpen ? "" : "\n")
    edits.append((end..<end, Array(text.utf8)))
  }

  /// Takes whole lines out, counted from 1.
  mutating func remove(lines: ClosedRange<Int>) {
    guard lines.lowerBound >= 1, starts.indices.contains(lines.upperBound - 1) else {
      isSound = false
      return
    }
    let end = starts.indices.contains(lines.upperBound) ? starts[lines.upperBound] : bytes.count
    edits.append((starts[lines.lowerBound - 1]..<end, []))
  }

  // MARK: Places

  /// Where a place is in the bytes; its column counts scalars, as YAML's positions do.
  private func offset(_ place: Position) -> Int? {
    guard starts.indices.contains(place.line - 1) else { return nil }
    var offset = starts[place.line - 1]
    for _ in 1..<max(1, place.column) {
      guard offset < bytes.count else { return nil }
      repeat { offset += 1 } while offset < bytes.count && bytes[offset] & 0xC0 == 0x80
    }
    return offset
  }

  /// Whether a collection is written in brackets.
  func isFlow(_ node: Node) -> Bool {
    guard let offset = offset(node.span.start), offset < bytes.count else { return false }
    return bytes[offset] == UInt8(ascii: "[") || bytes[offset] == UInt8(ascii: "{")
  }

  /// The last line on which something of a node stands, counted from 1.
  func lastLine(of node: Node) -> Int {
    let children: [Node] =
      switch node.content {
      case .scalar: []
      case .sequence(let items): items
      case .mapping(let entries): entries.map(\.value)
      }
    if let last = children.last, !isFlow(node) { return lastLine(of: last) }
    let end = node.span.end
    return end.column == 1 && end.line > node.span.start.line ? end.line - 1 : end.line
  }

  /// How far the dash before an item of a block list is indented; nil if there is none.
  func dashColumn(of item: Node) -> Int? {
    guard let start = offset(item.span.start) else { return nil }
    let line = starts[item.span.start.line - 1]
    guard line <= start else { return nil }
    return bytes[line..<start].lastIndex(of: UInt8(ascii: "-")).map { $0 - line }
  }
}
