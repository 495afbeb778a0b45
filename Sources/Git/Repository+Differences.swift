package import Primitives

/// A file that differs between two trees.
package struct FileChange: Hashable, Sendable {
  /// The path from the root.
  package let path: String
  /// The file before; nil if it was added.
  package let old: FileEntry?
  /// The file after; nil if it was removed.
  package let new: FileEntry?

  package init(path: String, old: FileEntry?, new: FileEntry?) {
    self.path = path
    self.old = old
    self.new = new
  }
}

extension Repository {
  /// The files that differ between two trees, sorted by the bytes of their paths.
  ///
  /// Equal subtrees are not read. A nil tree is empty; renames are a removal and an addition.
  /// More than `limit` entries to look at are refused.
  package func differences(
    from old: ObjectID?, to new: ObjectID?, limit: Int = 1_000_000
  ) throws(GitError) -> [FileChange] {
    var result: [FileChange] = []
    var pending = [TreePair(old: old, new: new, path: [])]
    var seen = 0
    while let pair = pending.popLast() {
      guard pair.old != pair.new else { continue }
      let before = try pair.old.map { id throws(GitError) in try table(of: id) }
      let after = try pair.new.map { id throws(GitError) in try table(of: id) }
      seen += (before?.items.count ?? 0) + (after?.items.count ?? 0)
      guard seen <= limit else {
        throw GitError(.tooLarge, "the trees differ in more than \(limit) entries")
      }
      let empty = TreeTable.empty
      TreeTable.differences(before ?? empty, after ?? empty) { name, old, new in
        pair.note(old, new, name: name, &result, &pending)
      }
    }
    return result.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

/// Two directories of the same path that are to be compared.
private struct TreePair {
  let old: ObjectID?
  let new: ObjectID?
  let path: [UInt8]

  func note(
    _ old: TreeScanner.Item?, _ new: TreeScanner.Item?, name: [UInt8],
    _ changes: inout [FileChange], _ pending: inout [TreePair]
  ) {
    let full = path + (path.isEmpty ? [] : [UInt8(ascii: "/")]) + name
    let (oldTree, newTree) = (Self.directory(old), Self.directory(new))
    if oldTree != nil || newTree != nil {
      pending.append(TreePair(old: oldTree, new: newTree, path: full))
    }
    let text = String(decoding: full, as: UTF8.self)
    let (oldFile, newFile) = (Self.file(old, text), Self.file(new, text))
    if oldFile != nil || newFile != nil {
      changes.append(FileChange(path: text, old: oldFile, new: newFile))
    }
  }

  private static func directory(_ item: TreeScanner.Item?) -> ObjectID? {
    item.flatMap { $0.isDirectory ? $0.id : nil }
  }

  private static func file(_ item: TreeScanner.Item?, _ path: String) -> FileEntry? {
    item.flatMap { $0.isDirectory ? nil : FileEntry(path: path, mode: $0.mode, id: $0.id) }
  }
}
