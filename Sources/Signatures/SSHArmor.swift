/// The text around an SSH signature: header, base64 and footer, and nothing else.
enum SSHArmor {
  static let header = "-----BEGIN SSH SIGNATURE-----"
  static let footer = "-----END SSH SIGNATURE-----"

  /// More than any key that is accepted can need.
  private static let longest = 65_536

  /// The bytes inside `armor`.
  ///
  /// `ssh-keygen` skips text after the footer and blanks anywhere; here they are refused, so that
  /// nothing unsigned can travel inside a signature.
  static func content(of armor: [UInt8]) throws(SSHSignatureError) -> [UInt8] {
    guard armor.count <= longest else {
      throw .malformed("it is longer than \(longest) bytes")
    }
    guard armor.starts(with: header.utf8), armor.dropFirst(header.utf8.count).first == newline
    else { throw .malformed("its first line is not exactly \(header)") }
    let lines = try linesBeforeFooter(armor.dropFirst(header.utf8.count + 1))
    guard let bytes = joined(lines) else {
      throw .malformed("between header and footer stands more or less than base64")
    }
    return bytes
  }

  private static func linesBeforeFooter(
    _ armor: ArraySlice<UInt8>
  ) throws(SSHSignatureError) -> ArraySlice<UInt8> {
    let text = armor.last == newline ? armor.dropLast() : armor
    let lines = text.dropLast(footer.utf8.count)
    guard text.suffix(footer.utf8.count).elementsEqual(footer.utf8), lines.last == newline else {
      throw .malformed("its last line is not exactly \(footer)")
    }
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
