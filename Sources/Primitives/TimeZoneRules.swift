/// The offsets of one time zone over time, from a compiled zone file (TZif, RFC 8536).
package struct TimeZoneRules: Hashable, Sendable {
  /// A local time on a day, which may name no instant or two.
  package enum Resolution: Hashable, Sendable {
    case instant(Instant)
    /// The clocks were put back over it: it happened twice.
    case twice(first: Instant, second: Instant)
    /// The clocks were put forward over it: it does not exist.
    case skipped
  }

  /// Seconds since the epoch at which the offset changes, ascending.
  private let transitions: [Int64]
  /// The offset that begins with each transition, in seconds east of Greenwich.
  private let offsets: [Int]
  /// The offset before the first transition.
  private let initial: Int
  /// Whether a rule beyond the table would change the offset again.
  private let goesOn: Bool

  /// A zone of one offset.
  package init(offset: Int) {
    (transitions, offsets, initial, goesOn) = ([], [], offset, false)
  }

  /// Reads a zone file of version 2 or later; nil if it is none.
  package init?(tzif bytes: [UInt8]) {
    guard let first = Header(bytes, at: 0), first.version >= 2,
      let header = Header(bytes, at: first.end(timeSize: 4))
    else { return nil }
    let body = header.start + Header.size
    let types = body + header.times * 8
    let infos = types + header.times
    let end = header.end(timeSize: 8)
    guard header.types > 0, end <= bytes.count else { return nil }
    func offset(ofType index: Int) -> Int? {
      guard index < header.types else { return nil }
      return Int(Int32(truncatingIfNeeded: Header.number(bytes, infos + index * 6, 4)))
    }
    var transitions: [Int64] = []
    var offsets: [Int] = []
    for index in 0..<header.times {
      let time = Int64(bitPattern: Header.number(bytes, body + index * 8, 8))
      guard let offset = offset(ofType: Int(bytes[types + index])), abs(offset) < 93_600,
        transitions.last.map({ $0 < time }) ?? true
      else { return nil }
      transitions.append(time)
      offsets.append(offset)
    }
    guard let initial = offset(ofType: 0) else { return nil }
    self.transitions = transitions
    self.offsets = offsets
    self.initial = initial
    goesOn = bytes[end...].contains(UInt8(ascii: ","))
  }

  private struct Header {
    static let size = 44
    let start: Int
    let version: Int
    let times: Int
    let types: Int
    private let rest: [Int]

    init?(_ bytes: [UInt8], at start: Int) {
      guard start >= 0, bytes.count >= start + Self.size,
        bytes[start..<start + 4].elementsEqual("TZif".utf8)
      else { return nil }
      self.start = start
      version = Int(bytes[start + 4]) - 48
      let counts = (0..<6).map { Int(Self.number(bytes, start + 20 + $0 * 4, 4)) }
      guard counts.allSatisfy({ $0 < 1 << 20 }) else { return nil }
      (times, types) = (counts[3], counts[4])
      rest = counts
    }

    /// Where the data after this header ends.
    func end(timeSize: Int) -> Int {
      let data =
        times * (timeSize + 1) + types * 6 + rest[5] + rest[2] * (timeSize + 4) + rest[1] + rest[0]
      return start + Self.size + data
    }

    static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt64 {
      bytes[start..<start + count].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// The offset at an instant in seconds; nil beyond what the table knows.
  package func offset(at instant: Instant) -> Int? {
    guard let last = transitions.last else { return initial }
    // The table of a zone that still changes its clocks ends in 2037.
    if goesOn, instant.seconds > last { return nil }
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= instant.seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? initial : offsets[low - 1]
  }

  /// The day and the seconds since midnight that clocks show at an instant.
  package func local(_ instant: Instant) -> (day: CivilDate, seconds: Int)? {
    guard let offset = offset(at: instant) else { return nil }
    let shifted = instant.advanced(by: Int64(offset)).seconds
    let days = shifted >= 0 ? shifted / 86_400 : (shifted + 1) / 86_400 - 1
    guard (-719_162...2_932_896).contains(days) else { return nil }
    return (CivilDate(daysSinceEpoch: Int(days)), Int(shifted - days * 86_400))
  }

  /// The instant at which clocks show so many seconds after midnight of a day; a day may have
  /// more than 24 hours' worth, for the midnight that ends it. Nil beyond what the table knows.
  package func resolve(_ day: CivilDate, seconds: Int) -> Resolution? {
    let naive = Int64(day.daysSinceEpoch) * 86_400 + Int64(seconds)
    guard let before = offset(at: Instant(seconds: naive - 93_600)),
      let after = offset(at: Instant(seconds: naive + 93_600))
    else { return nil }
    let candidates = Set([before, after]).map { Instant(seconds: naive - Int64($0)) }.sorted()
    let real = candidates.filter { candidate in
      offset(at: candidate).map { candidate.seconds + Int64($0) == naive } ?? false
    }
    switch real.count {
    case 0: return .skipped
    case 1: return .instant(real[0])
    default: return .twice(first: real[0], second: real[1])
    }
  }
}
