/// An HTML or SVG document in the making: safe by construction.
///
/// Names of elements and attributes are literals of the source; everything else is text and is
/// escaped on its way in. There is no way to add markup that came from outside.
package struct Markup: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// What some `Markup` held, from where its bytes were kept meanwhile; nothing else may be given.
  package init(kept bytes: [UInt8]) { self.bytes = bytes }

  /// Adds text.
  package mutating func text(_ words: String) { Escaping.append(words, to: &bytes) }

  /// Adds an element with what `body` adds inside.
  package mutating func element(
    _ name: StaticString, _ attributes: [Attribute] = [], _ body: (inout Markup) -> Void
  ) {
    open(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    let start = bytes.count
    body(&self)
    // The name is written in the source, so a wrong one is a defect that the first test meets.
    precondition(bytes.count == start || !Self.isRaw(name), "text where nothing is escaped")
    close(name)
  }

  /// Adds an element with text inside.
  package mutating func element(
    _ name: StaticString, _ attributes: [Attribute] = [], text words: String
  ) {
    element(name, attributes) { $0.text(words) }
  }

  /// Adds an element of HTML that has no end tag, such as `br` or `meta`.
  package mutating func void(_ name: StaticString, _ attributes: [Attribute] = []) {
    open(name, attributes)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Adds an element of SVG without content.
  package mutating func shape(_ name: StaticString, _ attributes: [Attribute] = []) {
    open(name, attributes)
    append("/>")
  }

  /// Adds a line feed, so that the source of a page can be read.
  package mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

  /// Adds text that is the program's own, such as a style sheet.
  package mutating func literal(_ text: StaticString) { append(text) }

  /// Adds what was built apart.
  package mutating func append(_ other: Markup) { bytes += other.bytes }

  /// Whether a browser takes what stands inside for something else than text and elements.
  private static func isRaw(_ name: StaticString) -> Bool {
    guard (3...9).contains(name.utf8CodeUnitCount) else { return false }
    return name.withUTF8Buffer { bytes in
      switch bytes[0] {
      case UInt8(ascii: "s"):
        return bytes.elementsEqual("script".utf8) || bytes.elementsEqual("style".utf8)
      case UInt8(ascii: "i"): return bytes.elementsEqual("iframe".utf8)
      case UInt8(ascii: "n"): return bytes.starts(with: "no".utf8)
      case UInt8(ascii: "p"): return bytes.elementsEqual("plaintext".utf8)
      case UInt8(ascii: "x"): return bytes.elementsEqual("xmp".utf8)
      default: return false
      }
    }
  }

  private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    bytes.append(UInt8(ascii: "<"))
    append(name)
    for attribute in attributes {
      bytes.append(UInt8(ascii: " "))
      append(attribute.name)
      guard let value = attribute.value else { continue }
      append("=\"")
      Escaping.append(value, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func close(_ name: StaticString) {
    append("</")
    append(name)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}
