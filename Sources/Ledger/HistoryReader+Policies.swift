internal import Decision
internal import Git
internal import Primitives

extension HistoryReader {
  /// Which policy is in force where: by approval, or the one that is assumed throughout.
  func chain(
    _ scan: CommitScan, _ signed: [CommitScan.Signed], _ root: Int, _ snapshots: [PolicySnapshot?],
    _ policies: PolicyReader, _ repository: borrowing Repository
  ) throws(LedgerError) -> PolicyChain {
    if let assumed = options.assumedPolicy {
      return try PolicyChain(assuming: assumed, graph: scan.graph, root: root)
    }
    return try PolicyChain(
      graph: scan.graph, root: root, snapshots: snapshots,
      approvals: try votes(scan, signed, known: rings(snapshots), policies, repository))
  }

  /// The keys of every policy that ever stood on the spine, in force or not.
  private func rings(_ snapshots: [PolicySnapshot?]) -> [KeyRing] {
    var seen: Set<ObjectID> = []
    return snapshots.compactMap { snapshot in
      guard let snapshot, let policy = snapshot.policy, let tree = snapshot.tree,
        seen.insert(tree).inserted
      else { return nil }
      return KeyRing(snapshot: snapshot, policy: policy)
    }
  }
}
