internal import Git
internal import Primitives

/// All of a root tree on which the reading of records and policies depends.
struct RootSight: Hashable, Sendable {
  /// The tree `changes/`; nil where there is none.
  let changes: ObjectID?
  /// What the policy is read from.
  let policies: Policies

  /// What stands under `policies`, and what some file systems take for it.
  struct Policies: Hashable, Sendable {
    let entry: TreeEntry?
    let twin: String?
  }

  init(_ tree: TreeTable) {
    let entry = tree.entry(named: "changes")
    changes = entry?.kind == .directory ? entry?.id : nil
    policies = Policies(entry: tree.entry(named: "policies"), twin: tree.twin(of: "policies"))
  }
}

/// What stands in many root trees; often it is the same.
struct SightList: Sendable {
  private var places: [Int32] = []
  private var distinct: [RootSight] = []
  private var known: [RootSight: Int32] = [:]

  /// What stands in one of the trees; nil where the repository itself has to read it.
  subscript(tree: Int) -> RootSight? {
    places[tree] < 0 ? nil : distinct[Int(places[tree])]
  }

  /// Adds the next tree.
  mutating func append(_ sight: RootSight?) { places.append(sight.map { place(of: $0) } ?? -1) }

  /// Adds the trees of another list.
  mutating func append(_ other: SightList) {
    let moved = other.distinct.map { place(of: $0) }
    places += other.places.map { $0 < 0 ? -1 : moved[Int($0)] }
  }

  private mutating func place(of sight: RootSight) -> Int32 {
    if let place = known[sight] { return place }
    let place = Int32(distinct.count)
    known[sight] = place
    distinct.append(sight)
    return place
  }
}

/// Root trees, looked into in the background while commits are still being walked.
final class RootSights {
  /// Trees that were added one after another.
  private struct Piece: Sendable {
    let number: Int
    let trees: [ObjectID]
  }

  private let work: BackgroundMap<Piece, (number: Int, seen: SightList)>
  private var trees: [ObjectID] = []
  private var pieces = 0

  private static let pieceSize = 2048

  init(_ scout: TreeScout, threads: Int) {
    work = BackgroundMap(threads: threads, batch: 1) { Self.look($0, scout) }
  }

  /// Adds the tree of the next commit.
  func add(_ tree: ObjectID) {
    trees.append(tree)
    if trees.count == Self.pieceSize { send() }
  }

  /// Waits for what stands in all trees, in the order in which they were added.
  func all() -> SightList {
    send()
    var all = SightList()
    for (_, seen) in work.outputs().joined().sorted(by: { $0.number < $1.number }) {
      all.append(seen)
    }
    return all
  }

  private func send() {
    work.add(Piece(number: pieces, trees: trees), bytes: trees.count * MemoryLayout<ObjectID>.size)
    pieces += 1
    trees = []
  }

  private static func look(_ piece: Piece, _ scout: TreeScout) -> (number: Int, seen: SightList) {
    var seen = SightList()
    for sight in scout.map(piece.trees, RootSight.init) { seen.append(sight) }
    return (piece.number, seen)
  }
}
