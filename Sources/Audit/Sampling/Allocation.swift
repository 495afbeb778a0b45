/// How many items of a sample each stratum gets: in proportion to its size, by largest remainder.
struct Allocation {
  /// By stratum, in the order in which they came.
  let items: [Int]

  /// Shares out at most as many items as all strata have together.
  ///
  /// - Parameter counts: the sizes of the strata, none of which is empty.
  init(items wanted: Int, of counts: [Int]) {
    let population = counts.reduce(0, +)
    guard population > 0 else {
      items = counts.map { _ in 0 }
      return
    }
    // Sizes are counts of changes: their products are far from the limits of an integer.
    let wanted = min(max(0, wanted), population)
    var items = counts.map { $0 * wanted / population }
    let byRemainder = counts.indices.sorted { left, right in
      let remainders = (counts[left] * wanted % population, counts[right] * wanted % population)
      return remainders.0 == remainders.1 ? left < right : remainders.0 > remainders.1
    }
    for index in byRemainder.prefix(wanted - items.reduce(0, +)) { items[index] += 1 }
    if wanted >= counts.count { Self.giveEachOne(&items) }
    self.items = items
  }

  private static func giveEachOne(_ items: inout [Int]) {
    for empty in items.indices where items[empty] == 0 {
      guard let most = items.indices.max(by: { (items[$0], $1) < (items[$1], $0) }) else { return }
      items[most] -= 1
      items[empty] = 1
    }
  }
}
