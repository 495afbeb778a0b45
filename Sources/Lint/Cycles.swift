internal import Records

/// Finds records that wait for themselves.
enum Cycles {
  /// The documents that lie on a circle of `depends-on`, or of other references, in order.
  ///
  /// What nobody on a circle waits for is taken away from both ends until only circles, and the
  /// paths between them, are left; then each is followed. No recursion, so that a long chain
  /// cannot exhaust the stack.
  static func indices(
    in set: RecordSet, by ids: (ChangeRequest.Request) -> [String] = { $0.dependsOn }
  ) -> [Int] {
    let edges = set.documents.indices.map { index in
      (set.change(index)?.request.map(ids) ?? []).compactMap { set.byID[$0]?.first }
    }
    var reverse = Array(repeating: [Int](), count: edges.count)
    for (from, targets) in edges.enumerated() {
      for target in targets { reverse[target].append(from) }
    }
    let forward = remaining(edges: edges, reverse: reverse)
    let both = remaining(edges: reverse, reverse: edges).intersection(forward)
    return both.sorted().filter { reachesItself($0, edges: edges, within: both) }
  }

  /// The nodes that are left when those without outgoing edges are taken away repeatedly.
  private static func remaining(edges: [[Int]], reverse: [[Int]]) -> Set<Int> {
    var degree = edges.map(\.count)
    var ready = degree.indices.filter { degree[$0] == 0 }
    var left = Set(edges.indices)
    while let node = ready.popLast() {
      left.remove(node)
      for source in reverse[node] {
        degree[source] -= 1
        if degree[source] == 0 { ready.append(source) }
      }
    }
    return left
  }

  private static func reachesItself(_ start: Int, edges: [[Int]], within nodes: Set<Int>) -> Bool {
    var seen: Set<Int> = []
    var pending = edges[start].filter(nodes.contains)
    while let node = pending.popLast() {
      if node == start { return true }
      guard seen.insert(node).inserted else { continue }
      pending += edges[node].filter(nodes.contains)
    }
    return false
  }
}
