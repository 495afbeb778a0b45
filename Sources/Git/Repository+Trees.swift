package import Primitives

extension Repository {
  /// The entries of a tree, in Git's order. Trees that break Git's own rules are refused.
  package func tree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
    let table = try table(of: id)
    return table.items.map {
      TreeEntry(nameBytes: table.name(of: $0), mode: $0.mode, id: $0.id)
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
      guard let entry = try table(of: tree).entry(named: Array(name)) else { return nil }
      if depth < names.count - 1, entry.kind != .directory { return nil }
      found = entry
      tree = entry.id
    }
    return found
  }

  /// The name of an entry that differs from `name`, which is ASCII, by letter case alone; nil if
  /// none does.
  package func twin(of name: String, inTree tree: ObjectID) throws(GitError) -> String? {
    try table(of: tree).twin(of: name)
  }

  /// A tree, read and checked whole, so that a fault behind the entry sought is found too.
  package func table(of tree: ObjectID) throws(GitError) -> TreeTable {
    if let known = trees.tables[tree] { return known }
    let table: TreeTable = try withObject(tree, as: .tree) { raw throws(GitError) in
      do throws(TreeScanner.Fault) { return try TreeTable(raw) } catch {
        throw GitError(.corrupt, "tree \(tree) \(error.text)", hint: "run git fsck")
      }
    }
    trees.remember(table, as: tree)
    return table
  }
}
