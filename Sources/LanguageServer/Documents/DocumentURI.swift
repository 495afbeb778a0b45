/// Names of files as `file:` URIs (RFC 8089), without a host.
package enum DocumentURI {
  /// The absolute path that a URI names; nil if it names no local file.
  package static func path(_ uri: String) -> String? {
    var rest: Substring
    if uri.hasPrefix("file:///") {
      rest = uri.dropFirst(7)
    } else if uri.hasPrefix("file://localhost/") {
      rest = uri.dropFirst(16)
    } else {
      return nil
    }
    if let end = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) { rest = rest[..<end] }
    guard let bytes = decoded(rest.utf8), !bytes.contains(0),
      let path = String(validating: bytes, as: UTF8.self)
    else { return nil }
    return path
  }

  /// The URI of an absolute path.
  package static func uri(_ path: String) -> String {
    var text = "file://"
    for byte in path.utf8 {
      if isPlain(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + digit(byte >> 4) + digit(byte & 15)
      }
    }
    return text
  }

  private static func decoded(_ bytes: Substring.UTF8View) -> [UInt8]? {
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index = bytes.index(after: index)
      guard byte == UInt8(ascii: "%") else {
        result.append(byte)
        continue
      }
      let digits = bytes[index...].prefix(2)
      guard digits.count == 2, digits.allSatisfy(isHexadecimal),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return nil }
      result.append(value)
      index = bytes.index(index, offsetBy: 2)
    }
    return result
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "/-._~".utf8.contains(byte)
    }
  }

  private static func digit(_ value: UInt8) -> String {
    String(value, radix: 16, uppercase: true)
  }
}
