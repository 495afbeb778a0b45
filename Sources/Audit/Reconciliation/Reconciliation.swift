package import Primitives

/// The reverse test: what ran in production, and what changed in protected paths, against changes.
package struct Reconciliation: Sendable {
  /// One line of a deployment feed.
  package struct Deployment: Hashable, Sendable {
    package var time: Instant
    package var system: String
    package var commit: ObjectID?
    package var digest: SHA256Digest?
    package var who: String?
    /// The file below `inputs/` and the line there.
    package var source: String
    package var line: Int

    package init(
      time: Instant, system: String, commit: ObjectID?, digest: SHA256Digest?, who: String?,
      source: String, line: Int
    ) {
      self.time = time
      self.system = system
      self.commit = commit
      self.digest = digest
      self.who = who
      self.source = source
      self.line = line
    }
  }

  /// How a deployment, or a commit, stands.
  package enum Cover: String, Hashable, Sendable, CaseIterable {
    /// A change that the gate allowed then names exactly this.
    case covered
    /// A change names it which the gate did not allow then.
    case notAllowedThen = "not-allowed-then"
    /// A change names it for other systems, or outside what it may do.
    case mismatch
    /// No change names it.
    case uncovered
    case notEvaluable = "not-evaluable"
  }

  package struct DeploymentMatch: Hashable, Sendable {
    package let deployment: Deployment
    package let cover: Cover
    package let changes: [String]
    package let reason: String

    package init(deployment: Deployment, cover: Cover, changes: [String], reason: String) {
      self.deployment = deployment
      self.cover = cover
      self.changes = changes
      self.reason = reason
    }
  }

  /// A commit that changed a protected path.
  package struct ProtectedCommit: Hashable, Sendable {
    package let repository: String
    package let commit: ObjectID
    package let subject: String
    package let author: String
    package let time: Instant
    package let paths: [String]
    package let cover: Cover
    package let changes: [String]
    package let reason: String

    package init(
      repository: String, commit: ObjectID, subject: String, author: String, time: Instant,
      paths: [String], cover: Cover, changes: [String], reason: String
    ) {
      self.repository = repository
      self.commit = commit
      self.subject = subject
      self.author = author
      self.time = time
      self.paths = paths
      self.cover = cover
      self.changes = changes
      self.reason = reason
    }
  }

  /// Deployments in the period; those that no change covers first. Nil: no feed was given.
  package var deployments: [DeploymentMatch]?
  /// Commits in protected paths in the period; uncovered first. Nil: no code could be read.
  package var commits: [ProtectedCommit]?
  /// Why one or the other is not there.
  package var remarks: [String] = []
  /// Names of governed code that was not read although other code was.
  package var unread: [String] = []

  package init() {}
}
