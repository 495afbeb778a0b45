/// Finds what a sequence of ids leaves out, without ever counting through it.
///
/// Numbers are texts of digits: an id may be longer than any integer.
enum IDSequence {
  private struct Number: Comparable {
    /// The digits as written.
    let text: [UInt8]
    /// Less the zeros before them.
    let digits: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) {
      self.text = Array(text)
      digits = text.drop { $0 == UInt8(ascii: "0") }
    }

    static func == (left: Number, right: Number) -> Bool { left.digits == right.digits }

    static func < (left: Number, right: Number) -> Bool {
      left.digits.count != right.digits.count
        ? left.digits.count < right.digits.count
        : left.digits.lexicographicallyPrecedes(right.digits)
    }
  }

  /// The gaps among ids, by year and number.
  ///
  /// What lies before the lowest number of a year or after its highest is not known to be missing.
  /// Ids with letters are drawn at random and make no sequence; where most ids of a year have
  /// some, those that happen to be all digits make none either.
  static func gaps(in ids: [String]) -> [Population.Gap] {
    var years: [String: (numbers: [Number], count: Int)] = [:]
    for id in ids {
      let parts = Array(id.utf8).split(
        separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      guard parts.count == 3, !parts[2].isEmpty else { continue }
      let head =
        String(decoding: parts[0], as: UTF8.self) + "-"
        + String(decoding: parts[1], as: UTF8.self) + "-"
      years[head, default: ([], 0)].count += 1
      if parts[2].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
        years[head, default: ([], 0)].numbers.append(Number(parts[2]))
      }
    }
    return years.sorted { $0.key < $1.key }.flatMap { head, year -> [Population.Gap] in
      guard year.numbers.count * 2 > year.count else { return [] }
      let sorted = year.numbers.sorted()
      return zip(sorted, sorted.dropFirst()).compactMap { gap(between: $0, and: $1, head) }
    }
  }

  private static func gap(between low: Number, and high: Number, _ head: String)
    -> Population.Gap?
  {
    let first = Number(successor(of: low.digits)[...])
    guard first < high else { return nil }
    let last = predecessor(of: high.digits)
    return Population.Gap(
      first: head + padded(Array(first.digits), to: low.text.count),
      last: head + padded(last, to: low.text.count),
      count: count(from: Array(first.digits), to: last))
  }

  private static func successor(of digits: ArraySlice<UInt8>) -> [UInt8] {
    var result = Array(digits)
    for place in result.indices.reversed() {
      if result[place] < UInt8(ascii: "9") {
        result[place] += 1
        return result
      }
      result[place] = UInt8(ascii: "0")
    }
    return [UInt8(ascii: "1")] + result
  }

  /// One less than a number that is not 0.
  private static func predecessor(of digits: ArraySlice<UInt8>) -> [UInt8] {
    var result = Array(digits)
    for place in result.indices.reversed() {
      if result[place] > UInt8(ascii: "0") {
        result[place] -= 1
        break
      }
      result[place] = UInt8(ascii: "9")
    }
    return Array(result.drop { $0 == UInt8(ascii: "0") })
  }

  private static func padded(_ digits: [UInt8], to width: Int) -> String {
    String(repeating: "0", count: max(0, width - digits.count))
      + String(decoding: digits, as: UTF8.self)
  }

  /// How many numbers there are; the largest integer where there are more.
  private static func count(from first: [UInt8], to last: [UInt8]) -> Int {
    guard let low = Int(String(decoding: first, as: UTF8.self)),
      let high = Int(String(decoding: last, as: UTF8.self))
    else { return first == last ? 1 : .max }
    let (span, overflow) = (high - low).addingReportingOverflow(1)
    return overflow ? .max : span
  }
}
