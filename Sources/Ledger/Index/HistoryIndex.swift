internal import Decision
internal import Git
package import Primitives

/// Where a history speaks of which change: what immutable objects alone say, whatever policy or
/// clock they are judged by.
///
/// It never says that a signature is good, who somebody is or what counts: that is found out anew
/// each time, from the commits that it points to.
package struct HistoryIndex: Sendable {
  /// The commits that were read: a tip of the trunk and all that it reaches.
  let commits: CommitPrefix
  /// By commit, its `changes/` tree.
  let changesTrees: [ObjectID?]
  /// The positions on the tip's first-parent chain at which `policies/` became another.
  let policySteps: [Int32]
  /// By change, the commits whose messages act on it.
  let acts: [String: [Int32]]
  /// By change, or nothing, the commits with lines that nearly act on it.
  let nearMisses: [String: [Int32]]
  /// The commits that approve a policy or hand a role over.
  let general: [Int32]
  /// By change, the commits in which its record is not what it is in every parent.
  let touches: [String: [Int32]]
  /// What all those records plan.
  let plans: [Plan]
  /// How many bytes of records there are.
  let textSize: Int

  /// The tip up to which the history was read.
  package var tip: ObjectID { commits.tip }

  /// How many commits it holds.
  package var count: Int { commits.count }

  /// The commits whose messages have to be read to judge some changes; all that say anything if
  /// `changes` is nil.
  func messages(of changes: Set<String>?) -> [Int32] {
    var found = Set(general)
    for lists in [acts, nearMisses] {
      if let changes {
        for change in changes { found.formUnion(lists[change] ?? []) }
      } else {
        for list in lists.values { found.formUnion(list) }
      }
    }
    return found.sorted()
  }
}
