/// Reads a line as a person would who does not look closely.
enum LookAlike {
  /// Lower-case ASCII: look-alike letters replaced, invisible ones gone, unknown ones as `?`.
  static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.map(lowered) }
    var result: [UInt8] = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if let byte = byte(for: scalar) { result.append(lowered(byte)) }
    }
    return result
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func byte(for scalar: Unicode.Scalar) -> UInt8? {
    let value = scalar.value
    switch value {
    case 0..<0x80: return UInt8(truncatingIfNeeded: value)
    // Full-width forms and the mathematical alphabets repeat ASCII in its order.
    case 0xFF01...0xFF5E: return UInt8(truncatingIfNeeded: value - 0xFF01 + 0x21)
    case 0x1D400...0x1D6A3:
      return UInt8(truncatingIfNeeded: (value - 0x1D400) % 26 + 0x61)
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: return UInt8(ascii: "-")
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return UInt8(ascii: " ")
    case 0x2236, 0xA789, 0xFE55, 0x0589, 0x05C3: return UInt8(ascii: ":")
    default: break
    }
    if let twin = twins[scalar] { return twin }
    switch scalar.properties.generalCategory {
    case .format, .nonspacingMark, .enclosingMark, .control: return nil
    default: return UInt8(ascii: "?")
    }
  }

  /// Cyrillic, Greek, Armenian and Latin letters that pass for others.
  private static let twins: [Unicode.Scalar: UInt8] = {
    let pairs: [(String, String)] = [
      ("аеорсухіјѕԁһԛԝвкмнтгп", "aeopcyxijsdhqwbkmhtrn"),
      ("АВЕЅІЈКМНОРСТУХԌԚԜ", "abesijkmhopctyxgqw"),
      ("αβεικνορτυχγη", "abeikvoptuxyn"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"),
      ("ոսցհօ", "nugho"), ("ɑɡıɩℓſɢɴʀʟɪ", "agiilsgnrli"),
      ("áàâäãåçéèêëíìîïñóòôöõøúùûüýÿ", "aaaaaaceeeeiiiinoooooouuuuyy"),
      ("ÁÀÂÄÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜÝ", "aaaaaaceeeeiiiinoooooouuuuy"),
    ]
    var result: [Unicode.Scalar: UInt8] = [:]
    for (letters, ascii) in pairs {
      for (letter, byte) in zip(letters.unicodeScalars, ascii.utf8) where byte < 0x80 {
        result[letter] = byte
      }
    }
    return result
  }()
}
