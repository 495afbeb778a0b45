/// The small grammars of our texts, byte by byte: regular expressions can take exponential time.
enum Syntax {
  /// `0` to `9`.
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// `A` to `Z`.
  static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  /// `a` to `z`.
  static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLower(byte) || isUpper(byte)
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// `[a-z0-9][a-z0-9._-]*`.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLower(first) || isDigit(first) else { return false }
    return text.utf8.allSatisfy { isLower($0) || isDigit($0) || isMark($0) }
  }

  /// `[A-Za-z0-9][A-Za-z0-9._-]*`.
  static func isToken(_ text: String) -> Bool {
    guard let first = text.utf8.first, isAlphanumeric(first) else { return false }
    return text.utf8.allSatisfy { isAlphanumeric($0) || isMark($0) }
  }

  /// `[A-Z0-9][A-Z0-9-]*`.
  static func isTemplateID(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, isUpper(first) || isDigit(first) else { return false }
    return text.utf8.allSatisfy { isUpper($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// A template id, `@` and a version.
  static func isTemplateReference(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, isTemplateID(parts[0]) else { return false }
    let version = parts[1].utf8
    return !version.isEmpty && version.count <= 9 && version.first != 0x30
      && version.allSatisfy(isDigit)
  }

  /// Lower-case hexadecimal digits, exactly so many.
  static func isHex(_ bytes: some Collection<UInt8>, count: Int) -> Bool {
    bytes.count == count
      && bytes.allSatisfy { isDigit($0) || ($0 >= 0x61 && $0 <= 0x66) }
  }

  /// A relative path with ordinary parts only.
  static func isRelativePath(_ text: String) -> Bool {
    guard !text.utf8.contains(UInt8(ascii: "\\")), !text.utf8.contains(UInt8(ascii: "\n")) else {
      return false
    }
    return text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .allSatisfy { part in
        !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
      }
  }

  /// A relative path of the characters that the digest of a policy allows.
  static func isPolicyPath(_ text: String) -> Bool {
    isRelativePath(text)
      && text.utf8.allSatisfy { isAlphanumeric($0) || isMark($0) || $0 == UInt8(ascii: "/") }
  }

  /// What the value of an act can carry.
  static func isRepository(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { isAlphanumeric($0) || isMark($0) || ":/@+()".utf8.contains($0) }
  }

  /// What Git accepts as a branch, without exotic forms.
  static func isBranch(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, first != UInt8(ascii: "-"),
      last != UInt8(ascii: "."), text != "@", text != "HEAD"
    else { return false }
    let forbidden = Array(" ~^:?*[\\\n\t".utf8)
    guard bytes.allSatisfy({ !forbidden.contains($0) }) else { return false }
    let pairs = zip(bytes, bytes.dropFirst())
    guard pairs.allSatisfy({ !($0 == 0x2E && $1 == 0x2E) && !($0 == 0x40 && $1 == 0x7B) }) else {
      return false
    }
    return bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.first != UInt8(ascii: ".") && !$0.ends(with: ".lock") }
  }

  /// Something on both sides of one `@`, without blanks and brackets.
  static func isEmail(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && text.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
  }

  /// The form of an IANA name; whether the zone exists is known elsewhere.
  static func isTimeZone(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLower(first) || isUpper(first) else { return false }
    return text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .allSatisfy { part in
        !part.isEmpty && part.allSatisfy { isAlphanumeric($0) || "_+-".utf8.contains($0) }
      }
  }

  /// `HH:MM` as minutes since midnight, 24:00 included; nil for anything else.
  static func minuteOfDay(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      [bytes[0], bytes[1], bytes[3], bytes[4]].allSatisfy(isDigit)
    else { return nil }
    let hours = Int(bytes[0] - 0x30) * 10 + Int(bytes[1] - 0x30)
    let minutes = Int(bytes[3] - 0x30) * 10 + Int(bytes[4] - 0x30)
    guard minutes < 60, hours < 24 || (hours == 24 && minutes == 0) else { return nil }
    return hours * 60 + minutes
  }

  /// A whole number as JSON writes it; nil for signs other than a minus, leading zeros and `_`.
  static func integer(_ text: String) -> Int? {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first, digits.count == 1 || first != 0x30, digits.count <= 18,
      digits.allSatisfy(isDigit)
    else { return nil }
    return Int(text)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
