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
      let before = try pair.old.map { id throws(GitError) in try tree(id) } ?? []
      let after = try pair.new.map { id throws(GitError) in try tree(id) } ?? []
      seen += before.count + after.count
      guard seen <= limit else {
        throw GitError(.tooLarge, "the trees differ in more than \(limit) entries")
      }
      pair.compare(before, after, changes: &result, pending: &pending)
    }
    return result.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

/// Two directories of the same path that are to be compared.
private struct TreePair {
  let old: ObjectID?
  let new: ObjectID?
  let path: [UInt8]

  func compare(
    _ before: [TreeEntry], _ after: [TreeEntry], changes: inout [FileChange],
    pending: inout [TreePair]
  ) {
    var rest: [[UInt8]: TreeEntry] = [:]
    for entry in before { rest[entry.nameBytes] = entry }
    for entry in after {
      let twin = rest.removeValue(forKey: entry.nameBytes)
      note(twin, entry, name: entry.nameBytes, &changes, &pending)
    }
    for entry in rest.values { note(entry, nil, name: entry.nameBytes, &changes, &pending) }
  }

  private func note(
    _ old: TreeEntry?, _ new: TreeEntry?, name: [UInt8], _ changes: inout [FileChange],
    _ pending: inout [TreePair]
  ) {
    guard old != new else { return }
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

  private static func directory(_ entry: TreeEntry?) -> ObjectID? {
    entry.flatMap { $0.kind == .directory ? $0.id : nil }
  }

  private static func file(_ entry: TreeEntry?, _ path: String) -> FileEntry? {
    entry.flatMap {
      $0.kind == .directory ? nil : FileEntry(path: path, mode: $0.mode, id: $0.id)
    }
  }
}
