package import Primitives

/// The commits that matter and how they descend from each other.
///
/// Commits are numbered so that parents come before children. Order among acts is proven by
/// ancestry alone, so every question about "before" ends here. Never changes once made; a class,
/// so that values that hold it are cheap to copy.
package final class Graph: Sendable {
  /// A commit's number in this graph.
  package typealias Index = Int

  package let ids: [ObjectID]
  /// Committer dates, which are claims.
  package let times: [Instant]
  /// The first-parent chain of the trunk, oldest first.
  package let spine: [Index]
  /// By commit: the position in `spine` of the first spine commit that reaches it; nil if the
  /// trunk does not.
  package let integrations: [Int?]

  private let parentStarts: [Int]
  private let parentList: [Index]
  /// By commit: the highest spine position among the commit and its ancestors, or -1.
  private let bases: [Int]

  /// Numbers the graph's commits.
  ///
  /// - Parameters:
  ///   - parents: by commit, the numbers of its parents, each lower than its own.
  ///   - spine: the trunk's first-parent chain, oldest first.
  package convenience init(
    ids: [ObjectID], times: [Instant], parents: [[Index]], spine: [Index]
  ) {
    var starts: [Int] = [0]
    var list: [Index] = []
    for each in parents {
      list.append(contentsOf: each)
      starts.append(list.count)
    }
    self.init(ids: ids, times: times, parentStarts: starts, parents: list, spine: spine)
  }

  /// Numbers the graph's commits.
  ///
  /// - Parameters:
  ///   - parentStarts: by commit, where the numbers of its parents begin in `parents`; then the end.
  ///   - parents: the parents of all commits in turn, each lower than its child.
  package init(
    ids: [ObjectID], times: [Instant], parentStarts starts: [Int], parents list: [Index],
    spine: [Index]
  ) {
    self.ids = ids
    self.times = times
    self.spine = spine
    parentStarts = starts
    parentList = list
    var positions = [Int](repeating: -1, count: ids.count)
    for (position, index) in spine.enumerated() { positions[index] = position }
    var bases = positions
    for index in ids.indices {
      for parent in list[starts[index]..<starts[index + 1]] {
        bases[index] = max(bases[index], bases[parent])
      }
    }
    self.bases = bases
    integrations = Self.integrations(spine: spine, count: ids.count, starts: starts, list: list)
  }

  private init(extending graph: Graph, by ids: [ObjectID], at time: Instant) {
    let count = graph.ids.count
    self.ids = graph.ids + ids
    times = graph.times + ids.map { _ in time }
    spine = graph.spine + ids.indices.map { count + $0 }
    integrations = graph.integrations + ids.indices.map { graph.spine.count + $0 }
    bases = graph.bases + ids.indices.map { graph.spine.count + $0 }
    var list = graph.parentList
    var starts = graph.parentStarts
    for offset in ids.indices {
      if let parent = offset == 0 ? graph.spine.last : count + offset - 1 { list.append(parent) }
      starts.append(list.count)
    }
    parentList = list
    parentStarts = starts
  }

  /// The same graph with further commits on the tip of the spine, each the child of the one before.
  func extended(by ids: [ObjectID], at time: Instant) -> Graph {
    Graph(extending: self, by: ids, at: time)
  }

  private static func integrations(spine: [Index], count: Int, starts: [Int], list: [Index])
    -> [Int?]
  {
    var result = [Int?](repeating: nil, count: count)
    var pending: [Index] = []
    for (position, tip) in spine.enumerated() {
      pending.append(tip)
      while let index = pending.popLast() {
        guard result[index] == nil else { continue }
        result[index] = position
        pending.append(contentsOf: list[starts[index]..<starts[index + 1]])
      }
    }
    return result
  }

  /// The parents of a commit, first parent first.
  package func parents(of index: Index) -> ArraySlice<Index> {
    parentList[parentStarts[index]..<parentStarts[index + 1]]
  }

  /// Whether `ancestor` is `descendant` or can be reached from it.
  package func reaches(_ descendant: Index, _ ancestor: Index) -> Bool {
    if descendant == ancestor { return true }
    guard ancestor < descendant else { return false }
    if let integration = integrations[ancestor], integration <= bases[descendant] { return true }
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
