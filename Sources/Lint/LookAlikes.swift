/// Letters of other alphabets that look like Latin ones.
enum LookAlikes {
  /// The first word of a text that mixes Latin letters with others that look like them; nil if none
  /// does.
  static func firstWord(in text: String) -> String? {
    var text = text
    // Most texts are ASCII, and all are asked.
    guard !text.withUTF8({ isASCII($0) }) else { return nil }
    var word = Word()
    for scalar in text.unicodeScalars {
      if isInvisible(scalar) {
        word.append(scalar)
        word.hasOdd = true
      } else if scalar.properties.isAlphabetic || scalar == "_" || scalar == "-" {
        word.append(scalar)
        if scalar.isASCII {
          word.hasLatin = word.hasLatin || scalar.properties.isAlphabetic
        } else if isLookAlike(scalar) {
          word.hasOdd = true
        }
      } else if let found = word.taken() {
        return found
      }
    }
    return word.taken()
  }

  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return all < 0x80
  }

  private struct Word {
    var scalars = String.UnicodeScalarView()
    var hasLatin = false
    var hasOdd = false

    mutating func append(_ scalar: Unicode.Scalar) { scalars.append(scalar) }

    /// The word if it mixes; then it begins anew.
    mutating func taken() -> String? {
      defer { self = Word() }
      return hasLatin && hasOdd ? String(scalars) : nil
    }
  }

  /// Zero-width characters and soft hyphens: two names that differ by one look the same.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00AD, 0x200B...0x200D, 0x2060: true
    default: false
    }
  }

  /// Signs of units and formulas, such as μ and Ω, are not meant.
  private static func isLookAlike(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0430, 0x0435, 0x043E, 0x0440, 0x0441, 0x0443, 0x0445, 0x0455, 0x0456, 0x0458, 0x04BB,
      0x0501, 0x051B, 0x0410, 0x0412, 0x0415, 0x041A, 0x041C, 0x041D, 0x041E, 0x0420, 0x0421,
      0x0422, 0x0423, 0x0425, 0x0405, 0x0406, 0x0408:
      true
    case 0x0391, 0x0392, 0x0395...0x0397, 0x0399, 0x039A, 0x039C, 0x039D, 0x039F, 0x03A1, 0x03A4,
      0x03A5, 0x03A7, 0x03BF, 0x03BD, 0x03C1:
      true
    case 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
    default: false
    }
  }
}
