package import Primitives

/// Two policies side by side, and what they make of the open changes.
package struct PolicyComparison: Sendable {
  /// One of the two.
  package struct Side: Hashable, Sendable {
    /// The revision as it was asked for, or `the work tree`.
    package let name: String
    package let commit: ObjectID?
    package let digest: SHA256Digest?
    package let version: Int

    package init(name: String, commit: ObjectID?, digest: SHA256Digest?, version: Int) {
      self.name = name
      self.commit = commit
      self.digest = digest
      self.version = version
    }
  }

  /// A file that differs.
  package struct File: Hashable, Sendable {
    package enum Status: String, Hashable, Sendable {
      case added, removed, edited
    }

    package let path: String
    package let status: Status
    /// What sets it apart, in words; empty where nothing but its spelling does.
    package let words: [String]

    package init(path: String, status: Status, words: [String]) {
      self.path = path
      self.status = status
      self.words = words
    }
  }

  package let base: Side
  package let head: Side
  /// Every open change, by id.
  package let shifts: [VerdictShift]
  package let files: [File]
  package let now: Instant

  package init(
    base: Side, head: Side, shifts: [VerdictShift], files: [File], now: Instant
  ) {
    self.base = base
    self.head = head
    self.shifts = shifts
    self.files = files
    self.now = now
  }

  /// How many changes flip.
  package var flips: Int { shifts.count { $0.flips } }

  /// How many others are judged otherwise in some part.
  package var others: Int { shifts.count { $0.differs && !$0.flips } }
}
