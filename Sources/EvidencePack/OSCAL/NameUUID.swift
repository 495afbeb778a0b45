internal import Primitives
internal import Signatures

/// A UUID made from a name (version 5, RFC 9562): the same evidence has the same one for ever.
package struct NameUUID: Hashable, Sendable {
  private let bytes: [UInt8]

  /// The name space of URLs (RFC 9562, section 6.6).
  package static let url = NameUUID(
    bytes: [
      0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30,
      0xc8,
    ])
  /// The name space of everything that an audit names.
  package static let assent = NameUUID("assent:audit", in: .url)

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The UUID of a name in a name space.
  package init(_ name: String, in space: NameUUID) {
    var bytes = Array(sha1ForNames(of: space.bytes + Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    self.bytes = bytes
  }

  /// The UUID of a name that has parts, none of which can pass for two.
  package init(parts: [String], in space: NameUUID) {
    self.init(parts.map { "\($0.utf8.count):\($0)" }.joined(separator: ","), in: space)
  }

  /// The 32 digits in groups of 8, 4, 4, 4 and 12.
  package var text: String {
    var text = ""
    for (index, digit) in Hex.text(bytes).enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.append(digit)
    }
    return text
  }
}
