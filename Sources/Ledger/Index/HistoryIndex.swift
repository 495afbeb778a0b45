internal import Decision
internal import Git
package import Primitives

/// Where a history speaks of which change: what immutable objects alone say, whatever policy or
/// clock they are judged by.
///
/// It never says that a signature is good, who somebody is or what counts: that is found out anew
/// each time, from the commits that it points to. What lies in its file is read when it is asked
/// for.
package struct HistoryIndex: Sendable {
  /// The commits that were read: a tip of the trunk and all that it reaches.
  let commits: CommitPrefix
  /// How they lie to the tip's first-parent chain.
  let shape: Graph.Shape
  /// By commit, its `changes/` tree.
  let changesTrees: TreeColumn
  /// The positions on the tip's first-parent chain at which `policies/` became another.
  let policySteps: Column<NumberEntry>
  /// By change, the commits whose messages act on it.
  let acts: CommitLists
  /// By change, or nothing, the commits with lines that nearly act on it.
  let nearMisses: CommitLists
  /// The commits that approve a policy or hand a role over.
  let general: Column<NumberEntry>
  /// By change, the commits in which its record is not what it is in every parent.
  let touches: CommitLists
  /// What all those records plan.
  let plans: PlanTable
  /// How many bytes of records there are.
  let textSize: Int
  /// A `changes/` tree without findings; nil if none is known.
  let tidy: TidyTree?
  /// The file in which it is looked up; nil for one in memory.
  let file: IndexBytes?

  /// Whether something that was looked for in its file is not what was written there: then nothing
  /// holds that was made of it.
  package var isDamaged: Bool { file?.isDamaged ?? false }

  /// The tip up to which the history was read.
  package var tip: ObjectID { commits.tip }

  /// How many commits it holds.
  package var count: Int { commits.count }

  /// The commits whose messages have to be read to judge some changes; all that say anything if
  /// `changes` is nil.
  func messages(of changes: Set<String>?) -> [Int] {
    var found = Set(general)
    for lists in [acts, nearMisses] {
      guard let changes else {
        found.formUnion(lists.numbers)
        continue
      }
      for change in changes { found.formUnion(lists[change]) }
    }
    return found.sorted()
  }
}
