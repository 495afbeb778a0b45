/// An attribute of an element: its name a literal, its value text.
package struct Attribute: Sendable {
  let name: StaticString
  /// Nil for an attribute that is there or not, such as `open`.
  let value: String?

  package init(_ name: StaticString, _ value: String) {
    self.name = name
    self.value = value
  }

  package init(_ name: StaticString) {
    self.name = name
    value = nil
  }

  /// The classes by which the style sheet knows the element.
  package static func style(_ names: StaticString) -> Attribute {
    Attribute("class", "\(names)")
  }

  package static func id(_ name: String) -> Attribute { Attribute("id", name) }

  /// A link to a place in the same folder of pages; see `Link`.
  package static func link(_ link: Link) -> Attribute { Attribute("href", link.text) }
}

/// Where a link leads: to a file beside the pages, a place in a page, or a page of the Web.
///
/// No scheme can be smuggled in: segments of paths are percent-encoded, and a page of the Web is a
/// literal.
package struct Link: Sendable {
  let text: String

  /// A file by its path, relative to the page, and a place in it.
  package init(path: [String], fragment: String? = nil) {
    let path = path.map { segment in
      segment == ".." ? segment : Self.encoded(segment)
    }.joined(separator: "/")
    text = path + (fragment.map { "#" + Self.encoded($0) } ?? "")
  }

  /// A page of the Web.
  package init(_ address: StaticString) { text = "\(address)" }

  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
