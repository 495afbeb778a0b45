/// Reads JSON strictly (RFC 8259): bounded in depth, keys unique, nothing after the value.
package struct JSONReader {
  /// Why a text is no JSON, and the byte at which that shows.
  package struct Fault: Error, Hashable, Sendable {
    package let offset: Int
    package let reason: String
  }

  /// How many arrays and objects may lie in one another.
  package static let depthLimit = 128

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one value of a text.
  ///
  /// Whole numbers become `number`; others keep their text as `written`.
  package static func read(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value()
    reader.skipSpace()
    guard reader.index == bytes.count else { throw reader.fault("text after the value") }
    return value
  }

  private func fault(_ reason: String) -> Fault { Fault(offset: index, reason: reason) }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  private mutating func value() throws(Fault) -> JSONValue {
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return try nested { (reader) throws(Fault) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(Fault) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try text())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(Fault) -> JSONValue
  ) throws(Fault) -> JSONValue {
    guard depth < Self.depthLimit else { throw fault("more than \(Self.depthLimit) levels") }
    depth += 1
    index += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    guard bytes[index...].starts(with: word.utf8) else { throw fault("an unknown word") }
    index += word.utf8.count
    return value
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard current == byte else { return false }
    index += 1
    return true
  }

  // MARK: Collections

  private mutating func array() throws(Fault) -> JSONValue {
    var values: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return .array(values) }
    while true {
      values.append(try value())
      if take(UInt8(ascii: "]")) { return .array(values) }
      guard take(UInt8(ascii: ",")) else { throw fault("a comma or `]` is missing") }
    }
  }

  private mutating func object() throws(Fault) -> JSONValue {
    var members: [(String, JSONValue)] = []
    // Compared by bytes: two keys of other bytes are two keys.
    var seen: Set<[UInt8]> = []
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw fault("a key is missing") }
      let key = try text()
      guard seen.insert(Array(key.utf8)).inserted else { throw fault("a key stands twice") }
      guard take(UInt8(ascii: ":")) else { throw fault("a colon is missing") }
      members.append((key, try value()))
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw fault("a comma or `}` is missing") }
    }
  }

  // MARK: Numbers

  private mutating func number() throws(Fault) -> JSONValue {
    let start = index
    if current == UInt8(ascii: "-") { index += 1 }
    let beginsWithZero = current == UInt8(ascii: "0")
    let count = digits()
    guard count > 0 else {
      index = start
      throw fault(start < bytes.count ? "no value begins so" : "a value is missing")
    }
    guard count == 1 || !beginsWithZero else { throw fault("a number begins with 0") }
    var isWhole = true
    if current == UInt8(ascii: ".") {
      isWhole = false
      index += 1
      guard digits() > 0 else { throw fault("digits are missing") }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isWhole = false
      index += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
      guard digits() > 0 else { throw fault("digits are missing") }
    }
    let text = bytes[start..<index]
    if isWhole, let number = Int(String(decoding: text, as: UTF8.self)) { return .number(number) }
    return .written(Array(text))
  }

  /// Skips digits and says how many there were.
  private mutating func digits() -> Int {
    let start = index
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
    return index - start
  }

  // MARK: Texts

  private mutating func text() throws(Fault) -> String {
    index += 1
    var result: [UInt8] = []
    var start = index
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        result += bytes[start..<index]
        guard let text = String(validating: result, as: UTF8.self) else {
          throw fault("a text is not UTF-8")
        }
        index += 1
        return text
      case UInt8(ascii: "\\"):
        result += bytes[start..<index]
        index += 1
        result += try escaped()
        start = index
      case 0..<0x20: throw fault("a control character in a text")
      default: index += 1
      }
    }
    throw fault("a text does not end")
  }

  /// The bytes that an escape stands for; the reader stands behind the backslash.
  private mutating func escaped() throws(Fault) -> [UInt8] {
    guard let byte = current else { throw fault("a text does not end") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
    default: throw fault("an unknown escape")
    }
  }

  /// The scalar of one `\u`, or of the two that make a pair; a lone half stands for U+FFFD.
  private mutating func scalar() throws(Fault) -> Unicode.Scalar {
    let unit = try codeUnit()
    if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
    let isHigh = unit < 0xDC00
    guard isHigh, bytes[index...].starts(with: Array("\\u".utf8)) else { return "\u{FFFD}" }
    let back = index
    index += 2
    let low = try codeUnit()
    guard low >= 0xDC00, low < 0xE000,
      let scalar = Unicode.Scalar(
        0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
    else {
      index = back
      return "\u{FFFD}"
    }
    return scalar
  }

  private mutating func codeUnit() throws(Fault) -> UInt16 {
    guard index + 4 <= bytes.count else { throw fault("an escape does not end") }
    var value: UInt16 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Self.hexDigit(byte) else { throw fault("no hexadecimal digit") }
      value = value << 4 | digit
    }
    index += 4
    return value
  }

  private static func hexDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
