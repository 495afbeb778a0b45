internal import YAMLTree

/// What could be written at a place of a text, as far as its lines tell.
struct CursorContext {
  /// What stands at the place.
  enum Slot: Hashable {
    /// A key of the mapping at `path`.
    case key
    /// The value at `path`, or a key of it if it is an item of a list.
    case item
    /// The value at `path`.
    case value
  }

  let slot: Slot
  let path: YAMLTree.KeyPath
  /// Whether the place lies in brackets.
  let isFlow: Bool
  /// What is written of the word up to the place, without an opening quote.
  let typed: String
  /// The columns of the word, which an answer replaces.
  let columns: Range<Int>
  /// Whether a colon follows the word.
  let hasColon: Bool
  /// Whether a blank is missing between a colon and the place.
  let lacksBlank: Bool

  /// Looks at a place; nil in comments and long texts, where nothing is to be completed.
  init?(_ lines: [[Unicode.Scalar]], line: Int, column: Int) {
    guard lines.indices.contains(line) else { return nil }
    let text = lines[line]
    let column = min(column, text.count)
    var scanner = OutlineScanner()
    for number in 0..<line { scanner.read(lines[number], number: number) }
    scanner.leaveUnfinished(before: text[..<column])
    scanner.read(Array(text[..<column]), number: line)
    guard let found = Self.slot(&scanner, column) else { return nil }
    (slot, path) = (found.slot, found.path)
    isFlow = scanner.flow.isOpen
    var start = found.start
    if start < column, text[start] == "\"" || text[start] == "'" { start += 1 }
    typed = String(String.UnicodeScalarView(text[min(start, column)..<column]))
    var end = column
    if !typed.isEmpty { while end < text.count, Self.isWord(text[end]) { end += 1 } }
    columns = min(start, column)..<end
    hasColon = end < text.count && text[end] == ":"
    lacksBlank = start > 0 && start <= column && text[start - 1] == ":"
  }

  private static func slot(
    _ scanner: inout OutlineScanner, _ column: Int
  ) -> (slot: Slot, path: YAMLTree.KeyPath, start: Int)? {
    if case .flow = scanner.mode, let frame = scanner.flow.frames.last {
      let start = scanner.flow.tokenStart ?? column
      guard frame.isMapping else { return (.item, scanner.flow.valuePath, start) }
      return frame.key == nil
        ? (.key, scanner.flow.containerPath, start) : (.value, scanner.flow.valuePath, start)
    }
    switch scanner.rest {
    case .word(let start, afterDash: true): return (.item, scanner.path, start)
    case .word(let start, afterDash: false):
      scanner.close(at: start)
      return (.key, scanner.path, start)
    case .value(let start): return (.value, scanner.path, start)
    case .other: return nil
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      || "-_.@/".unicodeScalars.contains(scalar)
  }
}

extension OutlineScanner {
  /// Takes brackets and long texts for ended where a line begins that is not indented below them.
  mutating func leaveUnfinished(before line: ArraySlice<Unicode.Scalar>) {
    let indent = line.firstIndex { $0 != " " } ?? line.count
    let closes = indent < line.count && "]}".unicodeScalars.contains(line[indent])
    switch mode {
    case .flow(let parent) where indent <= parent && !closes:
      flow = FlowScanner()
      mode = .block
    case .literal(let parent) where indent <= parent, .quoted(_, let parent) where indent <= parent:
      mode = .block
    default: break
    }
  }
}
