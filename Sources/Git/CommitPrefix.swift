package import Primitives

/// Commits that were walked before: one of them and everything that it reaches, parents before
/// children, as a graph of that one alone orders them.
package struct CommitPrefix: Sendable {
  package let ids: [ObjectID]
  package let trees: [ObjectID]
  /// Committers' times in seconds, `CommitPrefix.unreadableTime` where they cannot be read.
  package let seconds: [Int64]
  /// By commit where its parents begin in `parents`, and the end of the last.
  package let parentStarts: [Int32]
  package let parents: [Int32]
  /// The commits' numbers in the order of their ids.
  package let sorted: [Int32]

  /// Stands for a time that cannot be read.
  package static let unreadableTime = Int64.min

  /// Takes the arrays of one graph; nil if they do not fit each other.
  package init?(
    ids: [ObjectID], trees: [ObjectID], seconds: [Int64], parentStarts: [Int32],
    parents: [Int32], sorted: [Int32]
  ) {
    let count = ids.count
    guard count > 0, trees.count == count, seconds.count == count, sorted.count == count,
      parentStarts.count == count + 1, parentStarts.first == 0,
      parentStarts.last == Int32(exactly: parents.count)
    else { return nil }
    for number in 0..<count {
      let (start, end) = (parentStarts[number], parentStarts[number + 1])
      guard start <= end, end <= parents.count,
        parents[Int(start)..<Int(end)].allSatisfy({ $0 >= 0 && $0 < number })
      else { return nil }
    }
    guard sorted.allSatisfy({ $0 >= 0 && $0 < count }),
      (1..<max(1, count)).allSatisfy({ ids[Int(sorted[$0 - 1])] < ids[Int(sorted[$0])] })
    else { return nil }
    self.ids = ids
    self.trees = trees
    self.seconds = seconds
    self.parentStarts = parentStarts
    self.parents = parents
    self.sorted = sorted
  }

  /// How many commits there are.
  package var count: Int { ids.count }

  /// The commit that reaches all others.
  package var tip: ObjectID { ids[ids.count - 1] }

  /// The number of a commit; nil if it is not among them.
  package func number(of id: ObjectID) -> Int32? {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if ids[Int(sorted[middle])] < id { low = middle + 1 } else { high = middle }
    }
    guard low < sorted.count, ids[Int(sorted[low])] == id else { return nil }
    return sorted[low]
  }

  /// Whether the tip lies among the first parents of a commit, a number of steps away at the most.
  package func isBelow(
    _ commit: ObjectID, steps: Int, in repository: borrowing Repository
  ) throws(GitError) -> Bool {
    var next = commit
    for _ in 0...steps {
      if next == tip { return true }
      if number(of: next) != nil { return false }
      guard let parent = try repository.commitHeader(next).parents.first else { return false }
      next = parent
    }
    return false
  }
}
