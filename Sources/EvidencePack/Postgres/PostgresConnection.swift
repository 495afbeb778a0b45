/// A connection string of libpq, as psql may be given it on its command line, which everybody on the
/// machine can read.
package struct PostgresConnection: Hashable, Sendable {
  package let text: String

  /// Nil if the text holds a password, in whatever spelling libpq would find one.
  package init?(_ text: String) {
    let decoded = Self.decoded(Array(text.utf8))
    guard !Self.namesPassword(decoded), !Self.hasPasswordBeforeHost(text) else { return nil }
    self.text = text
  }

  /// Whether `password` or `sslpassword` is set, by keyword or in the query of an address.
  private static func namesPassword(_ text: [UInt8]) -> Bool {
    let lower = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let word = Array("password".utf8)
    guard lower.count > word.count else { return false }
    for start in 0...(lower.count - word.count) where lower[start...].starts(with: word) {
      let rest = lower[(start + word.count)...].drop {
        [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D].contains($0)
      }
      if rest.first == UInt8(ascii: "=") { return true }
    }
    return false
  }

  /// Whether an address reads `postgresql://user:secret@…`.
  private static func hasPasswordBeforeHost(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    for scheme in ["postgresql://", "postgres://"] where bytes.starts(with: scheme.utf8) {
      let rest = bytes.dropFirst(scheme.utf8.count)
      // libpq ends the user at the first `@` before a slash.
      let authority = rest.prefix { $0 != UInt8(ascii: "/") }
      guard let at = authority.firstIndex(of: UInt8(ascii: "@")) else { return false }
      return authority[..<at].contains(UInt8(ascii: ":"))
    }
    return false
  }

  private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
