/// A percentage between nought and a hundred, both left out, to four decimals: exact, so that what is
/// computed from it does not depend on how a machine rounds.
package struct Percentage: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The share in millionths: 950,000 for 95 %.
  package let millionths: Int

  /// Takes millionths from 1 to 999,999; nil for others.
  package init?(millionths: Int) {
    guard (1..<1_000_000).contains(millionths) else { return nil }
    self.millionths = millionths
  }

  /// Reads `95`, `2.5`, `99.9` or `5%`; nil for anything else, more than four decimals included.
  package init?(_ text: String) {
    var bytes = Array(text.utf8)
    if bytes.last == UInt8(ascii: "%") { bytes.removeLast() }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...2).contains(parts[0].count),
      let whole = Self.number(parts[0])
    else { return nil }
    var fraction = 0
    if parts.count == 2 {
      guard (1...4).contains(parts[1].count), let digits = Self.number(parts[1]) else { return nil }
      fraction = (0..<4 - parts[1].count).reduce(digits) { value, _ in value * 10 }
    }
    self.init(millionths: whole * 10_000 + fraction)
  }

  /// The share as a number between nought and one.
  var share: Double { Double(millionths) / 1_000_000 }

  /// What is left to a hundred percent, as a number between nought and one.
  var rest: Double { Double(1_000_000 - millionths) / 1_000_000 }

  /// The percentage without a sign, such as `2.5`.
  package var description: String {
    let whole = String(millionths / 10_000)
    var digits = Array(String(millionths % 10_000 + 10_000).utf8.dropFirst())
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return digits.isEmpty ? whole : whole + "." + String(decoding: digits, as: UTF8.self)
  }

  package static func < (left: Percentage, right: Percentage) -> Bool {
    left.millionths < right.millionths
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(Int?.some(0)) { value, digit in
      guard let value, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      return value * 10 + Int(digit - UInt8(ascii: "0"))
    }
  }
}
