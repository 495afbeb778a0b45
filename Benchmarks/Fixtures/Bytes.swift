/// Numbers and texts as the formats of packs and signatures write them.
enum Bytes {
  static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// A string of SSH (RFC 4251, section 5).
  static func string(_ bytes: [UInt8]) -> [UInt8] { bigEndian(UInt32(bytes.count)) + bytes }

  static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

  /// A positive number of SSH, written without leading zeros but for the sign.
  static func number(_ magnitude: some Sequence<UInt8>) -> [UInt8] {
    let digits = Array(magnitude.drop { $0 == 0 })
    return string((digits.first ?? 0) & 0x80 == 0 ? digits : [0] + digits)
  }

  /// A number of OpenPGP (RFC 4880, section 3.2).
  static func integer(_ magnitude: some Sequence<UInt8>) -> [UInt8] {
    let digits = Array(magnitude.drop { $0 == 0 })
    let bits = digits.count * 8 - (digits.first?.leadingZeroBitCount ?? 0)
    return bigEndian(UInt32(bits)).suffix(2) + digits
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func base64(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(bytes.count, start + 3)]
      let number = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for digit in 0...3 {
        let isPadding = digit > group.count
        result.append(isPadding ? UInt8(ascii: "=") : alphabet[number >> (18 - 6 * digit) & 63])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The same in lines of a width.
  static func base64(_ bytes: [UInt8], width: Int) -> [String] {
    var lines: [String] = []
    var rest = base64(bytes)[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(width)))
      rest = rest.dropFirst(width)
    }
    return lines
  }
}
