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
    let sights = try Self.sights(scan, from: base, repository)
    changes.reserveCapacity(scan.trees.count)
    for commit in base..<scan.trees.count { changes.append(sights[commit - base]?.changes) }
    let spine = scan.graph.spine
    var next = spine.count
    while next > 0, spine[next - 1] >= base { next -= 1 }
    guard next < spine.count else { return }
    var last = try next > 0 ? Self.sight(of: scan.trees[spine[next - 1]], repository) : nil
    for position in next..<spine.count {
      let sight = sights[spine[position] - base]
      if last?.policies != sight?.policies { policySteps.append(Int32(position)) }
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
