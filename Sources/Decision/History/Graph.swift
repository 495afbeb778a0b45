package import Primitives

/// The commits that matter and how they descend from each other.
///
/// Commits are numbered so that parents come before children. Order among acts is proven by
/// ancestry alone, so every question about "before" ends here. Never changes once made; a class,
/// so that values that hold it are cheap to copy.
package final class Graph: Sendable {
  /// A commit's number in this graph.
  package typealias Index = Int

  package let ids: Column<ObjectID>
  /// Committer dates, which are claims.
  package let times: Column<TimeEntry>
  /// The first-parent chain of the trunk, oldest first.
  package var spine: Column<NumberEntry> { shape.spine }
  /// By commit: the position in `spine` of the first spine commit that reaches it; nil if the
  /// trunk does not.
  package var integrations: Column<PlaceEntry> { shape.integrations }

  private let ancestry: Ancestry
  private let shape: Shape

  /// What is found out about commits from their parents and the spine.
  package struct Shape: Sendable {
    package let spine: Column<NumberEntry>
    package let integrations: Column<PlaceEntry>
    /// By commit: the highest spine position among the commit and its ancestors; nil if the spine
    /// has none of them.
    package let bases: Column<PlaceEntry>

    package init(
      spine: Column<NumberEntry>, integrations: Column<PlaceEntry>, bases: Column<PlaceEntry>
    ) {
      self.spine = spine
      self.integrations = integrations
      self.bases = bases
    }
  }

  /// Numbers the graph's commits.
  ///
  /// - Parameters:
  ///   - parents: by commit, the numbers of its parents, each lower than its own.
  ///   - spine: the trunk's first-parent chain, oldest first.
  package convenience init(
    ids: [ObjectID], times: [Instant], parents: [[Index]], spine: [Index]
  ) {
    var starts: [Int] = [0]
    for each in parents { starts.append(starts[starts.count - 1] + each.count) }
    self.init(
      ids: Column(ids), times: Column(times),
      ancestry: Ancestry(starts: Column(starts), list: Column(parents.joined())), spine: spine)
  }

  /// Numbers the graph's commits.
  ///
  /// - Parameters:
  ///   - spine: the trunk's first-parent chain, oldest first, beyond what is known.
  ///   - known: what was found out about the oldest commits, all of which the spine reaches.
  package init(
    ids: Column<ObjectID>, times: Column<TimeEntry>, ancestry: Ancestry, spine: [Index],
    after known: Shape? = nil
  ) {
    self.ids = ids
    self.times = times
    self.ancestry = ancestry
    shape = Shape(of: ancestry, spine: spine, after: known)
  }

  private init(extending graph: Graph, by ids: [ObjectID], at time: Instant) {
    let count = graph.ids.count
    let positions = ids.indices.map { graph.spine.count + $0 }
    self.ids = graph.ids.appending(ids)
    times = graph.times.appending(ids.map { _ in time })
    shape = Shape(
      spine: graph.spine.appending(ids.indices.map { count + $0 }),
      integrations: graph.integrations.appending(positions),
      bases: graph.shape.bases.appending(positions))
    let parents = ids.indices.compactMap { $0 == 0 ? graph.spine.last : count + $0 - 1 }
    let ends = ids.indices.map { graph.ancestry.list.count + parents.count - ids.count + $0 + 1 }
    ancestry = Ancestry(
      starts: graph.ancestry.starts.appending(ends),
      list: graph.ancestry.list.appending(parents))
  }

  /// The same graph with further commits on the tip of the spine, each the child of the one before.
  func extended(by ids: [ObjectID], at time: Instant) -> Graph {
    Graph(extending: self, by: ids, at: time)
  }

  /// What was found out about a commit of the spine and all that it reaches, which have to be the
  /// graph's first, to be built upon another time.
  package func shape(through commit: Index) -> Shape {
    let position = position(onSpine: commit) ?? -1
    return Shape(
      spine: spine.keeping(position + 1), integrations: integrations.keeping(commit + 1),
      bases: shape.bases.keeping(commit + 1))
  }

  /// The position of a commit in `spine`; nil if it is not on it.
  package func position(onSpine commit: Index) -> Int? {
    guard let position = shape.bases[commit], position < spine.count else { return nil }
    return spine[position] == commit ? position : nil
  }

  /// The parents of a commit, first parent first.
  package func parents(of index: Index) -> Ancestry.Parents { ancestry[index] }

  /// Whether `ancestor` is `descendant` or can be reached from it.
  package func reaches(_ descendant: Index, _ ancestor: Index) -> Bool {
    if descendant == ancestor { return true }
    guard ancestor < descendant else { return false }
    if let integration = integrations[ancestor], let base = shape.bases[descendant],
      integration <= base
    {
      return true
    }
    // What is left lies on branches since the last common spine commit: few commits.
    var pending = [descendant]
    var seen: Set<Index> = []
    while let index = pending.popLast() {
      for parent in parents(of: index) where parent >= ancestor {
        if parent == ancestor { return true }
        if seen.insert(parent).inserted { pending.append(parent) }
      }
    }
    return false
  }

  /// Whether `first` is a proper ancestor of `second`.
  package func precedes(_ first: Index, _ second: Index) -> Bool {
    first != second && reaches(second, first)
  }

  /// The best common ancestors of two commits; several after criss-cross merges.
  package func mergeBases(_ left: Index, _ right: Index) -> [Index] {
    // From the youngest down, each commit learns from its children who reaches it.
    var marks: [Index: Reach] = [:]
    var pending = IndexHeap()
    var open = 0
    var common: [Index] = []
    func mark(_ index: Index, _ reach: Reach) {
      let old = marks[index]
      if old == nil { pending.insert(index) }
      let new = (old ?? []).union(reach)
      open += (new.contains(.settled) ? 0 : 1) - (old.map { $0.contains(.settled) ? 0 : 1 } ?? 0)
      marks[index] = new
    }
    mark(left, .left)
    mark(right, .right)
    while open > 0, let index = pending.popMax() {
      var reach = marks[index] ?? []
      if !reach.contains(.settled) { open -= 1 }
      if reach == [.left, .right] {
        common.append(index)
        reach.insert(.settled)
      }
      for parent in parents(of: index) { mark(parent, reach) }
    }
    return common
  }

  /// By whom a commit is reached while common ancestors are sought.
  private struct Reach: OptionSet {
    let rawValue: UInt8
    static let left = Reach(rawValue: 1)
    static let right = Reach(rawValue: 2)
    /// It lies behind a common ancestor that was found.
    static let settled = Reach(rawValue: 4)
  }
}
