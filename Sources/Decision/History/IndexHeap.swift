/// Numbers of commits, the highest of which can be taken out quickly.
package struct IndexHeap {
  private var items: [Graph.Index] = []

  package init() {}

  /// Adds a number.
  package mutating func insert(_ index: Graph.Index) {
    items.append(index)
    var child = items.count - 1
    while child > 0, items[(child - 1) / 2] < items[child] {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the highest out; nil if there is none.
  package mutating func popMax() -> Graph.Index? {
    guard let highest = items.first, let last = items.popLast() else { return nil }
    if items.isEmpty { return highest }
    items[0] = last
    var parent = 0
    while true {
      let left = 2 * parent + 1
      guard left < items.count else { return highest }
      let right = left + 1
      let child = right < items.count && items[right] > items[left] ? right : left
      guard items[child] > items[parent] else { return highest }
      items.swapAt(child, parent)
      parent = child
    }
  }
}
