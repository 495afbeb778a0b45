package import Primitives

/// For how long a certificate, or a chain of them, says that it holds: from `start` up to, not including, `end`.
package struct SigningPeriod: Hashable, Sendable {
  package let start: Instant
  package let end: Instant

  /// From `start` up to, not including, `end`; where the end is not after the start, it never holds.
  package init(start: Instant, end: Instant) {
    self.start = start
    self.end = end
  }

  /// Whether the certificate holds at `instant`.
  package func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }

  /// The time in which both hold.
  package func intersection(_ other: SigningPeriod) -> SigningPeriod {
    SigningPeriod(start: max(start, other.start), end: min(end, other.end))
  }

  /// Whether there is no instant at which it holds.
  package var isEmpty: Bool { end <= start }
}
