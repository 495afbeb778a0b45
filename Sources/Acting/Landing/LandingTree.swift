internal import Git
internal import Ledger
internal import Primitives

/// The trunk's tree with what a branch changed since it left the trunk, file by file.
///
/// Files are taken whole or not at all: a text that is half of one side and half of the other is
/// one that nobody has signed.
struct LandingTree {
  /// The tree after the landing.
  let tree: ObjectID
  /// Files that the branch changed.
  let paths: [String]
  /// Those of them that the trunk has changed as well.
  let conflicts: [String]

  /// - Parameters:
  ///   - fork: the tree from which the branch grew.
  ///   - side: the tree of the branch.
  ///   - trunk: the tree that the trunk has now.
  init(
    fork: ObjectID, side: ObjectID, trunk: ObjectID, in repository: borrowing Repository
  ) throws(ActingError) {
    var landed = trunk
    var conflicts: [String] = []
    let files = try inGit { () throws(GitError) in
      try repository.differences(from: fork, to: side)
    }
    for file in files {
      let entry = try inGit { () throws(GitError) in
        try repository.entry(atPath: file.path, inTree: trunk)
      }
      let standing = entry.map { FileEntry(path: file.path, mode: $0.mode, id: $0.id) }
      if standing == file.new { continue }
      guard standing == file.old, !file.path.unicodeScalars.contains("\u{FFFD}"),
        let next = try Self.replaced(file, in: landed, repository)
      else {
        conflicts.append(file.path)
        continue
      }
      landed = next
    }
    tree = landed
    paths = files.map(\.path)
    self.conflicts = conflicts
  }

  /// The tree with one file as the branch has it; nil where the trunk leaves no room for it.
  private static func replaced(
    _ file: FileChange, in tree: ObjectID, _ repository: borrowing Repository
  ) throws(ActingError) -> ObjectID? {
    do throws(GitError) {
      guard let new = file.new else {
        return try repository.writeTree(tree, removing: file.path)
      }
      return try repository.writeTree(tree, replacing: file.path, with: new.id, mode: new.mode)
    } catch {
      guard error.code == .invalidName || error.code == .notFound else { throw ActingError(error) }
      return nil
    }
  }
}
