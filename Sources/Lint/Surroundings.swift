package import Primitives

/// What the linter may know beside records and their policy.
///
/// Rules that would need what is left out say nothing: a gate, which has its own rules for time and
/// other changes, leaves out everything.
package struct Surroundings: Sendable {
  /// The present; nil where nobody says what time it is.
  package var now: Instant?
  /// The rules of the calendar's time zone; nil where they are not known.
  package var zone: TimeZoneRules?
  /// The paths below `changes/evidence/` that exist; nil where nobody looked.
  package var evidenceFiles: [String]?

  package init(
    now: Instant? = nil, zone: TimeZoneRules? = nil, evidenceFiles: [String]? = nil
  ) {
    self.now = now
    self.zone = zone
    self.evidenceFiles = evidenceFiles
  }
}
