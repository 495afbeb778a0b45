internal import Acts
internal import Decision
internal import Git
internal import Primitives
internal import Records
internal import Signatures

/// Which policy is in force where on the spine: each one by the approval of the one before it.
struct PolicyChain {
  /// A policy in force, with what is needed to judge the next.
  struct Link {
    let snapshot: PolicySnapshot
    let version: History.PolicyVersion
    let keys: KeyRing
    /// The active keys of the role `recorder`.
    let recorderKeys: Set<Credential>

    init(snapshot: PolicySnapshot, version: History.PolicyVersion, keys: KeyRing) {
      self.snapshot = snapshot
      self.version = version
      self.keys = keys
      let holders = Set(version.policy.people.roles["recorder"] ?? [])
      recorderKeys = holders.isEmpty ? [] : keys.activeKeys(of: holders)
    }
  }

  private(set) var links: [Link] = []
  /// How each link came into force.
  private(set) var arrivals: [PolicyArrival] = []
  /// What all links together say about keys.
  private(set) var sharedKeys = SharedKeys()
  /// By spine position, the link in force; nil before the trust root.
  private(set) var inForce = Steps<Int?>()
  private(set) var problems: [History.Problem] = []
  /// Spine positions at which an unapproved policy stood.
  private(set) var gaps: [Range<Int>] = []
  /// What recorders signed, oldest first, whether a clock believes it or not.
  private(set) var records: [Record] = []

  /// A spine commit that a recorder signed.
  struct Record {
    let position: Int
    let time: Instant
    let key: Proof
  }

  /// Follows the spine from the trust root.
  ///
  /// - Parameters:
  ///   - snapshots: by spine position, the policy tree as it stands; nil before the root.
  ///   - votes: every Policy-Approve with a good signature; those at or before the root and those
  ///     that the trunk does not reach do not count.
  ///   - now: the clock by which certificates lapse where nothing was recorded.
  ///   - record: what a recorder of a policy signed at a spine position.
  init(
    graph: Graph, root: Int, snapshots: Steps<PolicySnapshot?>, votes: [PolicyVote], now: Instant,
    record: (Int, Link) throws(LedgerError) -> Record?
  ) throws(LedgerError) {
    let commit = graph.ids[graph.spine[root]]
    guard let first = snapshots[root], let policy = first.policy, let digest = first.digest else {
      throw LedgerError(
        "policy-unreadable",
        "the policy at the trust root, commit \(commit.short), cannot be read: "
          + "\(snapshots[root]?.fault ?? "missing")",
        hint: "correct it, or give another trust root")
    }
    inForce.append(nil, through: root - 1)
    append(first, policy, digest, commit)
    arrivals.append(
      PolicyArrival(commit: commit, isTrustRoot: true, approvals: [], changedFiles: []))
    inForce.append(0, through: root)
    let votes = Dictionary(
      grouping: votes.filter { $0.integration.map { $0 > root } ?? false }, by: \.approval.digest)
    var pending: Pending?
    var believed: [Record] = []
    var settled = first
    var isRecorded = !links[0].recorderKeys.isEmpty
    var next = root + 1
    while next < snapshots.count {
      let position = next
      // Most commits have the policy in force, and nothing more is asked of them.
      if pending == nil, !isRecorded, snapshots[position] === settled {
        next = snapshots.nextStart(after: position) ?? snapshots.count
        inForce.append(links.count - 1, through: next - 1)
        continue
      }
      next += 1
      let current = links[links.count - 1]
      if let record = try record(position, current) {
        records.append(record)
        let isSound = sharedKeys.compromised.isDisjoint(with: record.key.credentials)
        if isSound, record.time <= now, record.time >= believed.last?.time ?? record.time {
          believed.append(record)
        }
      }
      // What was not looked up is no policy.
      let snapshot =
        snapshots[position]
        ?? PolicySnapshot(tree: nil, digest: nil, policy: nil, findings: [], files: [:])
      if snapshot.tree == current.snapshot.tree {
        close(&pending, at: position, graph)
      } else {
        let cast = (snapshot.digest.flatMap { votes[$0] } ?? []).filter {
          $0.integration.map { $0 <= position } ?? false
        }.map { vote in
          vote.judged(at: believed.first { $0.position >= vote.integration ?? .max }?.time ?? now)
        }
        let mayLapse = cast.contains {
          !(current.keys.owner(of: $0.key)?.validity.isUnlimited ?? true)
        }
        let step = mayLapse ? nil : pending?.goesOn(snapshot, cast.count)
        let outlook =
          step
          ?? PolicySuccession(current: current, next: snapshot, keys: sharedKeys)
          .outlook(votes: cast)
        if outlook.isInForce, let policy = snapshot.policy, let digest = snapshot.digest {
          close(&pending, at: position, graph)
          arrivals.append(
            arrival(of: snapshot, at: graph.ids[graph.spine[position]], outlook, cast))
          append(snapshot, policy, digest, graph.ids[graph.spine[position]])
          settled = snapshot
          isRecorded = !links[links.count - 1].recorderKeys.isEmpty
        } else {
          pending = Pending(
            start: pending?.start ?? position,
            last: pending.flatMap { $0.snapshot.tree == snapshot.tree ? $0.last : nil } ?? position,
            snapshot: snapshot, votes: cast.count, outlook: outlook)
        }
      }
      inForce.append(links.count - 1, through: position)
    }
    close(&pending, at: nil, graph)
  }

  /// A policy that stands on the trunk without being in force.
  private struct Pending {
    /// The spine positions from which any such policy, and this one, stood there.
    let start: Int
    let last: Int
    let snapshot: PolicySnapshot
    /// How many votes were cast for it.
    let votes: Int
    let outlook: PolicyOutlook

    /// What it still needs, if nothing has changed since that was found out.
    func goesOn(_ snapshot: PolicySnapshot, _ votes: Int) -> PolicyOutlook? {
      self.snapshot.tree == snapshot.tree && self.votes == votes ? outlook : nil
    }
  }

  /// One policy from the trust root on, whatever the trunk has.
  ///
  /// Throws if it cannot be read.
  init(
    assuming snapshot: PolicySnapshot, graph: Graph, root: Int,
    record: (Int, Link) throws(LedgerError) -> Record?
  ) throws(LedgerError) {
    guard let policy = snapshot.policy, let digest = snapshot.digest else {
      throw LedgerError(
        "policy-unreadable", "the policy cannot be read: \(snapshot.fault)",
        hint: "correct it, or compare another revision")
    }
    append(snapshot, policy, digest, graph.ids[graph.spine[root]])
    arrivals.append(
      PolicyArrival(
        commit: graph.ids[graph.spine[root]], isTrustRoot: true, approvals: [], changedFiles: []))
    inForce.append(nil, through: root - 1)
    inForce.append(0, through: graph.spine.count - 1)
    for position in (root + 1)..<max(root + 1, graph.spine.count) {
      if let record = try record(position, links[0]) { records.append(record) }
    }
  }

  private mutating func append(
    _ snapshot: PolicySnapshot, _ policy: Policy, _ digest: SHA256Digest, _ commit: ObjectID
  ) {
    links.append(
      Link(
        snapshot: snapshot,
        version: History.PolicyVersion(policy: policy, digest: digest, commit: commit),
        keys: KeyRing(snapshot: snapshot, policy: policy)))
    sharedKeys.add(links[links.count - 1].keys)
  }

  /// By whose votes a policy follows the last one, and what it changed.
  private func arrival(
    of snapshot: PolicySnapshot, at commit: ObjectID, _ outlook: PolicyOutlook,
    _ votes: [PolicyVote]
  ) -> PolicyArrival {
    let current = links[links.count - 1]
    let approved = Set(outlook.demands.flatMap(\.approved))
    var seen: Set<String> = []
    let approvals = votes.sorted { $0.integration ?? .max < $1.integration ?? .max }
      .compactMap { vote -> PolicyArrival.Approval? in
        guard let owner = current.keys.owner(of: vote.key), approved.contains(owner.person),
          vote.isClean, vote.approval.from == current.version.digest,
          vote.repository == current.version.policy.charter.repository,
          seen.insert(owner.person).inserted
        else { return nil }
        return PolicyArrival.Approval(
          person: owner.person, commit: vote.commit, time: vote.claimed)
      }
    let (before, after) = (current.snapshot.files, snapshot.files)
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    return PolicyArrival(
      commit: commit, isTrustRoot: false, approvals: approvals, changedFiles: changed.sorted())
  }

  /// Ends a pending stretch; one without an end is still pending at the tip.
  private mutating func close(_ pending: inout Pending?, at position: Int?, _ graph: Graph) {
    guard let open = pending else { return }
    let commit = graph.ids[graph.spine[open.start]]
    let range = open.start..<(position ?? Int.max)
    let last =
      open.last == open.start
      ? "" : " (and then by \(graph.ids[graph.spine[open.last]].short))"
    gaps.append(range)
    problems.append(
      History.Problem(
        code: .policyPending,
        message: "the policy changed by commit \(commit.short)\(last) is not in force: "
          + "\(open.outlook.words); \(cure(open.outlook))",
        commit: commit, positions: range))
    pending = nil
  }

  /// What brings trust back, as commands.
  private func cure(_ outlook: PolicyOutlook) -> String {
    let good = links[links.count - 1].version.commit.short
    let restore = "git checkout \(good) -- policies"
    guard outlook.obstacle == nil else {
      return "no approval helps: correct it, or restore what is in force (\(restore)), and commit"
    }
    guard let whom = outlook.whom else {
      return "not enough others could approve it: restore what is in force (\(restore)) and commit"
    }
    return "to cure it: `assent policy approve` by \(whom); or restore what is in force "
      + "(\(restore)) and commit"
  }

  /// Whether an act integrated at a spine position came while the policy was unsettled.
  func isGap(_ position: Int) -> Bool { gaps.contains { $0.contains(position) } }

  /// The link in force at the tip.
  var last: Link? { links.last }

  /// Adds what was found beside the spine.
  mutating func add(_ forks: [History.Problem]) { problems += forks }
}

/// A Policy-Approve of a verified commit.
struct PolicyVote {
  let approval: PolicyApproval
  let commit: ObjectID
  /// The spine position that integrated it; nil if the trunk does not reach it.
  let integration: Int?
  /// The key of the good signature.
  let key: Proof
  let repository: String?
  /// Whether the commit keeps the grammar and edits nothing outside `policies/`.
  let isClean: Bool
  /// The committer's date.
  let claimed: Instant
  /// When its certificate is looked at: the recorded time, else that of the clock; nil where it
  /// does not matter whether it has lapsed.
  private(set) var time: Instant?

  init(
    approval: PolicyApproval, commit: ObjectID, integration: Int?, key: Proof, repository: String?,
    isClean: Bool, claimed: Instant, time: Instant?
  ) {
    self.approval = approval
    self.commit = commit
    self.integration = integration
    self.key = key
    self.repository = repository
    self.isClean = isClean
    self.claimed = claimed
    self.time = time
  }

  /// The same with its certificate looked at at another time.
  func judged(at time: Instant?) -> PolicyVote {
    var copy = self
    copy.time = time
    return copy
  }
}
