internal import Primitives

extension Graph.Shape {
  /// What parents and spine say of the commits, in one pass over those of which it is not known.
  ///
  /// - Parameters:
  ///   - spine: the first-parent chain of the trunk beyond what is known, oldest first.
  ///   - known: the same of the oldest commits, all of which the spine reaches.
  init(of ancestry: Ancestry, spine: [Graph.Index], after known: Graph.Shape?) {
    let base = known?.integrations.count ?? 0
    let knownSpine = known?.spine.count ?? 0
    let count = Swift.max(base, ancestry.count)
    var bases = [Int32](repeating: -1, count: count - base)
    for (place, commit) in spine.enumerated() { bases[commit - base] = Int32(knownSpine + place) }
    for commit in base..<count {
      var highest = bases[commit - base]
      for parent in ancestry[commit] {
        let below =
          parent < base ? known?.bases[parent].map { Int32($0) } ?? -1 : bases[parent - base]
        highest = Swift.max(highest, below)
      }
      bases[commit - base] = highest
    }
    var integrations = [Int32](repeating: -1, count: count - base)
    var pending: [Graph.Index] = []
    for (place, tip) in spine.enumerated() {
      pending.append(tip)
      while let commit = pending.popLast() {
        guard commit >= base, integrations[commit - base] < 0 else { continue }
        integrations[commit - base] = Int32(knownSpine + place)
        pending.append(contentsOf: ancestry[commit])
      }
    }
    self.init(
      spine: (known?.spine ?? Column()).appending(spine),
      integrations: (known?.integrations ?? Column()).appending(integrations.map(Self.place)),
      bases: (known?.bases ?? Column()).appending(bases.map(Self.place)))
  }

  private static func place(_ number: Int32) -> Int? { number < 0 ? nil : Int(number) }
}
