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
    var rest = byCommit.keys.sorted { graph.ids[$0] < graph.ids[$1] }
    var result: [Act] = []
    while !rest.isEmpty {
      let next = rest.firstIndex { candidate in
        !rest.contains { graph.precedes($0, candidate) }
      }
      let commit = rest.remove(at: next ?? 0)
      result += (byCommit[commit] ?? []).sorted { $0.statement.index < $1.statement.index }
    }
    return result
  }
}
