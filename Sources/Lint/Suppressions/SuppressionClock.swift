package import Primitives

/// Until when something is suppressed: a day counts to its end in the time zone of the policy.
package struct SuppressionClock: Sendable {
  /// How far ahead a day may lie before that is worth a word.
  package static let farthest = 366

  package let now: Instant
  private let zone: TimeZoneRules?

  /// - Parameter zone: the rules of the zone; nil where nobody knows them.
  package init(now: Instant, zone: TimeZoneRules?) {
    self.now = now
    self.zone = zone
  }

  /// Whether a day is over.
  package func isOver(_ day: CivilDate) -> Bool { now >= end(of: day) }

  /// How many days are left, today not counted; 0 on the last day.
  package func daysLeft(of day: CivilDate) -> Int {
    let left = end(of: day).seconds - now.seconds
    return left <= 0 ? 0 : Int((left - 1) / 86_400)
  }

  /// The first moment after a day. Where it is not known, the first at which the day is over
  /// anywhere: what is doubtful is not suppressed.
  private func end(of day: CivilDate) -> Instant {
    let days = day.daysSinceEpoch + 1
    if let zone, let end = zone.beginning(of: CivilDate(daysSinceEpoch: days)) { return end }
    return Instant(seconds: Int64(days) * 86_400 - 14 * 3600)
  }
}
