extension TimeZoneRules {
  /// The first instant of a day; nil beyond what the table knows.
  package func beginning(of day: CivilDate) -> Instant? {
    switch resolve(day, seconds: 0) {
    case .instant(let instant): return instant
    case .twice(let first, _): return first
    case .skipped:
      // Clocks that skip midnight show one o'clock first.
      guard case .instant(let instant)? = resolve(day, seconds: 3600) else { return nil }
      return instant
    case nil: return nil
    }
  }
}
