internal import Acts
internal import Decision
internal import Primitives

/// The order in which acts are listed and counted: integration, ancestry, commit id, index.
struct ActOrder {
  let graph: Graph

  func sorted(_ acts: [Act]) -> [Act] {
    if isInOrder(acts) { return acts }
    let groups = Dictionary(grouping: acts) { $0.integration ?? Int.max }
    return groups.keys.sorted().flatMap { linear(groups[$0] ?? []) }
  }

  /// Whether each act was integrated after the one before it, as most are that were made on the
  /// trunk.
  private func isInOrder(_ acts: [Act]) -> Bool {
    zip(acts, acts.dropFirst()).allSatisfy { left, right in
      guard let earlier = left.integration else { return false }
      return earlier < right.integration ?? Int.max
    }
  }

  /// A linear order of one integration's acts: repeatedly the smallest id without a predecessor.
  private func linear(_ acts: [Act]) -> [Act] {
    let byCommit = Dictionary(grouping: acts, by: \.commit)
    guard byCommit.count > 1 else { return acts.sorted { $0.statement.index < $1.statement.index } }
    return sequence(of: Array(byCommit.keys)).flatMap { commit in
      (byCommit[commit] ?? []).sorted { $0.statement.index < $1.statement.index }
    }
  }

  /// Repeatedly the smallest id without a predecessor, in time linear in what lies between the
  /// commits (Kahn's algorithm): a branch may have thousands of acts that nobody vouches for.
  private func sequence(of commits: [Graph.Index]) -> [Graph.Index] {
    let descending = commits.sorted { graph.ids[$1] < graph.ids[$0] }
    var ranks: [Graph.Index: Int] = [:]
    for (rank, index) in descending.enumerated() { ranks[index] = rank }
    var (waits, children) = ancestry(of: commits)
    var ready = IndexHeap()
    var between: [Graph.Index] = []
    func release(_ index: Graph.Index) {
      if let rank = ranks[index] { ready.insert(rank) } else { between.append(index) }
    }
    for (index, count) in waits where count == 0 { release(index) }
    var result: [Graph.Index] = []
    while let next = between.popLast() ?? ready.popMax().map({ descending[$0] }) {
      if ranks[next] != nil { result.append(next) }
      for child in children[next] ?? [] {
        let left = (waits[child] ?? 0) - 1
        waits[child] = left
        if left == 0 { release(child) }
      }
    }
    return result
  }

  /// The commits and their ancestors down to the oldest of them: how many parents each waits for
  /// and who its children are.
  private func ancestry(of commits: [Graph.Index])
    -> (waits: [Graph.Index: Int], children: [Graph.Index: [Graph.Index]])
  {
    let oldest = commits.min() ?? 0
    var waits: [Graph.Index: Int] = [:]
    var children: [Graph.Index: [Graph.Index]] = [:]
    var pending = commits
    while let index = pending.popLast() {
      guard waits[index] == nil else { continue }
      let parents = Set(graph.parents(of: index).filter { $0 >= oldest })
      waits[index] = parents.count
      for parent in parents {
        children[parent, default: []].append(index)
        pending.append(parent)
      }
    }
    return (waits, children)
  }
}
