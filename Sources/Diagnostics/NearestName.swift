/// Finds what somebody probably meant.
package enum NearestName {
  /// The candidate within a third of `name`'s length in edits, or nil. Of equally near ones the
  /// first in order wins.
  package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    nearest(name, among: candidates)?.name
  }

  /// The same if no other is as near: what can hardly have been meant otherwise.
  package static func only(_ name: String, among candidates: some Sequence<String>) -> String? {
    guard let nearest = nearest(name, among: candidates), nearest.isOnly else { return nil }
    return nearest.name
  }

  private static func nearest(
    _ name: String, among candidates: some Sequence<String>
  ) -> (name: String, isOnly: Bool)? {
    let letters = Array(name.lowercased().unicodeScalars.prefix(80))
    let limit = max(1, letters.count / 3)
    var best: (distance: Int, name: String, isOnly: Bool)?
    for candidate in candidates where candidate != best?.name {
      let others = Array(candidate.lowercased().unicodeScalars.prefix(80))
      // As many letters as one has more than the other are edits in any case.
      guard abs(letters.count - others.count) <= limit else { continue }
      let distance = edits(letters, others)
      guard distance <= limit else { continue }
      guard let known = best else {
        best = (distance, candidate, true)
        continue
      }
      if distance < known.distance {
        best = (distance, candidate, true)
      } else if distance == known.distance {
        best = (distance, min(known.name, candidate), false)
      }
    }
    return best.map { ($0.name, $0.isOnly) }
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
