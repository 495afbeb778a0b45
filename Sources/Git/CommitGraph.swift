package import Primitives

/// Everything reachable from some tips, read once: commits as numbers, parents before children.
///
/// The order is the same for the same tips, whatever is in caches or in the commit-graph.
package struct CommitGraph: Sendable {
  /// The commits; every parent stands before its children.
  package let ids: Column<ObjectID>
  /// The tree of each commit.
  package let trees: Column<ObjectID>
  /// The committers' claimed times; the end of time where one cannot be read.
  package let times: Column<TimeEntry>
  /// Who descends from whom.
  package let ancestry: Ancestry
  /// By commit beyond the prefix, how many of those were visited before it.
  package let visits: [Int32]
  /// The commits beyond the prefix.
  private let numbers: [ObjectID: Int32]
  /// What was walked before.
  package let prefix: CommitPrefix?

  /// Walks from the tips, reading each commit once.
  ///
  /// What a prefix holds is not read again; its tip has to lie among the first parents of the first
  /// tip, and the graph is then the same as without it.
  /// `visit` sees each commit's raw bytes in no order that means anything, and must not keep
  /// them. A commit that is missing or whose tree or parents are unreadable is an error.
  package init(
    of repository: borrowing Repository, from tips: [ObjectID], after prefix: CommitPrefix? = nil,
    visit: (ObjectID, CommitHeader, UnsafeRawBufferPointer) throws(GitError) -> Void = { _, _, _ in
    }
  ) throws(GitError) {
    var discovery = CommitDiscovery(tips: tips, after: prefix)
    while let id = discovery.next {
      let header = try repository.withObject(id, as: .commit) { raw throws(GitError) in
        guard let header = CommitHeader(raw) else { throw Self.unreadable(id) }
        try visit(id, header, raw)
        return header
      }
      try discovery.add(header)
    }
    let order = try discovery.topologicalOrder()
    self.init(discovery, order: order)
  }

  private init(_ found: CommitDiscovery, order: [Int32]) {
    let (base, known) = (found.base, found.prefix)
    var places = [Int32](repeating: 0, count: order.count)
    for (place, number) in order.enumerated() { places[Int(number) - base] = Int32(base + place) }
    func place(of number: Int32) -> Int32 {
      Int(number) < base ? number : places[Int(number) - base]
    }
    prefix = known
    visits = order.map { $0 - Int32(base) }
    ids = (known?.ids ?? Column()).appending(order.map { found.ids[Int($0) - base] })
    trees = (known?.trees ?? Column()).appending(order.map { found.trees[Int($0) - base] })
    times = (known?.times ?? Column()).appending(
      order.map { Instant(seconds: found.seconds[Int($0) - base]) })
    var starts: [Int] = []
    var parents: [Int] = []
    starts.reserveCapacity(order.count)
    parents.reserveCapacity(found.parents.count)
    let before = known?.ancestry.list.count ?? 0
    for number in order {
      for parent in found.parents(of: Int(number)) { parents.append(Int(place(of: parent))) }
      starts.append(before + parents.count)
    }
    ancestry = Ancestry(
      starts: (known?.ancestry.starts ?? Column([0])).appending(starts),
      list: (known?.ancestry.list ?? Column()).appending(parents))
    numbers = found.numbers.mapValues(place)
  }

  /// How many commits there are.
  package var count: Int { ids.count }

  /// The number of a commit; nil if no tip reaches it.
  package func number(of id: ObjectID) -> Int? {
    (numbers[id] ?? prefix?.number(of: id)).map { Int($0) }
  }

  /// One of the first tip's first parents with everything that it reaches, to be walked after
  /// another time.
  package func prefix(through commit: Int) -> CommitPrefix {
    let count = commit + 1
    let ids = ids.keeping(count)
    return CommitPrefix(
      ids: ids, trees: trees.keeping(count), times: times.keeping(count),
      ancestry: ancestry.keeping(count), names: NameTable(of: ids))
  }

  /// How many commits a prefix held.
  package var prefixCount: Int { prefix?.count ?? 0 }

  /// The numbers of a commit's parents, in order.
  package func parents(of commit: Int) -> Ancestry.Parents { ancestry[commit] }

  /// The number of a commit's first parent; nil for a root.
  package func firstParent(of commit: Int) -> Int? { parents(of: commit).first }

  /// The first-parent chain that ends in a commit, oldest first.
  ///
  /// - Parameter base: it begins after the commits below this number.
  package func spine(to tip: Int, after base: Int = 0) -> [Int] {
    var result: [Int] = []
    var next: Int? = tip
    while let commit = next, commit >= base {
      result.append(commit)
      next = firstParent(of: commit)
    }
    return result.reversed()
  }

  /// For each commit whether some of `commits` reach it; they reach themselves.
  package func reachable(from commits: some Sequence<Int>) -> [Bool] {
    var result = [Bool](repeating: false, count: count)
    var highest = -1
    for commit in commits {
      result[commit] = true
      highest = max(highest, commit)
    }
    for commit in stride(from: highest, through: 0, by: -1) where result[commit] {
      for parent in parents(of: commit) { result[parent] = true }
    }
    return result
  }

  /// For each commit the place in `spine` of its integration: the first from which it is
  /// reachable; -1 where there is none. The spine is oldest first.
  package func integrations(into spine: [Int]) -> [Int32] {
    var result = [Int32](repeating: -1, count: count)
    for (place, commit) in spine.enumerated() {
      guard result[commit] < 0 else { continue }
      result[commit] = Int32(place)
      var pending = [commit]
      while let next = pending.popLast() {
        for parent in parents(of: next) where result[parent] < 0 {
          result[parent] = Int32(place)
          pending.append(parent)
        }
      }
    }
    return result
  }

  /// The error about a commit whose header cannot be read.
  package static func unreadable(_ id: ObjectID) -> GitError {
    GitError(.corrupt, "tree and parents of commit \(id) cannot be read", hint: "run git fsck")
  }
}
