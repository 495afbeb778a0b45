/// Text as it may stand between tags and in quoted attributes, of HTML and of SVG.
enum Escaping {
  static func append(_ text: String, to bytes: inout [UInt8]) {
    if text.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F || $0 == 0x0A }) {
      for byte in text.utf8 { append(byte, to: &bytes) }
      return
    }
    for scalar in text.unicodeScalars {
      for byte in UTF8.encode(visible(scalar)) ?? UTF8.encodedReplacementCharacter {
        append(byte, to: &bytes)
      }
    }
  }

  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "\""): bytes += "&quot;".utf8
    case UInt8(ascii: "'"): bytes += "&#39;".utf8
    default: bytes.append(byte)
    }
  }

  /// What would control or reorder what a reader sees becomes a mark that can be seen.
  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    // Letters of several scripts and emoji are joined by the last two.
    case 0x09, 0x0A, 0x200C, 0x200D: return scalar
    case 0xFFFE, 0xFFFF: return "\u{FFFD}"
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return "\u{FFFD}"
    default: return scalar
    }
  }
}
