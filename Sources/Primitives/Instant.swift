/// A point in time, in whole seconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Seconds since the epoch; may be negative.
  package let seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }

  /// Orders by time.
  package static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

  /// The instant `seconds` later; saturates instead of trapping on absurd input.
  package func advanced(by seconds: Int64) -> Instant {
    let (sum, overflow) = self.seconds.addingReportingOverflow(seconds)
    guard overflow else { return Instant(seconds: sum) }
    return Instant(seconds: seconds > 0 ? .max : .min)
  }

  /// Reads an RFC 3339 time with seconds and an offset, such as `2026-03-08T01:00:00+01:00`.
  ///
  /// Fractions of a second are accepted and dropped; a leap second, a day that the month lacks
  /// and an offset beyond 23:59 are refused. Returns nil for anything that is not such a time.
  package init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20,
      let year = Self.number(bytes, 0, 4), bytes[4] == UInt8(ascii: "-"),
      let month = Self.number(bytes, 5, 2), bytes[7] == UInt8(ascii: "-"),
      let day = Self.number(bytes, 8, 2), bytes[10] == UInt8(ascii: "T"),
      let hour = Self.number(bytes, 11, 2), bytes[13] == UInt8(ascii: ":"),
      let minute = Self.number(bytes, 14, 2), bytes[16] == UInt8(ascii: ":"),
      let second = Self.number(bytes, 17, 2),
      let date = CivilDate(year: year, month: month, day: day),
      hour < 24, minute < 60, second < 60
    else { return nil }
    var index = 19
    if bytes[index] == UInt8(ascii: ".") {
      index += 1
      let start = index
      while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
        index += 1
      }
      guard index > start else { return nil }
    }
    guard index < bytes.count else { return nil }
    var offset = 0
    switch bytes[index] {
    case UInt8(ascii: "Z"):
      guard index + 1 == bytes.count else { return nil }
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard bytes.count == index + 6, bytes[index + 3] == UInt8(ascii: ":"),
        let hours = Self.number(bytes, index + 1, 2), hours < 24,
        let minutes = Self.number(bytes, index + 4, 2), minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (bytes[index] == UInt8(ascii: "+") ? 60 : -60)
    default:
      return nil
    }
    seconds =
      Int64(date.daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
      - Int64(offset)
  }

  /// The time in UTC with a `Z`, as RFC 3339 writes it.
  package var description: String {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1
    // Outside the years that RFC 3339 can write there is nothing true to print.
    guard (-719_162...2_932_896).contains(days) else {
      return days < 0 ? "0001-01-01T00:00:00Z" : "9999-12-31T23:59:59Z"
    }
    let rest = Int(seconds - days * 86_400)
    let date = CivilDate(daysSinceEpoch: Int(days))
    return String(unsafeUninitializedCapacity: 20) { text in
      var count = 0
      func add(_ byte: UInt8) {
        text[count] = byte
        count += 1
      }
      func add(_ number: Int) {
        add(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10 % 10))
        add(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
      }
      add(date.year / 100)
      add(date.year % 100)
      add(UInt8(ascii: "-"))
      add(date.month)
      add(UInt8(ascii: "-"))
      add(date.day)
      add(UInt8(ascii: "T"))
      add(rest / 3600)
      add(UInt8(ascii: ":"))
      add(rest / 60 % 60)
      add(UInt8(ascii: ":"))
      add(rest % 60)
      add(UInt8(ascii: "Z"))
      return count
    }
  }

  static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    var result = 0
    for index in start..<start + count {
      guard index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
      else { return nil }
      result = result * 10 + Int(bytes[index] - UInt8(ascii: "0"))
    }
    return result
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
