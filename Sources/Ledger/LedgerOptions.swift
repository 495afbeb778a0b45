internal import Diagnostics
package import Primitives
package import Signatures

/// What a command asks of a history beside the repository.
package struct LedgerOptions: Sendable {
  /// Where trust begins.
  package enum TrustRoot: Hashable, Sendable {
    case commit(ObjectID)
    /// The first spine commit that has a policy.
    case first
  }

  /// `--trunk`: a full reference or a short name; nil for the policy's.
  package var trunk: String?
  package var trustRoot: TrustRoot
  /// `--at`: a spine commit that is taken for the tip.
  package var at: ObjectID?
  /// `--head`: a commit whose records and acts are previewed.
  package var head: ObjectID?
  /// Whether the clock was given, which makes the verdict a replay.
  package var isReplay: Bool
  /// The clock by which certificates lapse; the end of time, where all have, unless it is given.
  package var now: Instant
  /// An earlier tip that must still lie on the spine.
  package var descendsFrom: ObjectID?
  /// A commit on top of the trunk that is taken for its tip: acts about to be made.
  package var assumedTip: ObjectID?
  /// By unsigned commit, what the signature that it is going to get will prove.
  package var assumedProofs: [ObjectID: Proof]
  /// A policy that is taken for the one in force all along since the trust root.
  package var assumedPolicy: PolicySnapshot?
  /// The changes that are asked about; nil for all. Others are read as far as these need them.
  package var only: Set<String>?
  /// Whether to make an index of what was read.
  package var keepsIndex = false
  /// A trunk that is taken for the one of the repository: one that is about to be pushed.
  package var assumedTrunk: Trunk?
  /// Further commits whose acts are seen like those of carrier branches.
  package var furtherTips: [ObjectID] = []
  /// What was found out about signatures by other readings of the same commits.
  package var signatures: SignatureMemo?
  /// What another reading of the same tip found about its tree as a whole.
  var treeFindings: [Finding]?
  /// How many threads may verify.
  package var threads: Int

  package init(
    trunk: String? = nil, trustRoot: TrustRoot = .first, at: ObjectID? = nil,
    head: ObjectID? = nil, isReplay: Bool = false,
    now: Instant = Instant(seconds: .max),
    assumedTip: ObjectID? = nil,
    assumedProofs: [ObjectID: Proof] = [:], threads: Int = 2
  ) {
    self.trunk = trunk
    self.trustRoot = trustRoot
    self.at = at
    self.head = head
    self.isReplay = isReplay
    self.now = now
    self.assumedTip = assumedTip
    self.assumedProofs = assumedProofs
    self.threads = threads
  }
}
