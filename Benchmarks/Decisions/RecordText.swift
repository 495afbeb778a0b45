internal import Primitives

/// The text of a sample record as it stood before work on it began, to be written under other ids
/// and for other days.
struct RecordText: Sendable {
  let id: String
  private let text: String
  /// The day for which the record plans, as it counts from 1970 on.
  let day: Int

  /// Leaves out what is written once work has begun.
  init(id: String, text: String) throws {
    self.id = id
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let ended = ["execution:", "review:", "closure:"]
    self.text = lines.prefix { !ended.contains(String($0)) }.joined(separator: "\n") + "\n"
    let window = lines.first { $0.hasPrefix("  window: {start: ") }
    guard let window, let day = CivilDate(String(window.dropFirst(18).prefix(10))) else {
      throw BenchmarkError("\(id) plans no window")
    }
    self.day = day.daysSinceEpoch
  }

  /// The text under another id, with every date so many days later.
  func written(as id: String, days: Int) -> String {
    var words: [Substring] = []
    var rest = text[...]
    while let place = rest.firstRange(of: "20") {
      let date = rest[place.lowerBound...].prefix(10)
      words.append(rest[..<place.lowerBound])
      if let day = CivilDate(String(date)) {
        words.append("\(CivilDate(daysSinceEpoch: day.daysSinceEpoch + days))")
        rest = rest[date.endIndex...]
      } else {
        words.append(rest[place])
        rest = rest[place.upperBound...]
      }
    }
    words.append(rest)
    return words.joined().replacing(self.id, with: id)
  }
}

/// Why there is nothing to measure.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
