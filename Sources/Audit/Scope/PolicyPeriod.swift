package import Primitives

/// A policy that was in force during part of the period.
package struct PolicyPeriod: Hashable, Sendable {
  package struct Approval: Hashable, Sendable {
    package let person: String
    package let commit: ObjectID
    package let time: Instant

    package init(person: String, commit: ObjectID, time: Instant) {
      self.person = person
      self.commit = commit
      self.time = time
    }
  }

  /// Its number in `policies/assent.yaml`.
  package var version: Int?
  package var digest: SHA256Digest
  /// The first-parent commit from which it was in force.
  package var commit: ObjectID
  package var from: Moment
  /// When the next came into force; nil if none did up to the standpoint.
  package var until: Moment?
  /// Whether it is trusted because it stands at the trust root.
  package var isTrustRoot: Bool
  package var approvals: [Approval]
  /// Paths below `policies/` that it changed.
  package var changedFiles: [String]

  package init(
    version: Int?, digest: SHA256Digest, commit: ObjectID, from: Moment, until: Moment?,
    isTrustRoot: Bool, approvals: [Approval], changedFiles: [String]
  ) {
    self.version = version
    self.digest = digest
    self.commit = commit
    self.from = from
    self.until = until
    self.isTrustRoot = isTrustRoot
    self.approvals = approvals
    self.changedFiles = changedFiles
  }
}

/// A stretch of the trunk on which an unapproved policy stood.
package struct PolicyUnrest: Hashable, Sendable {
  package let from: Moment
  package let until: Moment?
  package let message: String

  package init(from: Moment, until: Moment?, message: String) {
    self.from = from
    self.until = until
    self.message = message
  }
}
