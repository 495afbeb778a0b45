internal import Acts
package import Decision
package import Git
package import Primitives
internal import Records
internal import Signatures

/// Whether a Policy-Approve that has not landed would be a vote of an owner once it has.
package struct VoteCheck {
  private let history: History
  private let now: Instant

  /// - Parameter history: the trunk before the landing.
  package init(history: History, now: Instant) {
    self.history = history
    self.now = now
  }

  /// Why no approval of the commit would be a vote, in words; nil if all of them would.
  ///
  /// Throws if the commit or its trees cannot be read.
  package func fault(
    of id: ObjectID, in repository: borrowing Repository
  ) throws(LedgerError) -> String? {
    guard let current = history.policy(at: history.tipPosition) else {
      return "no policy is in force"
    }
    let object = try reading { () throws(GitError) in try repository.commit(id) }
    let commit = SignedCommit(
      object, reading: MessageReading(message: object.message), signature: .unsigned,
      isVerified: false)
    if let fault = commit.strictFault ?? commit.reading.fault { return fault }
    guard commit.parents.count == 1, let parent = commit.parents.first else {
      return "an act commit has exactly one parent"
    }
    if commit.reading.repository != current.policy.charter.repository {
      return "it does not name this repository in `Change-Repository`"
    }
    if commit.reading.policyApprovals.contains(where: { $0.from != current.digest }) {
      return "its `from` is not the digest of the policy in force, \(current.digest)"
    }
    if let fault = try signerFault(object, current, repository) { return fault }
    return try edits(commit, parent, repository)
  }

  /// Whether an active key of a human owner signed.
  private func signerFault(
    _ commit: CommitObject, _ current: History.PolicyVersion, _ repository: borrowing Repository
  ) throws(LedgerError) -> String? {
    var snapshots: [PolicySnapshot] = []
    var rings: [KeyRing] = []
    let reader = PolicyReader()
    for version in history.policies {
      let tree = try reading { () throws(GitError) in try repository.commit(version.commit).tree }
      let snapshot = try reader.snapshot(ofTree: tree, in: repository)
      snapshots.append(snapshot)
      rings.append(KeyRing(snapshot: snapshot, policy: version.policy))
    }
    guard case .good(let proof) = SignatureVerifier(snapshots: snapshots).state(of: commit) else {
      return "it has no good signature"
    }
    let place = history.policies.lastIndex { $0 === current }
    guard let place, let owner = rings[place].owner(of: proof) else {
      return "nobody in the policy in force has the key \(proof.fingerprint)"
    }
    let wasCompromised = rings.contains { $0.marks(proof) }
    guard owner.isActive, !wasCompromised, owner.validity.contains(now) else {
      return "the key \(proof.fingerprint) of \(owner.person) is not in force"
    }
    guard !owner.isMachine else { return "\(owner.person) is a machine" }
    guard current.policy.charter.owners.contains(where: { $0.people.contains(owner.person) })
    else { return "\(owner.person) does not own the policy" }
    return nil
  }

  /// A vote edits at most `policies/`.
  private func edits(
    _ commit: SignedCommit, _ parent: ObjectID, _ repository: borrowing Repository
  ) throws(LedgerError) -> String? {
    let files = try reading { () throws(GitError) in
      try repository.differences(from: try repository.commit(parent).tree, to: commit.tree)
    }
    let stray = files.first { !$0.path.hasPrefix("policies/") }
    return stray.map { "it edits \($0.path), which is not below `policies/`" }
  }
}
