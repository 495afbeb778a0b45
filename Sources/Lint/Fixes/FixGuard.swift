package import Diagnostics
package import YAMLTree

/// Whether a text says after some fixes what it said before, outside of what they were about.
package enum FixGuard {
  /// - Parameters:
  ///   - before: the tree before; nil where the text could not be read.
  ///   - after: the tree of the text with the fixes made.
  package static func holds(before: Node?, after: Node?, _ fixes: [Fix]) -> Bool {
    guard let before else { return true }
    guard let after else { return false }
    let changed = differences(from: before.value, to: after.value, at: Place([]))
    guard !changed.isEmpty else { return true }
    var guardian = Guardian(after: after, edits: fixes.flatMap(\.edits))
    guardian.visit(before, at: Place([]))
    return guardian.isSound && changed.allSatisfy(guardian.allowed.contains)
  }

  /// Collects the places that edits are about.
  private struct Guardian {
    let after: Node
    let edits: [Fix.Edit]
    var allowed: Set<Place> = []
    /// Whether every key that was spelt anew has the value that it had.
    var isSound = true

    init(after: Node, edits: [Fix.Edit]) {
      self.after = after
      self.edits = edits
    }

    mutating func visit(_ node: Node, at place: Place) {
      switch node.content {
      case .scalar:
        if edits.contains(where: { touches($0.span, node.span) }) { allowed.insert(place) }
      case .sequence(let items):
        for (index, item) in items.enumerated() { visit(item, at: place.appending(index)) }
      case .mapping(let entries):
        for entry in entries {
          visit(entry.value, at: place.appending(entry.key))
          rename(entry, in: place)
          digest(beside: entry, in: place)
        }
      }
    }

    private mutating func rename(_ entry: Node.Entry, in place: Place) {
      guard let edit = edits.first(where: { $0.span == entry.keySpan }) else { return }
      let name = place.appending(edit.replacement)
      allowed.formUnion([place.appending(entry.key), name])
      if edit.replacement == "\"\(entry.key)\"" { return }
      if after.at(name)?.value != entry.value.value { isSound = false }
    }

    /// A digest may be added where there was none.
    private mutating func digest(beside entry: Node.Entry, in place: Place) {
      let end = entry.value.span.end
      guard entry.key == "evidence", edits.contains(where: { $0.span.start == end }) else { return }
      allowed.insert(place.appending("sha256"))
    }

    private func touches(_ left: Span, _ right: Span) -> Bool {
      left.start <= right.end && right.start <= left.end
    }
  }
}
