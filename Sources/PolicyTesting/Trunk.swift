internal import Decision
internal import Primitives
internal import Signatures

/// A trunk that grows commit by commit.
struct Trunk {
  private var times: [Instant] = []
  private var parents: [[Graph.Index]] = []
  private(set) var spine: [Graph.Index] = []

  /// The newest commit of the trunk.
  var tip: Graph.Index { spine.last ?? 0 }

  /// The place of the newest commit on the trunk.
  var position: Int { spine.count - 1 }

  /// The date of a commit.
  func time(of commit: Graph.Index) -> Instant { times[commit] }

  /// Adds a commit beside the trunk.
  mutating func branch(from parent: Graph.Index, at time: Instant) -> Graph.Index {
    times.append(time)
    parents.append([parent])
    return times.count - 1
  }

  /// Adds a commit to the trunk.
  @discardableResult
  mutating func advance(at time: Instant) -> Graph.Index {
    times.append(time)
    parents.append(spine.last.map { [$0] } ?? [])
    spine.append(times.count - 1)
    return tip
  }

  /// Merges a commit into the trunk.
  @discardableResult
  mutating func merge(_ side: Graph.Index, at time: Instant) -> Graph.Index {
    let before = tip
    times.append(time)
    parents.append([before, side])
    spine.append(times.count - 1)
    return tip
  }

  /// Whether a commit is dated before one of its parents.
  func isDatedBeforeParent(_ commit: Graph.Index) -> Bool {
    parents[commit].contains { times[commit] < times[$0] }
  }

  /// The commits with ids that say nothing.
  func graph() -> Graph {
    let ids = times.indices.compactMap { number in
      ObjectID(bytes: sha256(of: Array("commit \(number)".utf8)).bytes.prefix(20))
    }
    return Graph(ids: ids, times: times, parents: parents, spine: spine)
  }
}
