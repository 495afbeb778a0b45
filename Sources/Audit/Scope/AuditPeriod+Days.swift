package import Primitives

extension AuditPeriod {
  /// Why two days make no period.
  package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The last day does not lie after the first.
    case empty(CivilDate, CivilDate)
    /// What is known of the zone ends before the day.
    case beyondZone(CivilDate, String)

    package var description: String {
      switch self {
      case .empty(let from, let until):
        "the period is empty: \(until), the day after its last, is not after \(from)"
      case .beyondZone(let day, let zone):
        "it is not known when \(day) begins in \(zone)"
      }
    }
  }

  /// The period from the beginning of one day up to that of another.
  ///
  /// A day that begins twice, because clocks were put back over midnight, begins the first time; one
  /// that never was, because a zone changed sides of the date line, begins where the next does. So
  /// periods that follow each other share no instant and leave none out.
  ///
  /// - Parameters:
  ///   - until: the day after the last.
  ///   - zone: the IANA name of the zone.
  ///   - rules: its rules.
  package init(
    from: CivilDate, until: CivilDate, zone: String, rules: TimeZoneRules, basis: Basis = .started
  ) throws(Fault) {
    guard from < until else { throw .empty(from, until) }
    self.init(
      from: from, until: until, zone: zone, start: try Self.beginning(of: from, zone, rules),
      end: try Self.beginning(of: until, zone, rules), basis: basis)
  }

  /// When a day begins.
  package static func beginning(
    of day: CivilDate, _ zone: String, _ rules: TimeZoneRules
  ) throws(Fault) -> Instant {
    var seconds = 0
    // The first minute that clocks show; a zone that leaps over a day shows none of it.
    while seconds <= 86_400 {
      switch rules.resolve(day, seconds: seconds) {
      case .instant(let instant): return instant
      case .twice(let first, _): return first
      case .skipped: seconds += 60
      case nil: throw .beyondZone(day, zone)
      }
    }
    throw .beyondZone(day, zone)
  }
}
