package import Primitives

/// The days an audit speaks of: half-open, in the calendar's zone.
package struct AuditPeriod: Hashable, Sendable {
  /// Which moment of a change decides whether it belongs to the period.
  package enum Basis: String, Hashable, Sendable, CaseIterable {
    case started, created, closed
  }

  /// The first day.
  package let from: CivilDate
  /// The day after the last.
  package let until: CivilDate
  /// The IANA name of the zone in which days begin.
  package let zone: String
  /// When the first day begins.
  package let start: Instant
  /// When the day after the last begins: no part of the period.
  package let end: Instant
  package let basis: Basis

  package init(
    from: CivilDate, until: CivilDate, zone: String, start: Instant, end: Instant, basis: Basis
  ) {
    self.from = from
    self.until = until
    self.zone = zone
    self.start = start
    self.end = end
    self.basis = basis
  }

  /// Whether an instant lies in the period.
  package func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }
}
