package import Primitives

/// How a policy came into force.
package struct PolicyArrival: Hashable, Sendable {
  /// An owner's approval that it needed.
  package struct Approval: Hashable, Sendable {
    package let person: String
    package let commit: ObjectID
    /// The committer's date.
    package let time: Instant

    package init(person: String, commit: ObjectID, time: Instant) {
      self.person = person
      self.commit = commit
      self.time = time
    }
  }

  /// The spine commit from which it was in force.
  package let commit: ObjectID
  /// Whether nobody approved it because trust begins with it.
  package let isTrustRoot: Bool
  /// In the order in which the trunk took them up.
  package let approvals: [Approval]
  /// Paths below `policies/` in which it differs from the policy before, sorted.
  package let changedFiles: [String]

  package init(
    commit: ObjectID, isTrustRoot: Bool, approvals: [Approval], changedFiles: [String]
  ) {
    self.commit = commit
    self.isTrustRoot = isTrustRoot
    self.approvals = approvals
    self.changedFiles = changedFiles
  }
}
