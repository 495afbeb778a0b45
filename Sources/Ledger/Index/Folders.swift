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
    let sights = try Self.sights(scan, from: base, repository)
    changes = before.appending((base..<scan.trees.count).map { sights[$0 - base]?.changes })
    let spine = scan.graph.spine
    var next = spine.count
    while next > 0, spine[next - 1] >= base { next -= 1 }
    guard next < spine.count else { return }
    var last = try next > 0 ? Self.sight(of: scan.trees[spine[next - 1]], repository) : nil
    for position in next..<spine.count {
      let sight = sights[spine[position] - base]
      if last?.policies != sight?.policies { policySteps.append(position) }
      last = sight
    }
  }

  /// What stands in the trees of the commits beyond the index: what is known from the background,
  /// and of the other trees what the repository reads.
  private static func sights(
    _ scan: CommitScan, from base: Int, _ repository: borrowing Repository
  ) throws(LedgerError) -> SightList {
    let known = scan.sights
    var read: [ObjectID: RootSight] = [:]
    var sights = SightList()
    for (visit, tree) in zip(scan.commits.visits, scan.trees[base...]) {
      if let sight = known[Int(visit)] ?? read[tree] {
        sights.append(sight)
        continue
      }
      let sight = try sight(of: tree, repository)
      read[tree] = sight
      sights.append(sight)
    }
    return sights
  }

  private static func sight(
    of tree: ObjectID, _ repository: borrowing Repository
  ) throws(LedgerError) -> RootSight {
    RootSight(try reading { () throws(GitError) in try repository.table(of: tree) })
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
