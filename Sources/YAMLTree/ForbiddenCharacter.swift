/// A character that could hide or reorder what a reader of the file sees.
struct ForbiddenCharacter {
  private enum Kind {
    case control, carriageReturn, lineSeparator, bidirectional, byteOrderMark
  }

  private let scalar: UInt32
  private let kind: Kind

  /// Takes a Unicode scalar; nil if it may stand in a text.
  init?(scalar: UInt32) {
    switch scalar {
    case 0x09, 0x0A: return nil
    case 0x0D: kind = .carriageReturn
    case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: kind = .control
    case 0x2028, 0x2029: kind = .lineSeparator
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: kind = .bidirectional
    case 0xFEFF: kind = .byteOrderMark
    default: return nil
    }
    self.scalar = scalar
  }

  /// The name of the rule that it breaks.
  var rule: String {
    switch kind {
    case .control, .carriageReturn, .lineSeparator: "yaml-control-character"
    case .bidirectional: "yaml-bidi-character"
    case .byteOrderMark: "yaml-bom"
    }
  }

  /// The character in words, such as `the bidirectional character U+202E`.
  var description: String {
    switch kind {
    case .control: "the control character \(codePoint)"
    case .carriageReturn: "the carriage return \(codePoint)"
    case .lineSeparator: "the line separator \(codePoint)"
    case .bidirectional: "the bidirectional character \(codePoint)"
    case .byteOrderMark: "the byte order mark \(codePoint)"
    }
  }

  /// What to do about it.
  var advice: String {
    switch kind {
    case .carriageReturn: "save the file with LF line ends"
    case .control, .bidirectional, .byteOrderMark: "remove it"
    case .lineSeparator: "replace it with a line feed"
    }
  }

  private var codePoint: String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// One Unicode scalar of a UTF-8 text, strictly decoded.
struct UTF8Scalar {
  /// The code point.
  let value: UInt32
  /// How many bytes it takes.
  let length: Int

  /// Decodes the scalar that begins at `index`; nil if the bytes are no valid UTF-8.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    guard index < bytes.count else { return nil }
    let first = UInt32(bytes[index])
    let least: UInt32
    var value: UInt32
    switch first {
    case 0..<0x80: (value, length, least) = (first, 1, 0)
    case 0xC2...0xDF: (value, length, least) = (first & 0x1F, 2, 0x80)
    case 0xE0...0xEF: (value, length, least) = (first & 0x0F, 3, 0x800)
    case 0xF0...0xF4: (value, length, least) = (first & 0x07, 4, 0x1_0000)
    default: return nil
    }
    guard bytes.count - index >= length else { return nil }
    for offset in 1..<max(length, 1) {
      let next = UInt32(bytes[index + offset])
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | next & 0x3F
    }
    // Overlong forms, surrogates and what lies beyond Unicode.
    guard value >= least, value <= 0x10_FFFF, !(0xD800...0xDFFF).contains(value) else {
      return nil
    }
    self.value = value
  }
}
