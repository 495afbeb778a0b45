/// When a key may be used, as far as a certificate limits it: from the first instant up to, but not
/// including, the last.
package struct Validity: Hashable, Sendable {
  /// The first instant; nil for no beginning.
  package let from: Instant?
  /// The first instant that is too late; nil for no end.
  package let until: Instant?

  package init(from: Instant? = nil, until: Instant? = nil) {
    self.from = from
    self.until = until
  }

  /// Whether nothing is limited.
  package var isUnlimited: Bool { from == nil && until == nil }

  /// Whether an instant lies within.
  package func contains(_ instant: Instant) -> Bool {
    if let from, instant < from { return false }
    if let until, instant >= until { return false }
    return true
  }

  /// What lies within both.
  package func intersection(_ other: Validity) -> Validity {
    Validity(
      from: [from, other.from].compactMap { $0 }.max(),
      until: [until, other.until].compactMap { $0 }.min())
  }
}
