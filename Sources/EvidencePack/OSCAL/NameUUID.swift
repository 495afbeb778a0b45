internal import Primitives
internal import Signatures

/// UUIDs made from names (version 5, RFC 9562): the same evidence has the same one for ever.
struct NameUUID {
  private let space: [UInt8]

  /// Names of this program, below the name space of URLs (RFC 9562, appendix A).
  static let assent = NameUUID(
    space: NameUUID(
      space: [
        0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30,
        0xc8,
      ]
    ).bytes(of: "assent:audit"))

  private init(space: [UInt8]) { self.space = space }

  /// The sixteen bytes for a name.
  func bytes(of name: String) -> [UInt8] {
    var bytes = Array(sha1ForNames(of: space + Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    return bytes
  }

  /// The UUID of a name that has parts, in which no part can pass for two.
  func text(_ parts: String...) -> String {
    let digits = Hex.text(bytes(of: parts.map { "\($0.utf8.count):\($0)" }.joined(separator: ",")))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.append(digit)
    }
    return text
  }
}
