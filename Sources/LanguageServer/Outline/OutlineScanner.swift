internal import YAMLTree

/// Follows indentation, dashes, keys and brackets from line to line, forgiving what is unfinished.
struct OutlineScanner {
  /// A key or a dash whose block is open.
  struct Frame: Hashable {
    let indent: Int
    var step: YAMLTree.KeyPath.Step

    var isItem: Bool {
      if case .index = step { return true }
      return false
    }
  }

  /// What the beginning of the next line belongs to.
  enum Mode: Hashable {
    case block
    /// Brackets that began below a key or dash of that column.
    case flow(indent: Int)
    /// A quoted text that has not ended.
    case quoted(Unicode.Scalar, indent: Int)
    /// A block scalar below a key or dash of that column.
    case literal(indent: Int)
  }

  private(set) var entries: [Outline.Entry] = []
  var frames: [Frame] = []
  var flow = FlowScanner()
  var mode = Mode.block
  /// Where the last line was left: what a cursor at its end would be in.
  private(set) var rest = Rest.other

  /// What stands at the end of a line that was read.
  enum Rest: Hashable {
    /// A word that is no key yet, or nothing, at a column where a key or an item could stand.
    case word(start: Int, afterDash: Bool)
    /// A value behind a key, from that column.
    case value(start: Int)
    /// A comment, a block scalar, or a text that goes on.
    case other
  }

  /// The way to what is open now.
  var path: YAMLTree.KeyPath { YAMLTree.KeyPath(frames.map(\.step)) }

  /// Reads the next line.
  mutating func read(_ line: [Unicode.Scalar], number: Int) {
    rest = .other
    let indent = line.firstIndex { $0 != " " } ?? line.count
    switch mode {
    case .literal(let parent):
      if indent == line.count || indent > parent { return }
      mode = .block
    case .quoted(let quote, let parent):
      if indent == line.count { return }
      guard indent <= parent, Self.opensBlock(line, from: indent) else {
        if Self.closingQuote(quote, in: line, from: 0) != nil { mode = .block }
        return
      }
      mode = .block
    case .flow(let parent):
      if indent == line.count { return }
      guard indent <= parent, Self.opensBlock(line, from: indent) else {
        readFlow(line, from: indent, number: number)
        return
      }
      // The brackets were never closed: what follows is the next key.
      flow = FlowScanner()
      mode = .block
    case .block: break
    }
    readBlock(line, from: indent, number: number)
  }

  // MARK: Blocks

  private mutating func readBlock(_ line: [Unicode.Scalar], from indent: Int, number: Int) {
    var column = indent
    var afterDash = false
    if column < line.count, line[column] == "#" { return }
    if indent == 0, Self.isMarker(line) { return }
    while Self.isDash(line, at: column) {
      openItem(at: column)
      let next = Self.skipBlanks(line, from: column + 1)
      entries.append(
        Outline.Entry(path: path, key: nil, line: number, keyColumns: column..<column + 1))
      afterDash = true
      if next >= line.count {
        rest = .word(start: next, afterDash: true)
        return
      }
      column = next
    }
    guard column < line.count else {
      rest = .word(start: column, afterDash: afterDash)
      return
    }
    if line[column] == "{" || line[column] == "[" {
      begin(line, from: column, indent: frames.last?.indent ?? -1, number: number)
      return
    }
    guard let key = Self.key(in: line, from: column) else {
      readScalar(line, from: column, afterDash: afterDash, number: number)
      return
    }
    openKey(key.text, at: column)
    entries.append(
      Outline.Entry(path: path, key: key.text, line: number, keyColumns: column..<key.end))
    readValue(line, from: Self.skipBlanks(line, from: key.colon + 1), number: number)
  }

  private mutating func openItem(at column: Int) {
    while let last = frames.last, last.indent > column { frames.removeLast() }
    if let last = frames.last, last.indent == column, case .index(let index) = last.step {
      frames[frames.count - 1].step = .index(index + 1)
    } else {
      frames.append(Frame(indent: column, step: .index(0)))
    }
  }

  private mutating func openKey(_ key: String, at column: Int) {
    close(at: column)
    frames.append(Frame(indent: column, step: .key(key)))
  }

  /// Closes what cannot hold a key at a column.
  mutating func close(at column: Int) {
    while let last = frames.last, last.indent >= column { frames.removeLast() }
  }

  /// A text of its own: an item of a list, a key that is being written, or a text that goes on.
  private mutating func readScalar(
    _ line: [Unicode.Scalar], from column: Int, afterDash: Bool, number: Int
  ) {
    let end = Self.plainEnd(line, from: column)
    rest =
      end < line.count && Self.isComment(line, after: end)
      ? .other : .word(start: column, afterDash: afterDash)
    guard afterDash else { return }
    readValue(line, from: column, number: number, isItem: true)
  }

  private mutating func readValue(
    _ line: [Unicode.Scalar], from column: Int, number: Int, isItem: Bool = false
  ) {
    let indent = frames.last?.indent ?? -1
    if !isItem { rest = .value(start: column) }
    guard column < line.count else { return }
    switch line[column] {
    case "{", "[":
      begin(line, from: column, indent: indent, number: number)
    case "|", ">":
      mode = .literal(indent: indent)
      rest = .other
    case "\"", "'":
      guard let end = Self.closingQuote(line[column], in: line, from: column + 1) else {
        mode = .quoted(line[column], indent: indent)
        setValue(line, column..<line.count)
        return
      }
      setValue(line, column..<end + 1)
    case "#": rest = .other
    default:
      let end = Self.plainEnd(line, from: column)
      setValue(line, column..<end)
      if Self.isComment(line, after: end) { rest = .other }
    }
  }

  private mutating func setValue(_ line: [Unicode.Scalar], _ columns: Range<Int>) {
    guard !entries.isEmpty else { return }
    entries[entries.count - 1].value = Self.unquoted(line[columns])
    entries[entries.count - 1].valueColumns = columns
  }

  // MARK: Brackets

  private mutating func begin(
    _ line: [Unicode.Scalar], from column: Int, indent: Int, number: Int
  ) {
    flow = FlowScanner(base: path)
    mode = .flow(indent: indent)
    readFlow(line, from: column, number: number)
  }

  private mutating func readFlow(_ line: [Unicode.Scalar], from column: Int, number: Int) {
    rest = .other
    flow.read(line, from: column, number: number, into: &entries)
    if !flow.isOpen { mode = .block }
  }
}
