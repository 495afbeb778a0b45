internal import Decision
internal import Git
internal import Primitives

extension HistoryReader {
  /// The changes that exist beside those that were read.
  func unread(
    _ index: HistoryIndex?, _ tracked: RecordTracker.Result, _ mentions: [Mentions]
  ) -> Set<String> {
    guard options.only != nil else { return [] }
    var ids = Set(tracked.touches.map(\.id))
    for each in mentions { ids.formUnion(each.acts) }
    guard let index else { return ids }
    return ids.union(index.acts.keys).union(index.touches.keys)
  }

  /// Whether so many commits are enough more than were known: to write an index takes as long as to
  /// read a few hundred commits.
  private static func isWorthKeeping(_ count: Int, after known: Int?) -> Bool {
    guard let known else { return true }
    return count - known >= 256 || (count > known && (count - known) * 8 >= known)
  }

  /// What was known and what was learnt about the trunk, for the next reader.
  func newIndex(
    _ scan: CommitScan, _ folders: Folders, _ tracked: RecordTracker.Result,
    _ mentions: [Mentions], _ store: RecordStore
  ) -> HistoryIndex? {
    let (index, tip) = (scan.index, scan.tipIndex)
    guard options.keepsIndex, scan.isOfTrunk, Self.isWorthKeeping(tip + 1, after: index?.count),
      let commits = scan.commits.prefix(through: tip)
    else { return nil }
    var acts = index?.acts ?? [:]
    var nearMisses = index?.nearMisses ?? [:]
    var general = index?.general ?? []
    var touches = index?.touches ?? [:]
    let base = index?.count ?? 0
    let numbered = mentions.compactMap { each in
      scan.commits.number(of: each.commit).map { (number: $0, said: each) }
    }.filter { $0.number >= base && $0.number <= tip }.sorted { $0.number < $1.number }
    for (number, said) in numbered {
      for id in said.acts { acts[id, default: []].append(Int32(number)) }
      for id in said.nearMisses { nearMisses[id, default: []].append(Int32(number)) }
      if said.isGeneral { general.append(Int32(number)) }
    }
    for touch in tracked.touches where touch.commit <= tip {
      touches[touch.id, default: []].append(Int32(touch.commit))
    }
    let plans = (index?.plans ?? []) + tracked.plans.filter { $0.commit <= tip }.map(\.plan)
    return HistoryIndex(
      commits: commits, changesTrees: Array(folders.changes[...tip]),
      policySteps: folders.policySteps, acts: acts, nearMisses: nearMisses, general: general,
      touches: touches, plans: Array(Set(plans)), textSize: store.charged)
  }
}
