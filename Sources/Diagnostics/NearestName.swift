/// Finds what somebody probably meant.
package enum NearestName {
  /// The candidate within a third of `name`'s length in edits, or nil. Of equally near ones the
  /// first in order wins.
  package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(name.lowercased().unicodeScalars.prefix(80))
    let limit = max(1, letters.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let distance = edits(letters, Array(candidate.lowercased().unicodeScalars.prefix(80)))
      guard distance <= limit else { continue }
      if let known = best, (known.distance, known.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// The nearest candidate if no other is as near: what can hardly have been meant otherwise.
  package static func only(_ name: String, among candidates: some Sequence<String>) -> String? {
    let candidates = Set(candidates)
    guard let nearest = of(name, among: candidates) else { return nil }
    let letters = Array(name.lowercased().unicodeScalars.prefix(80))
    func distance(_ other: String) -> Int {
      edits(letters, Array(other.lowercased().unicodeScalars.prefix(80)))
    }
    let least = distance(nearest)
    return candidates.contains { $0 != nearest && distance($0) <= least } ? nil : nearest
  }

  /// The Damerau–Levenshtein distance with adjacent swaps.
  private static func edits(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        var cost = min(last[column + 1] + 1, current[column] + 1)
        cost = min(cost, last[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
