import Foundation

/// A point in time in whole seconds, for the dates of commits and records.
package struct Moment: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  package var seconds: Int

  package init(seconds: Int) { self.seconds = seconds }

  /// Monday, 2026-03-02T09:00:00Z: when the stories of the tests begin.
  package static let beginning = Moment(seconds: 1_772_442_000)

  /// The machine's clock.
  package static var current: Moment { Moment(seconds: Int(Date().timeIntervalSince1970)) }

  /// RFC 3339 in UTC.
  package var text: String { Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601) }

  /// Orders by time.
  package static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }

  /// The moment `seconds` later.
  package static func + (left: Moment, seconds: Int) -> Moment {
    Moment(seconds: left.seconds + seconds)
  }

  /// The moment `seconds` earlier.
  package static func - (left: Moment, seconds: Int) -> Moment { left + -seconds }
}

extension Int {
  /// So many minutes in seconds.
  package var minutes: Int { self * 60 }
  /// So many hours in seconds.
  package var hours: Int { self * 3600 }
  /// So many days in seconds.
  package var days: Int { self * 86_400 }
}
