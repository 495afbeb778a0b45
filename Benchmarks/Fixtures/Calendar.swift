internal import Primitives

/// When the changes of the fixture happen: so many each Saturday night, from 2016 on.
enum Calendar {
  /// Changes that share a night, each on a system of its own.
  static let perNight = 20

  /// When the policy is set up.
  static var beginning: Instant { window(of: 0).advanced(by: hours(-400)) }

  /// The Saturday, 22:00 UTC, on which a change begins.
  static func window(of record: Int) -> Instant {
    // 2016-01-16T22:00:00Z, a Saturday.
    Instant(seconds: 1_452_981_600 + Int64(record / perNight) * 7 * 86_400)
  }

  /// The year of an instant, as its text says it.
  static func year(of instant: Instant) -> String { String(instant.description.prefix(4)) }

  static func hours(_ count: Int) -> Int64 { Int64(count) * 3600 }
}
