/// A length of time as a policy writes it: `45m`, `48h`, `14d`.
package struct Period: Hashable, Sendable, CustomStringConvertible {
  /// The units that a policy may use.
  package enum Unit: Character, Hashable, Sendable {
    case minutes = "m"
    case hours = "h"
    case days = "d"
  }

  /// How many units; never negative, at most 1,000,000.
  package let count: Int
  package let unit: Unit

  package init(count: Int, unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// Reads digits and one unit letter; nil for anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 2, bytes.count <= 8, let last = bytes.last,
      let unit = Unit(rawValue: Character(Unicode.Scalar(last))),
      let count = Instant.number(bytes, 0, bytes.count - 1),
      count <= 1_000_000, bytes.count == 2 || bytes[0] != UInt8(ascii: "0")
    else { return nil }
    self.init(count: count, unit: unit)
  }

  /// The length in seconds, a day being 24 hours.
  package var seconds: Int64 {
    switch unit {
    case .minutes: Int64(count) * 60
    case .hours: Int64(count) * 3600
    case .days: Int64(count) * 86_400
    }
  }

  /// The spelling of a policy.
  package var description: String { "\(count)\(unit.rawValue)" }
}
