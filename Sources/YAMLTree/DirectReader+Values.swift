internal import Diagnostics

/// Values that end on the line on which they begin.
extension DirectReader {
  /// The scalar or the brackets that begin here.
  mutating func inline(_ depth: Int, inBrackets: Bool) throws(Doubt) -> Node {
    switch byte {
    case UInt8(ascii: "["): try list(depth)
    case UInt8(ascii: "{"): try mapping(depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try quoted()
    default: try plain(inBrackets: inBrackets)
    }
  }

  // MARK: Brackets

  private mutating func list(_ depth: Int) throws(Doubt) -> Node {
    guard depth <= YAMLReader.depthLimit else { throw Doubt() }
    let start = place()
    var items: [Node] = []
    index += 1
    skipBlanks()
    while byte != UInt8(ascii: "]") {
      items.append(try inline(depth + 1, inBrackets: true))
      try goToNext(before: UInt8(ascii: "]"))
    }
    index += 1
    return Node(content: .sequence(items), span: Span(start: start, end: place()))
  }

  private mutating func mapping(_ depth: Int) throws(Doubt) -> Node {
    guard depth <= YAMLReader.depthLimit else { throw Doubt() }
    let start = place()
    var entries: [Node.Entry] = []
    index += 1
    skipBlanks()
    while byte != UInt8(ascii: "}") {
      let (key, span) = try key(among: entries)
      skipBlanks()
      let value = try inline(depth + 1, inBrackets: true)
      entries.append(Node.Entry(key: key, keySpan: span, value: value))
      try goToNext(before: UInt8(ascii: "}"))
    }
    index += 1
    return Node(content: .mapping(entries), span: Span(start: start, end: place()))
  }

  /// Goes over a comma, behind which something has to follow, or up to the closing bracket.
  private mutating func goToNext(before close: UInt8) throws(Doubt) {
    skipBlanks()
    if byte == close { return }
    guard byte == UInt8(ascii: ",") else { throw Doubt() }
    index += 1
    skipBlanks()
    guard byte != close else { throw Doubt() }
  }

  // MARK: Scalars

  /// A text between quotes, in which nothing stands for anything else.
  private mutating func quoted() throws(Doubt) -> Node {
    let (quote, start) = (byte, place())
    index += 1
    let first = index
    while byte != quote {
      guard index < bytes.count, byte != 0x0A, byte != UInt8(ascii: "\\"), byte != 0x09 else {
        throw Doubt()
      }
      index += 1
    }
    let text = text(from: first)
    index += 1
    // Two of these quotes stand for one.
    guard byte != quote else { throw Doubt() }
    return Node(content: .scalar(text, .quoted), span: Span(start: start, end: place()))
  }

  /// A text without quotes, up to the blanks at its end.
  private mutating func plain(inBrackets: Bool) throws(Doubt) -> Node {
    guard beginsPlain else { throw Doubt() }
    let (first, start) = (index, place())
    var end = index
    while try goesOn(inBrackets: inBrackets) {
      index += 1
      if bytes[index - 1] != 0x20 { end = index }
    }
    index = end
    let text = text(from: first)
    return Node(content: .scalar(text, .plain), span: Span(start: start, end: place()))
  }

  private var beginsPlain: Bool {
    let byte = byte
    if byte >= 0x80 || Self.isWord(byte) { return true }
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "."),
      UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "="):
      return true
    case UInt8(ascii: "-"): return Self.isWord(self.byte(at: index + 1))
    default: return false
    }
  }

  /// Whether the next byte belongs to a plain text.
  private func goesOn(inBrackets: Bool) throws(Doubt) -> Bool {
    switch byte {
    case 0, 0x0A:
      // In brackets the text could go on in the next line.
      guard !inBrackets else { throw Doubt() }
      return false
    case 0x09: throw Doubt()
    case UInt8(ascii: ":"):
      let next = byte(at: index + 1)
      guard inBrackets ? Self.isWord(next) : next > 0x20 else { throw Doubt() }
      return true
    case UInt8(ascii: "#") where bytes[index - 1] == 0x20:
      guard !inBrackets else { throw Doubt() }
      return false
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return !inBrackets
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "?"):
      guard !inBrackets else { throw Doubt() }
      return true
    default: return true
    }
  }
}
