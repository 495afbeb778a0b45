package import Primitives

extension Repository {
  /// Stores a copy of a tree without the file at a path, and returns its name.
  ///
  /// Directories that become empty go with it. A path at which no file stands is an error.
  package func writeTree(
    _ root: ObjectID, removing path: String
  ) throws(GitError) -> ObjectID {
    let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { Array($0) }
    var levels: [[TreeEntry]] = [try tree(root)]
    for (depth, name) in names.dropLast().enumerated() {
      guard let found = levels[depth].first(where: { $0.nameBytes == name }),
        found.kind == .directory
      else { throw GitError(.notFound, "no file stands at \(path)") }
      levels.append(try tree(found.id))
    }
    var replacement: TreeEntry?
    for (depth, (name, entries)) in zip(names, levels).enumerated().reversed() {
      let others = entries.filter { $0.nameBytes != name }
      guard others.count < entries.count else {
        throw GitError(.notFound, "no file stands at \(path)")
      }
      let kept = others + [replacement].compactMap { $0 }
      if depth == 0 { return try writeTree(kept) }
      replacement =
        kept.isEmpty
        ? nil : TreeEntry(nameBytes: names[depth - 1], mode: 0o040000, id: try writeTree(kept))
    }
    throw GitError(.notFound, "no file stands at \(path)")
  }
}
