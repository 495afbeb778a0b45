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
    var recorderKeys: Set<Credential> {
      let holders = Set(version.policy.people.roles["recorder"] ?? [])
      return holders.isEmpty ? [] : keys.activeKeys(of: holders)
    }
  }

  private(set) var links: [Link] = []
  /// What all links together say about keys.
  private(set) var sharedKeys = SharedKeys()
  /// By spine position, the link in force; nil before the trust root.
  private(set) var inForce: [Int?] = []
  private(set) var problems: [History.Problem] = []
  /// Spine positions at which an unapproved policy stood.
  private(set) var gaps: [Range<Int>] = []

  /// Follows the spine from the trust root.
  ///
  /// - Parameters:
  ///   - snapshots: by spine position, the policy tree as it stands; nil before the root.
  ///   - approvals: every commit with a Policy-Approve, verified.
  init(
    graph: Graph, root: Int, snapshots: [PolicySnapshot?], approvals: [PolicyVote]
  ) throws(LedgerError) {
    guard let first = snapshots[root], let policy = first.policy, let digest = first.digest else {
      throw LedgerError(
        "policy-unreadable",
        "the policy at the trust root cannot be read: \(snapshots[root]?.fault ?? "missing")",
        hint: "correct it, or give another trust root")
    }
    inForce = Array(repeating: nil, count: root)
    append(first, policy, digest, graph.ids[graph.spine[root]])
    inForce.append(0)
    var pending: (start: Int, problem: String)?
    for position in (root + 1)..<max(root + 1, snapshots.count) {
      let current = links[links.count - 1]
      let snapshot = snapshots[position]
      if snapshot?.tree == current.snapshot.tree {
        close(&pending, at: position, graph)
      } else if let snapshot,
        let fault = PolicySuccession(current: current, next: snapshot, keys: sharedKeys).fault(
          votes: approvals.filter { $0.integration <= position })
      {
        if pending == nil || pending?.problem != fault {
          pending = (pending?.start ?? position, fault)
        }
      } else if let snapshot, let policy = snapshot.policy, let digest = snapshot.digest {
        close(&pending, at: position, graph)
        append(snapshot, policy, digest, graph.ids[graph.spine[position]])
      }
      inForce.append(links.count - 1)
    }
    close(&pending, at: nil, graph)
    findForks(graph, approvals)
  }

  /// One policy from the trust root on, whatever the trunk has.
  ///
  /// Throws if it cannot be read.
  init(assuming snapshot: PolicySnapshot, graph: Graph, root: Int) throws(LedgerError) {
    guard let policy = snapshot.policy, let digest = snapshot.digest else {
      throw LedgerError(
        "policy-unreadable", "the policy cannot be read: \(snapshot.fault)",
        hint: "correct it, or compare another revision")
    }
    append(snapshot, policy, digest, graph.ids[graph.spine[root]])
    inForce = graph.spine.indices.map { $0 < root ? nil : 0 }
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

  /// Ends a pending stretch; one without an end is still pending at the tip.
  private mutating func close(
    _ pending: inout (start: Int, problem: String)?, at position: Int?, _ graph: Graph
  ) {
    guard let open = pending else { return }
    let commit = graph.ids[graph.spine[open.start]]
    let range = open.start..<(position ?? Int.max)
    gaps.append(range)
    problems.append(
      History.Problem(
        code: .policyPending,
        message: "the policy changed by commit \(commit.short) is not in force: \(open.problem); "
          + "more approvals, or restoring `policies/`, cure it",
        commit: commit, positions: range))
    pending = nil
  }

  /// Whether an act integrated at a spine position came while the policy was unsettled.
  func isGap(_ position: Int) -> Bool { gaps.contains { $0.contains(position) } }

  // MARK: Forks

  /// Policies that owners approved and that the spine does not have: a merge the wrong way round.
  private mutating func findForks(_ graph: Graph, _ votes: [PolicyVote]) {
    let known = Set(links.map(\.version.digest))
    let last = links[links.count - 1]
    for link in links {
      for (digest, group) in Dictionary(grouping: votes, by: \.approval.digest)
      where !known.contains(digest) {
        guard let tree = group.compactMap(\.snapshot).first(where: { $0.digest == digest }),
          let version = tree.policy?.charter.version,
          version > last.version.policy.charter.version,
          PolicySuccession(current: link, next: tree, keys: sharedKeys).fault(votes: group) == nil
        else { continue }
        problems.append(
          History.Problem(
            code: .policyFork,
            message: "policy version \(version) was approved and is reachable, but the trunk's "
              + "first parents do not have it: a merge swapped the spine",
            commit: group.first?.commit, positions: 0..<Int.max))
      }
    }
  }
}

/// A Policy-Approve of a verified commit.
struct PolicyVote {
  let approval: PolicyApproval
  let commit: ObjectID
  /// The spine position that integrated it.
  let integration: Int
  /// The key of the good signature.
  let key: Proof
  let repository: String?
  /// Whether the commit keeps the grammar and edits nothing outside `policies/`.
  let isClean: Bool
  /// The time by which a certificate may have lapsed: recorded, else that of the clock.
  let time: Instant
  /// The policy in the voting commit's own tree.
  let snapshot: PolicySnapshot?
}
