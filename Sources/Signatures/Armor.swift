/// The text around bytes in base64: header, base64 and footer, and nothing else.
struct Armor {
  let header: String
  let footer: String
  /// More bytes than any text that is accepted can need.
  let longest: Int

  /// What is wrong with a text, as a phrase.
  struct Fault: Error { let words: String }

  /// The bytes inside `armor`.
  ///
  /// Other programs skip text after the footer and blanks anywhere; here they are refused, so that
  /// nothing unsigned can travel inside a signature.
  func content(of armor: [UInt8]) throws(Fault) -> [UInt8] {
    guard armor.count <= longest else {
      throw Fault(words: "it is longer than \(longest) bytes")
    }
    guard armor.starts(with: header.utf8),
      armor.dropFirst(header.utf8.count).first == Self.newline
    else { throw Fault(words: "its first line is not exactly \(header)") }
    let lines = try linesBeforeFooter(armor.dropFirst(header.utf8.count + 1))
    guard let bytes = Self.joined(lines) else {
      throw Fault(words: "between header and footer stands more or less than base64")
    }
    return bytes
  }

  private func linesBeforeFooter(_ armor: ArraySlice<UInt8>) throws(Fault) -> ArraySlice<UInt8> {
    let text = armor.last == Self.newline ? armor.dropLast() : armor
    let lines = text.dropLast(footer.utf8.count)
    guard text.suffix(footer.utf8.count).elementsEqual(footer.utf8), lines.last == Self.newline
    else { throw Fault(words: "its last line is not exactly \(footer)") }
    return lines
  }

  /// The bytes that lines of base64, each ended by a newline, spell together.
  private static func joined(_ lines: ArraySlice<UInt8>) -> [UInt8]? {
    var decoder = Base64.Decoder(capacity: lines.count / 4 * 3)
    var previous = newline
    for character in lines {
      if character == newline {
        guard previous != newline else { return nil }
      } else {
        guard decoder.take(character) else { return nil }
      }
      previous = character
    }
    return decoder.finish()
  }

  private static let newline = UInt8(ascii: "\n")
}
