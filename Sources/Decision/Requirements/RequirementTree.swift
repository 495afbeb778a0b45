package import Records

extension Requirement {
  /// Whether nobody may set the requirement aside, since it or a part of it is `hard`.
  package var isHard: Bool {
    if level == .hard { return true }
    switch kind {
    case .all(let children), .any(let children), .atLeast(_, let children):
      return children.contains(where: \.isHard)
    case .quorum, .empty: return false
    }
  }

  /// Whether nobody may set aside the node of an id: it, a part of it or what it is part of is
  /// `hard`, since who sets aside a part sets aside the whole.
  package func isHard(id: String) -> Bool {
    if self.id == id { return isHard }
    switch kind {
    case .all(let children), .any(let children), .atLeast(_, let children):
      return children.contains { child in
        child.isHard(id: id) || level == .hard && child.node(id: id) != nil
      }
    case .quorum, .empty: return false
    }
  }

  /// The node of an id in the tree.
  func node(id: String) -> Requirement? {
    if self.id == id { return self }
    switch kind {
    case .all(let children), .any(let children), .atLeast(_, let children):
      for child in children {
        if let found = child.node(id: id) { return found }
      }
      return nil
    case .quorum, .empty: return nil
    }
  }
}
