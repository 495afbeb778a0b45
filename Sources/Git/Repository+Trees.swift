package import Primitives

extension Repository {
  /// The entries of a tree, in Git's order. Trees that break Git's own rules are refused.
  package func tree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
    try withObject(id, as: .tree) { raw throws(GitError) in
      var entries: [TreeEntry] = []
      try Self.scan(raw, tree: id) { entries.append($0.entry(in: raw)) }
      return entries
    }
  }

  /// What stands at a path; nil if nothing does. The tree itself has no entry.
  package func entry(
    atPath path: String, inTree root: ObjectID
  ) throws(GitError) -> TreeEntry? {
    let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
    var tree = root
    var found: TreeEntry?
    for (depth, name) in names.enumerated() {
      guard let entry = try entry(named: Array(name), in: tree) else { return nil }
      if depth < names.count - 1, entry.kind != .directory { return nil }
      found = entry
      tree = entry.id
    }
    return found
  }

  private func entry(named name: [UInt8], in tree: ObjectID) throws(GitError) -> TreeEntry? {
    let key = TreeStore.Key(tree: tree, name: name)
    if let known = trees.entries[key] { return known }
    let entry: TreeEntry? = try withObject(tree, as: .tree) { raw throws(GitError) in
      var found: TreeEntry?
      try Self.scan(raw, tree: tree) { item in
        guard item.name.count == name.count, raw.slice(item.name).elementsEqual(name) else {
          return
        }
        found = item.entry(in: raw)
      }
      return found
    }
    trees.remember(entry, as: key)
    return entry
  }

  /// Reads a whole tree, so that a fault behind the entry sought is found too.
  static func scan(
    _ raw: UnsafeRawBufferPointer, tree: ObjectID, _ body: (TreeScanner.Item) -> Void
  ) throws(GitError) {
    var scanner = TreeScanner(raw)
    do throws(TreeScanner.Fault) {
      while let item = try scanner.next() { body(item) }
    } catch {
      throw GitError(.corrupt, "tree \(tree) \(error.text)", hint: "run git fsck")
    }
  }
}

extension TreeScanner.Item {
  /// The entry as a value.
  func entry(in raw: UnsafeRawBufferPointer) -> TreeEntry {
    TreeEntry(nameBytes: [UInt8](raw.slice(name)), mode: mode, id: id)
  }
}
