import Acts
import Primitives
import Records
import YAMLTree

/// The small notations: what is read prints as something that reads the same.
enum ScalarTarget {
  static func check(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let time = Instant(rfc3339: text) {
      // UTC may lie a day beyond the years that can be written.
      if !text.hasPrefix("0001-01-01"), !text.hasPrefix("9999-12-31") {
        demand(Instant(rfc3339: time.description) == time, "a time prints as another: \(text)")
      }
      _ = time.advanced(by: .max).advanced(by: .min).description
    }
    if let day = CivilDate(text) {
      demand(day.description.utf8.elementsEqual(bytes), "a day prints as another: \(text)")
      demand(CivilDate(daysSinceEpoch: day.daysSinceEpoch) == day, "a day is another: \(text)")
      demand((0..<7).contains(day.weekday), "a day has no weekday")
    }
    if let period = Period(text) {
      demand(period.description.utf8.elementsEqual(bytes), "a period prints as another: \(text)")
      demand(period.seconds >= 0, "a negative period")
    }
    checkNames(text, bytes)
    checkPatterns(text, bytes)
  }

  /// Reads a zone; a local time that an instant shows is resolved to that instant or two.
  static func check(zone bytes: [UInt8]) {
    guard let zone = TimeZoneRules(tzif: bytes) else { return }
    demand(zone == TimeZoneRules(tzif: bytes), "two readings differ")
    var seconds: Int64 = .min
    for step in [Int64.max, .max, 1, 1_000_000_000, 500_000_000, 123_456_789, 86_400 * 91] {
      let instant = Instant(seconds: seconds)
      _ = instant.description
      seconds = seconds.addingReportingOverflow(step).partialValue
      guard let (day, second) = zone.local(instant) else { continue }
      _ = zone.beginning(of: day)
      guard let resolution = zone.resolve(day, seconds: second) else { continue }
      if case .instant(let other) = resolution {
        demand(zone.local(other)?.day == day, "a local time is on another day")
      }
    }
  }

  private static func checkNames(_ text: String, _ bytes: [UInt8]) {
    if let id = ObjectID(text) {
      demand(id.description.utf8.elementsEqual(bytes), "an object's name prints as another")
      demand(ObjectID(bytes: id.bytes) == id, "an object's name has other bytes")
      demand(bytes.withUnsafeBytes { ObjectID(rawHex: $0) } == id, "two readers differ")
    }
    if let digest = SHA256Digest(text) {
      demand(digest.description.utf8.elementsEqual(bytes), "a digest prints as another")
    }
    if ChangeID.isLegal(text) {
      demand(bytes.allSatisfy { $0 < 0x80 }, "an id with other letters")
    }
    let path = KeyPath(stringLiteral: text)
    _ = KeyPath(field: text).description
    demand(KeyPath(stringLiteral: path.description) == path, "a path is another: \(text)")
  }

  /// The first line is a pattern, the rest a value.
  private static func checkPatterns(_ text: String, _ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let pattern = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let value = parts.dropFirst().first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard let read = ParameterPattern(pattern) else { return }
    demand(read.matches(value) == read.matches(value), "two matches differ")
    demand(read == ParameterPattern(pattern), "two readings differ")
  }
}
