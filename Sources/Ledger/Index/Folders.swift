internal import Decision
internal import Git
internal import Primitives

/// What stands under `changes/` and `policies/` in the commits' trees.
struct Folders {
  /// By commit, its `changes/` tree; nil where there is none.
  let changes: TreeColumn
  /// The positions on the spine at which `policies` is not what it was at the one before.
  private(set) var policySteps: [Int]

  /// Looks into every tree beyond the index once.
  init(_ scan: CommitScan, _ index: HistoryIndex?, _ repository: borrowing Repository)
    throws(LedgerError)
  {
    let before = index?.changesTrees ?? TreeColumn()
    policySteps = Array(index?.policySteps ?? Column())
    let base = before.count
    var fresh: [ObjectID?] = []
    var known: [ObjectID: ObjectID?] = [:]
    fresh.reserveCapacity(scan.trees.count - base)
    for tree in scan.trees[base...] {
      if let seen = known[tree] {
        fresh.append(seen)
        continue
      }
      let entry = try Self.entry("changes", tree, repository)
      let id = entry?.kind == .directory ? entry?.id : nil
      known.updateValue(id, forKey: tree)
      fresh.append(id)
    }
    changes = before.appending(fresh)
    let spine = scan.graph.spine
    var next = spine.count
    while next > 0, spine[next - 1] >= base { next -= 1 }
    var last: (tree: ObjectID, sight: Sight)?
    if next > 0 {
      let tree = scan.trees[spine[next - 1]]
      last = (tree, try Sight(of: tree, repository))
    }
    for position in next..<spine.count {
      let tree = scan.trees[spine[position]]
      if last?.tree == tree { continue }
      let sight = try Sight(of: tree, repository)
      if last?.sight != sight { policySteps.append(position) }
      last = (tree, sight)
    }
  }

  /// All of a root tree on which the reading of its policy depends.
  private struct Sight: Equatable {
    let policies: TreeEntry?
    /// What some file systems take for `policies`.
    let twin: String?

    init(of tree: ObjectID, _ repository: borrowing Repository) throws(LedgerError) {
      policies = try Folders.entry("policies", tree, repository)
      twin = try reading { () throws(GitError) in
        try repository.twin(of: "policies", inTree: tree)
      }
    }
  }

  private static func entry(
    _ name: String, _ tree: ObjectID, _ repository: borrowing Repository
  ) throws(LedgerError) -> TreeEntry? {
    try reading { () throws(GitError) in try repository.entry(atPath: name, inTree: tree) }
  }

  /// By spine position, the policy as it stands from the trust root on.
  func snapshots(
    from root: Int, _ scan: CommitScan, _ policies: PolicyReader, _ repository: borrowing Repository
  ) throws(LedgerError) -> Steps<PolicySnapshot?> {
    let spine = scan.graph.spine
    var snapshots = Steps<PolicySnapshot?>()
    if root > 0 { snapshots.begin(nil, through: root - 1) }
    for position in [root] + policySteps.filter({ $0 > root }) where position < spine.count {
      snapshots.goOn(through: position - 1)
      snapshots.begin(
        try policies.snapshot(ofTree: scan.trees[spine[position]], in: repository),
        through: position)
    }
    snapshots.goOn(through: spine.count - 1)
    return snapshots
  }
}
