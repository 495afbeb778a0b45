package import Primitives

/// What was audited, from where, by what: enough for anybody to ask the same again.
package struct AuditScope: Sendable {
  /// The program that judged.
  package struct Engine: Hashable, Sendable {
    /// Such as `assent 0.1.0`.
    package let name: String
    /// The SHA-256 of its executable file; nil where that could not be read.
    package let digest: SHA256Digest?

    package init(name: String, digest: SHA256Digest?) {
      self.name = name
      self.digest = digest
    }
  }

  /// An earlier tip that an auditor or an earlier pack knew.
  package struct Checkpoint: Hashable, Sendable {
    package let commit: ObjectID
    /// Whether the judged tip descends from it on the first-parent chain.
    package let isKept: Bool

    package init(commit: ObjectID, isKept: Bool) {
      self.commit = commit
      self.isKept = isKept
    }
  }

  /// The id of the repository in `policies/assent.yaml`.
  package var repository: String
  package var trunkReference: String
  /// The last commit of the trunk that belongs to the audit: verdicts stand as of it.
  package var standpoint: ObjectID
  /// The clock by which verdicts as of the period's end are given.
  package var asOf: Instant
  /// The trunk's tip, and the clock, of the verdicts beside them.
  package var tip: ObjectID
  package var now: Instant
  package var trustRoot: ObjectID
  /// Whether the trust root was given from outside rather than found in the repository.
  package var isTrustRootGiven: Bool
  package var period: AuditPeriod
  package var checkpoint: Checkpoint?
  package var engine: Engine
  /// Commits on the first-parent chain up to the standpoint.
  package var spineLength: Int
  /// First-parent commits dated before the one below them, so that dates alone cannot order them.
  package var backdatedCommits: [ObjectID]

  package init(
    repository: String, trunkReference: String, standpoint: ObjectID, asOf: Instant,
    tip: ObjectID, now: Instant, trustRoot: ObjectID, isTrustRootGiven: Bool,
    period: AuditPeriod, checkpoint: Checkpoint?, engine: Engine, spineLength: Int,
    backdatedCommits: [ObjectID]
  ) {
    self.repository = repository
    self.trunkReference = trunkReference
    self.standpoint = standpoint
    self.asOf = asOf
    self.tip = tip
    self.now = now
    self.trustRoot = trustRoot
    self.isTrustRootGiven = isTrustRootGiven
    self.period = period
    self.checkpoint = checkpoint
    self.engine = engine
    self.spineLength = spineLength
    self.backdatedCommits = backdatedCommits
  }
}
