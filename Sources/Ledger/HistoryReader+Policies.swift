internal import Acts
internal import Decision
internal import Git
internal import Primitives
internal import Signatures

extension HistoryReader {
  /// Which policy is in force where, and every approval of one.
  struct PolicyAccount {
    let chain: PolicyChain
    /// Nil where a policy is assumed.
    let standing: PolicyStanding?
  }

  /// Which policy is in force where: by approval, or the one that is assumed throughout.
  func policies(
    _ scan: CommitScan, _ signed: [CommitScan.Signed], _ root: Int,
    _ snapshots: Steps<PolicySnapshot?>,
    _ policies: PolicyReader, _ verifier: SignatureVerifier,
    _ repository: borrowing Repository
  ) throws(LedgerError) -> PolicyAccount {
    func recorded(
      _ position: Int, _ link: PolicyChain.Link
    ) throws(LedgerError) -> PolicyChain.Record? {
      try record(at: position, by: link, scan, verifier, repository)
    }
    if let assumed = options.assumedPolicy {
      return PolicyAccount(
        chain: try PolicyChain(assuming: assumed, graph: scan.graph, root: root, record: recorded),
        standing: nil)
    }
    let stood = snapshots.values.compactMap(\.self)
    var votes = try votes(scan, signed, by: rings(stood), repository)
    var chain = try PolicyChain(
      graph: scan.graph, root: root, snapshots: snapshots, votes: votes, now: options.now,
      record: recorded)
    var sightings: [SHA256Digest: PolicyForks.Sighting] = [:]
    var sought: Set<SHA256Digest> = []
    while true {
      let forks = PolicyForks(
        chain: chain, graph: scan.graph,
        // A fork stays one though certificates have lapsed since.
        votes: votes.filter { $0.integration.map { $0 > root } ?? false }
          .map { $0.judged(at: nil) })
      let wanted = forks.wanted.subtracting(sought)
      guard !wanted.isEmpty else {
        chain.add(forks.problems(among: sightings))
        break
      }
      sought.formUnion(wanted)
      sightings.merge(try self.sightings(of: wanted, scan, policies, repository)) { $1 }
      // A policy beside the spine may know keys that none upon it does.
      let beside = sightings.values.map(\.snapshot)
      votes = try self.votes(
        scan, signed, by: rings(stood + beside),
        with: SignatureVerifier(snapshots: stood + beside), repository)
    }
    return PolicyAccount(
      chain: chain,
      standing: PolicyStanding(chain, tip: snapshots.last ?? nil, votes: votes, root: root))
  }

  /// What stands beside `policies/` at the trunk's tip and is the same to some file systems.
  func policyTwins(_ scan: CommitScan, _ repository: borrowing Repository)
    throws(LedgerError) -> [History.Problem]
  {
    guard let tip = scan.graph.spine.last else { return [] }
    let listing = try reading { () throws(GitError) in
      try repository.files(under: "policies", inTree: scan.trees[tip])
    }
    return listing.problems.filter { !$0.path.utf8.starts(with: "policies/".utf8) }.map { twin in
      History.Problem(
        code: .policyError, message: "\(twin.path) \(twin.message): remove it",
        commit: scan.graph.ids[tip], positions: (scan.graph.spine.count - 1)..<Int.max)
    }
  }

  /// What a recorder of a policy signed at a spine position; nil if none did.
  ///
  /// A recorder's own certificate has to hold at the date it vouches for and still: nobody else
  /// vouches for that date.
  private func record(
    at position: Int, by link: PolicyChain.Link, _ scan: CommitScan, _ verifier: SignatureVerifier,
    _ repository: borrowing Repository
  ) throws(LedgerError) -> PolicyChain.Record? {
    let keys = link.recorderKeys
    guard !keys.isEmpty else { return nil }
    let index = scan.graph.spine[position]
    guard scan.mayBeSigned(index) else { return nil }
    let (id, time) = (scan.graph.ids[index], scan.graph.times[index])
    let commit = try reading { () throws(GitError) in try repository.commit(id) }
    guard case .good(let key) = verifier.state(of: commit, by: keys),
      !keys.isDisjoint(with: key.claims.map(\.credential)),
      let owner = link.keys.owner(of: key), owner.isActive, owner.validity.contains(time),
      owner.validity.contains(options.now)
    else { return nil }
    return PolicyChain.Record(position: position, time: time, key: key)
  }

  // MARK: Votes

  /// The keys of policies, each policy once.
  private func rings(_ snapshots: [PolicySnapshot]) -> [KeyRing] {
    var seen: Set<ObjectID> = []
    return snapshots.compactMap { snapshot in
      guard let policy = snapshot.policy, let tree = snapshot.tree else { return nil }
      return seen.insert(tree).inserted ? KeyRing(snapshot: snapshot, policy: policy) : nil
    }
  }

  private func votes(
    _ scan: CommitScan, _ signed: [CommitScan.Signed], by rings: [KeyRing],
    with verifier: SignatureVerifier? = nil, _ repository: borrowing Repository
  ) throws(LedgerError) -> [PolicyVote] {
    var votes: [PolicyVote] = []
    for (index, commit) in signed where !commit.reading.policyApprovals.isEmpty {
      guard case .good(let key) = try signature(of: commit, by: verifier, repository),
        // Nothing is looked up for strangers, since anybody can make any number of such commits.
        rings.contains(where: { $0.owner(of: key) != nil })
      else { continue }
      let isClean = try isCleanVote(commit, at: index, scan, repository)
      for approval in commit.reading.policyApprovals {
        votes.append(
          PolicyVote(
            approval: approval, commit: commit.id, integration: scan.graph.integrations[index],
            key: key, repository: commit.reading.repository, isClean: isClean,
            claimed: scan.graph.times[index], time: options.now))
      }
    }
    return votes
  }

  /// What a signature proves by further certificates, where those known before may not suffice.
  private func signature(
    of commit: SignedCommit, by verifier: SignatureVerifier?, _ repository: borrowing Repository
  ) throws(LedgerError) -> SignatureState {
    guard let verifier, commit.signature.restsOnPolicies else { return commit.signature }
    let object = try reading { () throws(GitError) in try repository.commit(commit.id) }
    return verifier.state(of: object)
  }

  /// A vote keeps the grammar, has one parent and edits at most `policies/`.
  private func isCleanVote(
    _ commit: SignedCommit, at index: Graph.Index, _ scan: CommitScan,
    _ repository: borrowing Repository
  ) throws(LedgerError) -> Bool {
    guard commit.strictFault == nil, commit.reading.fault == nil, commit.reading.malformed.isEmpty,
      let parent = scan.graph.parents(of: index).first, commit.parents.count == 1
    else { return false }
    if scan.trees[parent] == commit.tree { return true }
    let files = try reading { () throws(GitError) in
      try repository.differences(from: scan.trees[parent], to: commit.tree)
    }
    return files.allSatisfy { $0.path.utf8.starts(with: "policies/".utf8) }
  }

  // MARK: Forks

  /// Where the trunk's history has policies of these digests, whoever committed them.
  private func sightings(
    of digests: Set<SHA256Digest>, _ scan: CommitScan, _ policies: PolicyReader,
    _ repository: borrowing Repository
  ) throws(LedgerError) -> [SHA256Digest: PolicyForks.Sighting] {
    var found: [SHA256Digest: PolicyForks.Sighting] = [:]
    var first: [ObjectID: (index: Graph.Index, integration: Int)] = [:]
    for (index, integration) in scan.graph.integrations.enumerated() {
      guard let integration, first[scan.trees[index]].map({ $0.integration > integration }) ?? true
      else { continue }
      first[scan.trees[index]] = (index, integration)
    }
    for (tree, place) in first {
      let snapshot = try policies.snapshot(ofTree: tree, in: repository)
      guard let digest = snapshot.digest, digests.contains(digest),
        found[digest].map({
          ($0.integration, $0.commit.description)
            > (place.integration, scan.graph.ids[place.index].description)
        }) ?? true
      else { continue }
      found[digest] = PolicyForks.Sighting(
        snapshot: snapshot, commit: scan.graph.ids[place.index], integration: place.integration)
    }
    return found
  }
}
