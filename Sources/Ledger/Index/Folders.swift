internal import Decision
internal import Git
internal import Primitives

/// What stands under `changes/` and `policies/` in the commits' trees.
struct Folders {
  /// By commit, its `changes/` tree; nil where there is none.
  private(set) var changes: [ObjectID?]
  /// The positions on the spine at which `policies` is not what it was at the one before.
  private(set) var policySteps: [Int32]

  /// Looks into every tree beyond the index once.
  init(_ scan: CommitScan, _ index: HistoryIndex?, _ repository: borrowing Repository)
    throws(LedgerError)
  {
    changes = index?.changesTrees ?? []
    policySteps = index?.policySteps ?? []
    let base = changes.count
    var known: [ObjectID: ObjectID?] = [:]
    changes.reserveCapacity(scan.trees.count)
    for tree in scan.trees[base...] {
      if let seen = known[tree] {
        changes.append(seen)
        continue
      }
      let entry = try Self.entry("changes", tree, repository)
      let id = entry?.kind == .directory ? entry?.id : nil
      known.updateValue(id, forKey: tree)
      changes.append(id)
    }
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
      if last?.sight != sight { policySteps.append(Int32(position)) }
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

  /// The policies that ever stood on the spine: those at its steps.
  func distinct(_ snapshots: [PolicySnapshot?]) -> [PolicySnapshot] {
    let root = snapshots.firstIndex { $0 != nil } ?? 0
    let places = [root] + policySteps.map { Int($0) }.filter { $0 > root }
    return places.compactMap { snapshots.indices.contains($0) ? snapshots[$0] : nil }
  }

  /// By spine position from the trust root on, the policy as it stands.
  func snapshots(
    from root: Int, _ scan: CommitScan, _ policies: PolicyReader, _ repository: borrowing Repository
  ) throws(LedgerError) -> [PolicySnapshot?] {
    let spine = scan.graph.spine
    var snapshots = [PolicySnapshot?](repeating: nil, count: root)
    snapshots.reserveCapacity(spine.count)
    let steps = Set(policySteps.map { Int($0) })
    for position in root..<spine.count {
      if position > root, !steps.contains(position) {
        snapshots.append(snapshots[position - 1])
        continue
      }
      snapshots.append(try policies.snapshot(ofTree: scan.trees[spine[position]], in: repository))
    }
    return snapshots
  }
}
