/// Text as it may stand between tags and in quoted attributes, of HTML and of SVG.
enum Escaping {
  static func append(_ text: String, to bytes: inout [UInt8]) {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { appendPlain($0, to: &bytes) }
    if isPlain == true { return }
    for scalar in text.unicodeScalars {
      for byte in UTF8.encode(visible(scalar)) ?? UTF8.encodedReplacementCharacter {
        append(byte, to: &bytes)
      }
    }
  }

  /// Adds visible ASCII, in runs as long as nothing has to be escaped; false, with nothing added, if
  /// there is anything else.
  private static func appendPlain(
    _ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]
  ) -> Bool {
    guard text.allSatisfy({ 0x20 <= $0 && $0 < 0x7F || $0 == 0x0A }) else { return false }
    var start = 0
    for (place, byte) in text.enumerated() where isSpecial(byte) {
      bytes.append(contentsOf: text[start..<place])
      append(byte, to: &bytes)
      start = place + 1
    }
    bytes.append(contentsOf: text[start...])
    return true
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      return true
    default: return false
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
