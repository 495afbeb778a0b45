package import Primitives

/// Commits that were walked before: one of them and everything that it reaches, parents before
/// children, as a graph of that one alone orders them.
package struct CommitPrefix: Sendable {
  package let ids: Column<ObjectID>
  package let trees: Column<ObjectID>
  package let times: Column<TimeEntry>
  package let ancestry: Ancestry
  /// Finds the commits by their ids.
  package let names: NameTable

  package init(
    ids: Column<ObjectID>, trees: Column<ObjectID>, times: Column<TimeEntry>, ancestry: Ancestry,
    names: NameTable
  ) {
    self.ids = ids
    self.trees = trees
    self.times = times
    self.ancestry = ancestry
    self.names = names
  }

  /// How many commits there are.
  package var count: Int { ids.count }

  /// The commit that reaches all others.
  package var tip: ObjectID { ids[ids.count - 1] }

  /// The number of a commit; nil if it is not among them.
  package func number(of id: ObjectID) -> Int32? {
    if id == tip { return Int32(count - 1) }
    return names.number(of: id, in: ids).map { Int32($0) }
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
