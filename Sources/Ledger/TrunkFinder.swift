package import Git
package import Primitives
internal import Records

/// The protected branch: its full reference and its tip.
package struct Trunk: Hashable, Sendable {
  package let reference: String
  package let tip: ObjectID

  package init(reference: String, tip: ObjectID) {
    self.reference = reference
    self.tip = tip
  }
}

/// Finds the trunk by `--trunk` or by the policy at the trust root; never by HEAD.
package struct TrunkFinder {
  /// Names that are tried when neither a trunk nor a trust root was given.
  private static let customary = ["main", "master", "trunk"]

  private let options: LedgerOptions
  private let reader: PolicyReader

  package init(options: LedgerOptions, reader: PolicyReader = PolicyReader()) {
    self.options = options
    self.reader = reader
  }

  /// The trunk.
  ///
  /// Throws if the name cannot be known or the branch does not exist.
  package func find(in repository: borrowing Repository) throws(LedgerError) -> Trunk {
    if let assumed = options.assumedTrunk { return assumed }
    if let name = options.trunk {
      guard let trunk = try trunk(named: name, in: repository) else {
        throw LedgerError(
          "trunk-missing", "no branch `\(name)` exists here", hint: "fetch it, or correct --trunk")
      }
      return trunk
    }
    if case .commit(let root) = options.trustRoot {
      return try trunk(of: root, in: repository)
    }
    return try customary(in: repository)
  }

  private func trunk(of root: ObjectID, in repository: borrowing Repository) throws(LedgerError)
    -> Trunk
  {
    let commit = try reading { () throws(GitError) in try repository.commit(root) }
    let snapshot = try reader.snapshot(ofTree: commit.tree, in: repository)
    guard let policy = snapshot.policy else {
      throw LedgerError(
        "policy-unreadable",
        "the trust root \(root.short) has no readable policy: \(snapshot.fault)",
        hint: "give a commit whose `policies/` are in order")
    }
    guard let trunk = try trunk(named: policy.charter.trunk, in: repository) else {
      throw LedgerError(
        "trunk-missing", "the policy's trunk `\(policy.charter.trunk)` does not exist here",
        hint: "fetch it, or name another with --trunk")
    }
    return trunk
  }

  /// A customary branch whose first policy names that very branch.
  private func customary(in repository: borrowing Repository) throws(LedgerError) -> Trunk {
    var seen: [String] = []
    for name in Self.customary {
      guard let trunk = try trunk(named: name, in: repository) else { continue }
      seen.append(name)
      if try firstPolicyNames(name, trunk, in: repository) { return trunk }
    }
    if seen.isEmpty {
      throw LedgerError(
        "trunk-missing", "the repository has no branch \(Self.customary.joined(separator: ", "))",
        hint: "commit a policy first (assent init), or name the branch with --trunk")
    }
    throw LedgerError(
      "policy-missing",
      "no policy on \(seen.joined(separator: ", ")) names that branch as its trunk",
      hint: "run assent init, or name the branch with --trunk")
  }

  private func firstPolicyNames(
    _ name: String, _ trunk: Trunk, in repository: borrowing Repository
  ) throws(LedgerError) -> Bool {
    var chain: [ObjectID] = []
    var next: ObjectID? = trunk.tip
    while let id = next {
      let commit = try reading { () throws(GitError) in try repository.commitHeader(id) }
      chain.append(commit.tree)
      next = commit.parents.first
    }
    for tree in chain.reversed() {
      guard try reader.hasPolicy(tree: tree, in: repository) else { continue }
      let snapshot = try reader.snapshot(ofTree: tree, in: repository)
      guard let policy = snapshot.policy else {
        throw LedgerError(
          "policy-unreadable", "the first policy on \(name) cannot be read: \(snapshot.fault)",
          hint: "name a commit with a readable policy: --trust-root COMMIT")
      }
      return policy.charter.trunk == name
    }
    return false
  }

  /// `refs/remotes/origin/<name>` where that exists, else `refs/heads/<name>`.
  ///
  /// Where nothing is fetched there, as in a server's own repository or a mirror, whoever may push
  /// could have put it beside the protected branch: the branch itself is meant.
  func trunk(named name: String, in repository: borrowing Repository) throws(LedgerError)
    -> Trunk?
  {
    if name.hasPrefix("refs/") { return try trunk(at: name, in: repository) }
    let remote = try trunk(at: "refs/remotes/origin/\(name)", in: repository)
    let own = try trunk(at: "refs/heads/\(name)", in: repository)
    guard let remote, let own else { return remote ?? own }
    let isFetched = try reading { () throws(GitError) in
      try repository.fetches(into: "refs/remotes/origin/")
    }
    return isFetched ? remote : own
  }

  private func trunk(at reference: String, in repository: borrowing Repository)
    throws(LedgerError) -> Trunk?
  {
    let commit = try reading { () throws(GitError) in
      try repository.commitID(ofReference: reference)
    }
    return commit.map { Trunk(reference: reference, tip: $0) }
  }
}
