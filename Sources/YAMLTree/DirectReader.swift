internal import Diagnostics

/// Reads the plain forms that nearly every text is written in, to the very tree that libyaml's
/// events make of it, at a small part of the time; gives up on everything else.
///
/// It refuses nothing: whatever is unusual, doubtful or wrong is left to libyaml, which then
/// decides from the first byte on. What is read here leaves no room for a second meaning: words as
/// keys in block form, lists with dashes, brackets that close on their line, values that end on
/// theirs, no escapes, no empty values. Tests compare both over a great many mutated texts.
struct DirectReader {
  /// The text is none of the plain forms.
  struct Doubt: Error {}

  /// Of more keys in one mapping, telling which is given twice is libyaml's business.
  private static let mostKeys = 64
  /// Far below the length at which libyaml takes a word for no key.
  private static let longestKey = 128

  let bytes: UnsafeBufferPointer<UInt8>
  /// The next byte.
  var index = 0
  /// How many bytes the next content of the block form is indented; -1 at the end.
  private var indent = -1
  private var line = 1
  private var lineStart = 0
  /// Bytes of the line, as far as they were counted, that continue a scalar and are no column.
  private var continuations = 0
  private var counted = 0

  /// Whether every byte is a column.
  private let isASCII: Bool

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    isASCII = all < 0x80
  }

  /// The tree of a text in which `CharacterScan` found nothing; nil where libyaml has to look.
  static func root(of bytes: UnsafeBufferPointer<UInt8>) -> Node? {
    var reader = DirectReader(bytes)
    return try? reader.document()
  }

  /// The next byte, 0 at the end: no text has a byte 0.
  var byte: UInt8 { byte(at: index) }

  func byte(at index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// The place of the next byte. Asked in the order of the text, so that a line is counted once.
  mutating func place() -> Position {
    while !isASCII, counted < index {
      if bytes[counted] & 0xC0 == 0x80 { continuations += 1 }
      counted += 1
    }
    return Position(line: line, column: index - lineStart - continuations + 1)
  }

  /// The text from a byte up to the next.
  func text(from start: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
  }

  // MARK: Lines

  private mutating func document() throws(Doubt) -> Node {
    goToContent()
    guard indent == 0 else { throw Doubt() }
    let root = try block(depth: 1)
    guard indent == -1 else { throw Doubt() }
    return root
  }

  /// Goes from the start of a line to the next that holds more than blanks and a comment.
  private mutating func goToContent() {
    while index < bytes.count {
      (lineStart, counted, continuations) = (index, index, 0)
      skipBlanks()
      if byte == UInt8(ascii: "#") { skipLine() }
      guard byte == 0x0A else { break }
      index += 1
      line += 1
    }
    indent = index < bytes.count ? index - lineStart : -1
  }

  /// Goes from the end of a value over blanks and a comment to the next content.
  private mutating func finishLine() throws(Doubt) {
    let end = index
    skipBlanks()
    if byte == UInt8(ascii: "#"), index > end { skipLine() }
    if index == bytes.count { return indent = -1 }
    guard byte == 0x0A else { throw Doubt() }
    index += 1
    line += 1
    goToContent()
  }

  mutating func skipBlanks() {
    while byte == 0x20 { index += 1 }
  }

  private mutating func skipLine() {
    while index < bytes.count, bytes[index] != 0x0A { index += 1 }
  }

  // MARK: Block form

  /// The collection that begins at the present content.
  private mutating func block(depth: Int) throws(Doubt) -> Node {
    let column = index - lineStart
    return isDash ? try list(at: column, depth) : try mapping(at: column, depth)
  }

  private var isDash: Bool { byte == UInt8(ascii: "-") && byte(at: index + 1) == 0x20 }

  private mutating func mapping(at column: Int, _ depth: Int) throws(Doubt) -> Node {
    guard depth <= YAMLReader.depthLimit else { throw Doubt() }
    let start = place()
    var entries: [Node.Entry] = []
    entries.reserveCapacity(8)
    var end = start
    while indent == column {
      let (key, span) = try key(among: entries)
      let value = try value(below: column, depth + 1)
      end = value.span.end
      entries.append(Node.Entry(key: key, keySpan: span, value: value))
    }
    guard indent < column else { throw Doubt() }
    return Node(content: .mapping(entries), span: Span(start: start, end: end))
  }

  private mutating func list(at column: Int, _ depth: Int) throws(Doubt) -> Node {
    guard depth <= YAMLReader.depthLimit else { throw Doubt() }
    let start = place()
    var items: [Node] = []
    var end = start
    while indent == column, isDash {
      index += 1
      skipBlanks()
      let item = try item(below: column, depth + 1)
      end = item.span.end
      items.append(item)
    }
    guard indent <= column else { throw Doubt() }
    return Node(content: .sequence(items), span: Span(start: start, end: end))
  }

  /// What stands behind a dash.
  private mutating func item(below column: Int, _ depth: Int) throws(Doubt) -> Node {
    guard !isDash else { throw Doubt() }
    guard colon != nil else { return try scalarOrBrackets(below: column, depth) }
    // The mapping goes on in lines that begin where its first key does.
    indent = index - lineStart
    return try mapping(at: indent, depth)
  }

  /// What stands behind a key, or below it.
  private mutating func value(below column: Int, _ depth: Int) throws(Doubt) -> Node {
    skipBlanks()
    guard byte == 0x0A || byte == UInt8(ascii: "#") else {
      return try scalarOrBrackets(below: column, depth)
    }
    try finishLine()
    // The dashes of a list may stand below the key itself.
    guard indent > column || indent == column && isDash else { throw Doubt() }
    return try block(depth: depth)
  }

  private mutating func scalarOrBrackets(below column: Int, _ depth: Int) throws(Doubt) -> Node {
    let node = try inline(depth, inBrackets: false)
    try finishLine()
    // What is further in would go on with the value.
    guard indent <= column else { throw Doubt() }
    return node
  }

  // MARK: Keys

  /// A word, its colon and the blank or the end of the line behind it.
  mutating func key(among entries: [Node.Entry]) throws(Doubt) -> (String, Span) {
    let (first, start) = (index, place())
    guard let colon else { throw Doubt() }
    index = colon
    let text = text(from: first)
    let isKnown = entries.contains { $0.key.utf8.count == text.utf8.count && $0.key == text }
    guard !isKnown, entries.count < Self.mostKeys else { throw Doubt() }
    let span = Span(start: start, end: place())
    index += 1
    return (text, span)
  }

  /// Where the colon behind the word stands that begins here; nil if this is no key.
  private var colon: Int? {
    guard Self.isWord(byte) else { return nil }
    var end = index + 1
    while Self.isWord(byte(at: end)) || byte(at: end) == UInt8(ascii: "-") { end += 1 }
    guard byte(at: end) == UInt8(ascii: ":"), end - index <= Self.longestKey,
      byte(at: end + 1) == 0x20 || byte(at: end + 1) == 0x0A
    else { return nil }
    return end
  }

  /// `[A-Za-z0-9_]`.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
