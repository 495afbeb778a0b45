internal import YAMLTree

/// Follows brackets, keys and commas of flow collections, over as many lines as they take.
struct FlowScanner: Hashable {
  /// One pair of brackets that is open.
  struct Frame: Hashable {
    let isMapping: Bool
    /// Of a list, the number of the item that is open.
    var index = 0
    /// Of a mapping, the key whose value is open.
    var key: String?
  }

  private let base: YAMLTree.KeyPath
  private(set) var frames: [Frame] = []
  /// Where the text begins that no comma, colon or bracket has ended yet, on the last line read.
  private(set) var tokenStart: Int?

  init(base: YAMLTree.KeyPath = YAMLTree.KeyPath()) { self.base = base }

  /// Whether brackets are open.
  var isOpen: Bool { !frames.isEmpty }

  /// The way to the innermost collection that is open.
  var containerPath: YAMLTree.KeyPath { path(of: frames.dropLast()) }

  /// The way to the value that is open: an item, or what is behind a key.
  var valuePath: YAMLTree.KeyPath { path(of: frames[...]) }

  private func path(of frames: ArraySlice<Frame>) -> YAMLTree.KeyPath {
    YAMLTree.KeyPath(
      base.steps
        + frames.compactMap { frame in
          frame.isMapping ? frame.key.map { .key($0) } : .index(frame.index)
        })
  }

  /// Reads a line, or what is left of it, up to where the brackets are closed.
  mutating func read(
    _ line: [Unicode.Scalar], from column: Int, number: Int, into entries: inout [Outline.Entry]
  ) {
    var index = column
    tokenStart = nil
    while index < line.count {
      let scalar = line[index]
      switch scalar {
      case "{", "[":
        frames.append(Frame(isMapping: scalar == "{"))
        tokenStart = nil
      case "}", "]":
        finish(line, index, number, &entries)
        frames.removeLast()
        guard isOpen else { return }
      case ",":
        finish(line, index, number, &entries)
        next()
      case ":" where isColon(line, at: index):
        openKey(line, index, number, &entries)
      case "\"", "'":
        if tokenStart == nil {
          tokenStart = index
          let end = OutlineScanner.closingQuote(scalar, in: line, from: index + 1)
          index = end ?? line.count
        }
      case "#" where index == 0 || line[index - 1] == " ":
        finish(line, index, number, &entries)
        return
      case " ", "\t": break
      default: if tokenStart == nil { tokenStart = index }
      }
      index += 1
    }
    let start = tokenStart
    finish(line, line.count, number, &entries)
    tokenStart = start
  }

  private mutating func next() {
    guard let last = frames.indices.last else { return }
    frames[last].index += 1
    frames[last].key = nil
    tokenStart = nil
  }

  private func isColon(_ line: [Unicode.Scalar], at column: Int) -> Bool {
    guard let frame = frames.last, frame.isMapping, frame.key == nil, tokenStart != nil else {
      return false
    }
    let next = column + 1 < line.count ? line[column + 1] : " "
    return next == " " || ",{}[]".unicodeScalars.contains(next) || line[column - 1] == "\""
  }

  private mutating func openKey(
    _ line: [Unicode.Scalar], _ column: Int, _ number: Int, _ entries: inout [Outline.Entry]
  ) {
    guard let start = tokenStart else { return }
    let end = Self.trimmed(line, start..<column)
    let key = OutlineScanner.unquoted(line[start..<end])
    frames[frames.count - 1].key = key
    entries.append(
      Outline.Entry(path: valuePath, key: key, line: number, keyColumns: start..<end))
    tokenStart = nil
  }

  /// Ends the text that is open: it is the value of a key, or an item.
  private mutating func finish(
    _ line: [Unicode.Scalar], _ column: Int, _ number: Int, _ entries: inout [Outline.Entry]
  ) {
    guard let start = tokenStart, let frame = frames.last else { return }
    tokenStart = nil
    let columns = start..<Self.trimmed(line, start..<column)
    let text = OutlineScanner.unquoted(line[columns])
    if !frame.isMapping {
      entries.append(
        Outline.Entry(
          path: valuePath, key: nil, line: number, keyColumns: columns, value: text,
          valueColumns: columns))
    } else if frame.key != nil, let last = entries.indices.last, entries[last].line == number,
      entries[last].path == valuePath
    {
      entries[last].value = text
      entries[last].valueColumns = columns
    }
  }

  private static func trimmed(_ line: [Unicode.Scalar], _ columns: Range<Int>) -> Int {
    var end = columns.upperBound
    while end > columns.lowerBound, line[end - 1] == " " { end -= 1 }
    return end
  }
}
