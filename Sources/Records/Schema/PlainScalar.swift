/// What a resolver of YAML 1.1 or 1.2 would make of a scalar without quotes.
///
/// Ours never resolves, but other readers of the same file do: what they would not take for
/// text may not stand unquoted where text is wanted.
package enum PlainScalar: Hashable, Sendable {
  /// What resolvers know besides text.
  case null, boolean, number, time
  /// `=` and `<<`, which YAML 1.1 keeps for itself and many readers refuse.
  case mark

  /// What a plain scalar is read as, or nil if every reader takes it for text.
  package init?(_ text: String) {
    var text = text
    let found = text.withUTF8 { Self.resolve($0) }
    guard let found else { return nil }
    self = found
  }

  /// With its article, for messages.
  package var name: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .time: "a time"
    case .mark: "a mark of its own"
    }
  }

  private static func resolve(_ bytes: UnsafeBufferPointer<UInt8>) -> PlainScalar? {
    guard let first = bytes.first else { return .null }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "y"),
      UInt8(ascii: "Y"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
      UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"):
      return word(bytes)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      if isNumber(bytes) { return .number }
      return isTime(bytes) ? .time : nil
    case UInt8(ascii: "="), UInt8(ascii: "<"):
      return bytes.elementsEqual("=".utf8) || bytes.elementsEqual("<<".utf8) ? .mark : nil
    default:
      return nil
    }
  }

  private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> PlainScalar? {
    guard bytes.count <= 5 else { return nil }
    switch String(decoding: bytes, as: UTF8.self) {
    case "~", "null", "Null", "NULL": return .null
    case "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "true", "True", "TRUE",
      "false", "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF":
      return .boolean
    default: return nil
    }
  }

  /// Integers in every base and with `_`, floats, sexagesimals, infinities and not-a-number.
  private static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 400 else { return bytes.allSatisfy(isNumeric) }
    var digits = bytes[...]
    if digits.first == UInt8(ascii: "+") || digits.first == UInt8(ascii: "-") {
      digits = digits.dropFirst()
    }
    guard let first = digits.first else { return false }
    if first == UInt8(ascii: "."), isSpecial(digits.dropFirst()) { return true }
    if first == UInt8(ascii: "0"), let radix = digits.dropFirst().first,
      let isDigit = digitTest(radix)
    {
      let rest = digits.dropFirst(2)
      return !rest.isEmpty && rest.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "_") }
    }
    return isDecimal(digits)
  }

  /// A number too long to be meant as one is one all the same.
  private static func isNumeric(_ byte: UInt8) -> Bool {
    Syntax.isDigit(byte) || "+-._:eE".utf8.contains(byte)
  }

  private static func isSpecial(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    ["inf", "Inf", "INF", "nan", "NaN", "NAN"].contains { $0.utf8.elementsEqual(bytes) }
  }

  private static func digitTest(_ radix: UInt8) -> ((UInt8) -> Bool)? {
    switch radix {
    case UInt8(ascii: "x"):
      { byte in
        Syntax.isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
      }
    case UInt8(ascii: "o"): { byte in (0x30...0x37).contains(byte) }
    case UInt8(ascii: "b"): { byte in byte == 0x30 || byte == 0x31 }
    default: nil
    }
  }

  /// Digits, `_`, at most one point, an exponent; or digits in groups after colons.
  private static func isDecimal(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var index = bytes.startIndex
    var (sawDigit, sawPoint, sawColon) = (false, false, false)
    while index < bytes.endIndex {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): sawDigit = true
      case UInt8(ascii: "_"): guard sawDigit || sawPoint else { return false }
      case UInt8(ascii: "."):
        guard !sawPoint else { return false }
        sawPoint = true
      case UInt8(ascii: ":"):
        guard sawDigit, !sawPoint, bytes.index(after: index) < bytes.endIndex else { return false }
        sawColon = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        return sawDigit && !sawColon && isExponent(bytes[bytes.index(after: index)...])
      default: return false
      }
      index = bytes.index(after: index)
    }
    return sawDigit
  }

  private static func isExponent(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var digits = bytes
    if digits.first == UInt8(ascii: "+") || digits.first == UInt8(ascii: "-") {
      digits = digits.dropFirst()
    }
    return !digits.isEmpty && digits.allSatisfy(Syntax.isDigit)
  }

  /// A day, or a day followed by `T` or a blank and a time of day.
  private static func isTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 8, bytes[4] == UInt8(ascii: "-"),
      bytes.prefix(4).allSatisfy(Syntax.isDigit)
    else { return false }
    let month = bytes[5...].prefix(while: Syntax.isDigit).count
    let day = 5 + month + 1
    guard (1...2).contains(month), day < bytes.count, bytes[day - 1] == UInt8(ascii: "-"),
      Syntax.isDigit(bytes[day])
    else { return false }
    var rest = bytes[day...].drop(while: Syntax.isDigit)
    guard bytes.count - day - rest.count <= 2 else { return false }
    guard let separator = rest.first else { return true }
    guard "Tt \t".utf8.contains(separator) else { return false }
    rest = rest.dropFirst()
    guard rest.count >= 4, let digit = rest.first, Syntax.isDigit(digit) else { return false }
    return rest.allSatisfy { Syntax.isDigit($0) || ":.Zz+- \t".utf8.contains($0) }
  }
}
