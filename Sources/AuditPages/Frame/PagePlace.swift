internal import Markup

/// Where a page is, and so how others are reached from it by relative links alone.
struct PagePlace: Hashable, Sendable {
  let path: [String]

  /// A page beside `index.html`.
  static func top(_ name: String) -> PagePlace { PagePlace(path: [name]) }

  /// The dossier of a change.
  static func dossier(_ id: String) -> PagePlace {
    PagePlace(path: ["changes", fileName(id) + ".html"])
  }

  /// A link from here to a file of the pack.
  func link(to path: [String], _ fragment: String? = nil) -> Link {
    Link(path: Array(repeating: "..", count: self.path.count - 1) + path, fragment: fragment)
  }

  /// A link from here to a page.
  func link(to place: PagePlace, _ fragment: String? = nil) -> Link {
    link(to: place.path, fragment)
  }

  /// A text from outside as the name of a file: ids as they are, whatever else as hexadecimal digits.
  static func fileName(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && text.utf8.count <= 100
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
          return true
        default: return false
        }
      }
    if isPlain { return text }
    let digits = Array("0123456789abcdef".utf8)
    let hex = text.utf8.prefix(100).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    // An underscore is in no plain name, so that no two texts share a file by accident.
    return "x_" + String(decoding: hex, as: UTF8.self) + "_\(text.utf8.count)"
  }
}
