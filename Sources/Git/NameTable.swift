package import Primitives

/// Numbers of objects in the order of their ids, with where each beginning of one byte or two starts,
/// so that a look-up touches few places.
package struct NameTable: Sendable {
  /// By the first byte, or two if there are many, where ids with it begin in `sorted`; then the end.
  package let starts: Column<NumberEntry>
  /// The numbers in the order of their ids.
  package let sorted: Column<NumberEntry>

  /// From so many ids on two bytes are looked at.
  private static let many = 1 << 14

  package init(starts: Column<NumberEntry>, sorted: Column<NumberEntry>) {
    self.starts = starts
    self.sorted = sorted
  }

  /// A table of ids; the number of each is its place.
  package init(of ids: Column<ObjectID>) {
    let bits = ids.count < Self.many ? 8 : 16
    var starts = [Int](repeating: 0, count: 1 << bits + 1)
    for id in ids { starts[Int(id.beginning >> (16 - bits)) + 1] += 1 }
    for place in starts.indices.dropFirst() { starts[place] += starts[place - 1] }
    var next = starts
    var sorted = [Int](repeating: 0, count: ids.count)
    for (number, id) in ids.enumerated() {
      let place = Int(id.beginning >> (16 - bits))
      sorted[next[place]] = number
      next[place] += 1
    }
    for place in starts.indices.dropLast() where starts[place + 1] - starts[place] > 1 {
      sorted[starts[place]..<starts[place + 1]].sort { ids[$0] < ids[$1] }
    }
    self.init(starts: Column(starts), sorted: Column(sorted))
  }

  /// The number of an id among those that the table was made of; nil if it is none of them.
  package func number(of id: ObjectID, in ids: Column<ObjectID>) -> Int? {
    let place = Int(id.beginning >> (starts.count > 1 << 8 + 1 ? 0 : 8))
    guard place + 1 < starts.count else { return nil }
    var low = starts[place]
    var high = Swift.min(starts[place + 1], sorted.count)
    while low < high {
      let middle = (low + high) / 2
      let number = sorted[middle]
      guard number < ids.count else { return nil }
      let found = ids[number]
      if found == id { return number }
      if found < id { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
