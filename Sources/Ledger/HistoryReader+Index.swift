internal import Decision
internal import Git
internal import Primitives

extension HistoryReader {
  /// Whether a change exists beside those that were read.
  func isUnread(
    _ index: HistoryIndex?, _ tracked: RecordTracker.Result, _ mentions: [Mentions]
  ) -> @Sendable (String) -> Bool {
    guard options.only != nil else { return { _ in false } }
    var fresh = Set(tracked.touches.map(\.id))
    for each in mentions { fresh.formUnion(each.acts) }
    return { [fresh] id in
      fresh.contains(id) || index?.acts.contains(id) ?? false
        || index?.touches.contains(id) ?? false
    }
  }

  /// Whether so many commits are enough more than were known.
  ///
  /// All of the index is written anew, which takes as long as to read a few hundred commits, and with
  /// a million half a second: so one new commit in two thousand has to be there, and a reader never
  /// has more than that to read.
  private static func isWorthKeeping(_ count: Int, after known: Int?) -> Bool {
    guard let known else { return true }
    return count - known >= max(256, known / 2000)
      || (count > known && (count - known) * 8 >= known)
  }

  /// What was known and what was learnt about the trunk, for the next reader.
  func newIndex(
    _ scan: CommitScan, _ folders: Folders, _ tracked: RecordTracker.Result,
    _ mentions: [Mentions], _ store: RecordStore, _ tidy: TidyTree?
  ) -> HistoryIndex? {
    let (index, tip) = (scan.index, scan.tipIndex)
    guard options.keepsIndex, scan.isOfTrunk, Self.isWorthKeeping(tip + 1, after: index?.count)
    else { return nil }
    var acts = index?.acts.all ?? [:]
    var nearMisses = index?.nearMisses.all ?? [:]
    var general: [Int] = []
    var touches = index?.touches.all ?? [:]
    let base = index?.count ?? 0
    let numbered = mentions.compactMap { each in
      scan.commits.number(of: each.commit).map { (number: $0, said: each) }
    }.filter { $0.number >= base && $0.number <= tip }.sorted { $0.number < $1.number }
    for (number, said) in numbered {
      for id in said.acts { acts[id, default: []].append(number) }
      for id in said.nearMisses { nearMisses[id, default: []].append(number) }
      if said.isGeneral { general.append(number) }
    }
    for touch in tracked.touches where touch.commit <= tip {
      touches[touch.id, default: []].append(touch.commit)
    }
    let plans = (index?.plans.all ?? []) + tracked.plans.filter { $0.commit <= tip }.map(\.plan)
    return HistoryIndex(
      commits: scan.commits.prefix(through: tip), shape: scan.graph.shape(through: tip),
      changesTrees: folders.changes.keeping(tip + 1),
      policySteps: Column(folders.policySteps), acts: CommitLists(acts),
      nearMisses: CommitLists(nearMisses),
      general: (index?.general ?? Column()).appending(general), touches: CommitLists(touches),
      plans: PlanTable(plans), textSize: store.charged, tidy: tidy ?? index?.tidy,
      file: index?.file)
  }
}
