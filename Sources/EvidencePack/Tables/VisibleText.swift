/// Text from outside as tables show it: what would control or reorder what a reader sees becomes a
/// mark that can be seen, and so does what XML cannot hold.
enum VisibleText {
  /// The scalars of UTF-8, the harmful ones replaced.
  static func scalars(of text: ArraySlice<UInt8>) -> some Sequence<Unicode.Scalar> {
    String(decoding: text, as: UTF8.self).unicodeScalars.lazy.map(visible)
  }

  static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x20...0x7E, 0x09, 0x0A, 0x0D: return scalar
    // Letters of several scripts and emoji are joined by these two.
    case 0x200C, 0x200D: return scalar
    case 0xFFFE, 0xFFFF: return "\u{FFFD}"
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return "\u{FFFD}"
    default: return scalar
    }
  }
}
