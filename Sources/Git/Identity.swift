package import Primitives

/// Whom a commit's author or committer line names: a claim, which proves nothing.
package struct Identity: Hashable, Sendable {
  /// The bytes before the address, less blanks around them.
  package let name: [UInt8]
  /// The bytes between the first `<` and the next `>`; empty if there are none.
  package let email: [UInt8]
  /// The time; nil if it cannot be read.
  package let time: Instant?
  /// Minutes east of Greenwich; nil if they cannot be read.
  package let offsetMinutes: Int?

  /// Reads what follows `author ` or `committer ` as leniently as Git does.
  init(lenient line: UnsafeRawBufferPointer) {
    let open = line.firstIndex(of: UInt8(ascii: "<"), from: 0)
    name = Self.trimmed(line.slice(0..<(open ?? line.count)))
    if let open {
      let close = line.firstIndex(of: UInt8(ascii: ">"), from: open) ?? line.count
      email = [UInt8](line.slice(open + 1..<close))
    } else {
      email = []
    }
    time = Self.seconds(in: line).map { Instant(seconds: $0) }
    offsetMinutes = Self.offset(in: line)
  }

  /// What is wrong with the line `name <email> seconds ±hhmm`; nil if nothing is.
  static func fault(in line: UnsafeRawBufferPointer) -> String? {
    guard let open = line.firstIndex(of: UInt8(ascii: "<"), from: 0), open > 0,
      line[open - 1] == UInt8(ascii: " "),
      let close = line.firstIndex(of: UInt8(ascii: ">"), from: open)
    else { return "names no address in angle brackets" }
    let outer = [line.slice(0..<open), line.slice(open + 1..<close)]
    if outer.contains(where: { $0.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") } })
    {
      return "has stray angle brackets"
    }
    guard line.starts(at: close + 1, with: " "),
      let blank = line.firstIndex(of: UInt8(ascii: " "), from: close + 2),
      let seconds = number(line.slice(close + 2..<blank)), seconds <= latest,
      blank - close == 3 || line[close + 2] != UInt8(ascii: "0")
    else { return "has no legal time" }
    guard zone(line.slice(blank + 1..<line.count)) != nil else { return "has no legal zone" }
    return nil
  }

  /// The last second of the year 9999.
  private static let latest: Int64 = 253_402_300_799

  /// The seconds after the last `>`, read leniently.
  static func seconds(in line: UnsafeRawBufferPointer) -> Int64? {
    guard let close = line.lastIndex(of: UInt8(ascii: ">")) else { return nil }
    var start = close + 1
    while start < line.count, line[start] == UInt8(ascii: " ") { start += 1 }
    var end = start
    while end < line.count, isDigit(line[end]) { end += 1 }
    return number(line.slice(start..<end))
  }

  private static func offset(in line: UnsafeRawBufferPointer) -> Int? {
    guard line.count >= 5 else { return nil }
    return zone(line.slice(line.count - 5..<line.count))
  }

  private static func zone(_ text: UnsafeRawBufferPointer) -> Int? {
    guard text.count == 5, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
      let hours = number(text.slice(1..<3)), let minutes = number(text.slice(3..<5)),
      hours < 24, minutes < 60
    else { return nil }
    return Int(hours * 60 + minutes) * (text[0] == UInt8(ascii: "-") ? -1 : 1)
  }

  /// Digits alone as a number; nil if there are none, others or too many.
  private static func number(_ digits: UnsafeRawBufferPointer) -> Int64? {
    guard (1...18).contains(digits.count) else { return nil }
    var result: Int64 = 0
    for digit in digits {
      guard isDigit(digit) else { return nil }
      result = result * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    return result
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func trimmed(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    guard let first = text.firstIndex(where: { $0 > UInt8(ascii: " ") }),
      let last = text.lastIndex(where: { $0 > UInt8(ascii: " ") })
    else { return [] }
    return [UInt8](text.slice(first..<last + 1))
  }
}
