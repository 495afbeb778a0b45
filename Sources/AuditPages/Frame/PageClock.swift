internal import Primitives

/// Writes times: UTC always, and the local time of the calendar's zone where its rules are at hand.
struct PageClock: Sendable {
  /// The IANA name of the zone.
  let zone: String
  let rules: TimeZoneRules?

  /// Such as `2026-07-18 22:05:00Z`.
  func utc(_ instant: Instant) -> String {
    String(
      decoding: instant.description.utf8.map { $0 == UInt8(ascii: "T") ? 0x20 : $0 }, as: UTF8.self)
  }

  /// Such as `2026-07-19 00:05:00 Europe/Berlin`; nil without the zone's rules.
  func local(_ instant: Instant) -> String? {
    guard let local = rules?.local(instant) else { return nil }
    let seconds = local.seconds
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return "\(local.day) \(clock) \(zone)"
  }
}
