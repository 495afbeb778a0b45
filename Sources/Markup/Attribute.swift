/// An attribute of an element: its name a literal, its value text.
package struct Attribute: Sendable {
  let name: StaticString
  /// Nil for an attribute that is there or not, such as `open`.
  let value: String?

  /// Refuses names whose values a browser runs or follows: addresses are a `Link`, styles a class,
  /// and scripts are in no page.
  package init(_ name: StaticString, _ value: String) {
    // The name is written in the source, so a wrong one is a defect that the first test meets.
    precondition(!Self.isActive(name), "an attribute whose value is more than text")
    self.init(checked: name, value)
  }

  private init(checked name: StaticString, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether a browser takes the values of such attributes for addresses, scripts or styles.
  static func isActive(_ name: StaticString) -> Bool {
    name.withUTF8Buffer { bytes in
      if bytes.starts(with: "on".utf8) { return true }
      return active.contains { other in
        // Most names differ in length or in the first letter, and pages have millions.
        other.utf8CodeUnitCount == bytes.count && other.utf8Start.pointee == bytes.first
          && other.withUTF8Buffer { $0.elementsEqual(bytes) }
      }
    }
  }

  private static let active: [StaticString] = [
    "href", "src", "srcset", "srcdoc", "style", "action", "formaction", "data", "xlink:href",
    "poster", "background", "ping", "http-equiv",
  ]

  package init(_ name: StaticString) {
    self.name = name
    value = nil
  }

  /// The classes by which the style sheet knows the element.
  package static func style(_ names: StaticString) -> Attribute {
    Attribute(checked: "class", "\(names)")
  }

  /// The name by which a link finds the element: unique in its page, without white space.
  package static func id(_ name: String) -> Attribute { Attribute(checked: "id", name) }

  /// A link to a place in the same folder of pages; see `Link`.
  package static func link(_ link: Link) -> Attribute { Attribute(checked: "href", link.text) }

  /// The address of a script or an image beside the pages.
  package static func source(_ link: Link) -> Attribute { Attribute(checked: "src", link.text) }

  /// The name of a header that a `meta` element stands for, a literal.
  package static func header(_ name: StaticString) -> Attribute {
    Attribute(checked: "http-equiv", "\(name)")
  }
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
