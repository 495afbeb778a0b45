/// The shape of a change's id: `CHG-<year>-<4 or more of 0-9 A-Z without I L O U>`.
package enum ChangeID {
  /// Whether the bytes are a legal id.
  package static func isLegal(_ bytes: some Collection<UInt8>) -> Bool {
    guard bytes.count >= 13, bytes.starts(with: "CHG-".utf8) else { return false }
    let year = bytes.dropFirst(4).prefix(4)
    let rest = bytes.dropFirst(8)
    return year.allSatisfy(isDigit) && rest.first == UInt8(ascii: "-")
      && rest.dropFirst().allSatisfy(isIDLetter)
  }

  /// Whether the text is a legal id.
  package static func isLegal(_ text: String) -> Bool { isLegal(Array(text.utf8)) }

  /// The run of bytes at the start that could belong to an id: letters, digits, hyphens.
  static func run(at start: Int, in line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line[start...].prefix { isDigit($0) || isLetter($0) || $0 == UInt8(ascii: "-") }
  }

  /// Whether the byte is an ASCII digit.
  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether the byte is an ASCII letter.
  static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isIDLetter(_ byte: UInt8) -> Bool {
    isDigit(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && !"ILOU".utf8.contains(byte)
  }
}
