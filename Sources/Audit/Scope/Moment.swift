package import Primitives

/// When something happened, and who says so.
package struct Moment: Hashable, Sendable {
  /// What vouches for the time.
  package enum Source: String, Hashable, Sendable, CaseIterable {
    /// A recorder's signature on the trunk.
    case recorded
    /// The dates inside commits, which their makers choose.
    case claimed
    /// The text of the record alone.
    case stated
  }

  /// The commit that carries it; nil where only the record's text does.
  package let commit: ObjectID?
  /// The position on the trunk's first-parent chain from which it is known.
  package let position: Int?
  package let time: Instant
  package let source: Source

  package init(commit: ObjectID?, position: Int?, time: Instant, source: Source) {
    self.commit = commit
    self.position = position
    self.time = time
    self.source = source
  }
}
