internal import Primitives

/// By commit, a tree of which many have the same, or none.
struct TreeColumn: Sendable {
  /// The different ones.
  private(set) var distinct: Column<ObjectID>
  /// By commit, which of them.
  private(set) var places: Column<PlaceEntry>

  init(distinct: Column<ObjectID> = Column(), places: Column<PlaceEntry> = Column()) {
    self.distinct = distinct
    self.places = places
  }

  var count: Int { places.count }

  /// The tree of a commit.
  subscript(commit: Int) -> ObjectID? {
    guard let place = places[commit], place < distinct.count else { return nil }
    return distinct[place]
  }

  /// The same with those of further commits.
  func appending(_ trees: [ObjectID?]) -> TreeColumn {
    var numbers: [ObjectID: Int] = [:]
    var fresh: [ObjectID] = []
    let places = trees.map { tree -> Int? in
      guard let tree else { return nil }
      if let known = numbers[tree] { return known }
      let number = distinct.count + fresh.count
      numbers[tree] = number
      fresh.append(tree)
      return number
    }
    return TreeColumn(
      distinct: distinct.appending(fresh), places: self.places.appending(places))
  }

  /// The trees of the first commits.
  func keeping(_ count: Int) -> TreeColumn {
    TreeColumn(distinct: distinct, places: places.keeping(count))
  }
}
