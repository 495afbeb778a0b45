package import Primitives

extension Repository {
  /// Every file below a directory with its path from the root, and the problems among them.
  ///
  /// A directory that is absent has no files. If something else stands at the path, that is a
  /// problem of the listing. More than a million files are refused.
  ///
  /// - Parameter known: a directory of which nothing is asked: what stands in a directory below that
  ///   is the same there is left out, and what stands beside it in the same directory is not.
  package func files(
    under path: String, inTree root: ObjectID, unlike known: ObjectID? = nil
  ) throws(GitError) -> TreeListing {
    let names = path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    var above: [TreeProblem] = []
    var tree = root
    var prefix: [UInt8] = []
    for name in names {
      let entries = try self.tree(tree)
      above += Self.collisions(with: name, among: entries, below: prefix)
      prefix += (prefix.isEmpty ? [] : [UInt8(ascii: "/")]) + name
      guard let entry = entries.first(where: { $0.nameBytes == name }) else {
        return TreeListing(problems: above)
      }
      guard entry.kind == .directory else {
        let file = FileEntry(path: Self.text(prefix), mode: entry.mode, id: entry.id)
        let problem = Self.problem(of: file) ?? TreeProblem(path: file.path, reason: .unusualMode)
        return TreeListing(files: [file], problems: above + [problem])
      }
      tree = entry.id
    }
    var listing = try listing(of: tree, under: prefix, unlike: known)
    listing.problems = above + listing.problems
    return listing
  }

  private func listing(
    of tree: ObjectID, under path: [UInt8], unlike old: ObjectID?
  ) throws(GitError) -> TreeListing {
    if tree == old { return TreeListing() }
    let key = TreeStore.ListingKey(tree: tree, path: path)
    if let known = trees.listings[key] { return known }
    var result = TreeListing()
    var pending = [(tree: tree, path: path, old: old)]
    var entriesSeen = 0
    while let next = pending.popLast() {
      let entries = try self.tree(next.tree)
      entriesSeen += entries.count
      guard entriesSeen <= Self.mostFiles else {
        throw GitError(.tooLarge, "there are more than \(Self.mostFiles) files below \(path)")
      }
      result.problems += Self.collisions(among: entries, below: next.path)
      let before = try next.old.map { old throws(GitError) in try directories(in: old) } ?? [:]
      for entry in entries {
        let slash = next.path.isEmpty ? [] : [UInt8(ascii: "/")]
        let full = next.path + slash + entry.nameBytes
        if entry.name == nil {
          result.problems.append(TreeProblem(path: Self.text(full), reason: .notUTF8))
        }
        if entry.kind == .directory {
          let old = before[entry.nameBytes]
          if old != entry.id { pending.append((entry.id, full, old)) }
        } else {
          result.add(FileEntry(path: Self.text(full), mode: entry.mode, id: entry.id))
        }
      }
    }
    result.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    result.problems.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    result.entriesSeen = entriesSeen
    if old == nil { trees.remember(result, as: key) }
    return result
  }

  /// By name, the directories in a tree.
  private func directories(in tree: ObjectID) throws(GitError) -> [[UInt8]: ObjectID] {
    var found: [[UInt8]: ObjectID] = [:]
    for entry in try self.tree(tree) where entry.kind == .directory {
      found[entry.nameBytes] = entry.id
    }
    return found
  }

  private static var mostFiles: Int { 1_000_000 }

  private static func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

  /// What keeps a file from being a record by its mode; nil if nothing does.
  static func problem(of file: FileEntry) -> TreeProblem? {
    let reason: TreeProblem.Reason? =
      switch file.kind {
      case .file, .directory: nil
      case .executable: .executable
      case .symlink: .symlink
      case .submodule: .submodule
      case .unusual: .unusualMode
      }
    return reason.map { TreeProblem(path: file.path, reason: $0) }
  }

  /// Neighbours that a file system may take for one. `String` compares by canonical
  /// equivalence, which is what such file systems do.
  private static func collisions(
    among entries: [TreeEntry], below path: [UInt8]
  ) -> [TreeProblem] {
    var seen: [String: String] = [:]
    var result: [TreeProblem] = []
    let prefix = path.isEmpty ? "" : text(path) + "/"
    for entry in entries {
      guard let name = entry.name else { continue }
      guard let other = seen.updateValue(name, forKey: name.lowercased()) else { continue }
      result.append(
        TreeProblem(path: prefix + name, reason: .collides(with: prefix + other)))
    }
    return result
  }

  private static func collisions(
    with name: [UInt8], among entries: [TreeEntry], below path: [UInt8]
  ) -> [TreeProblem] {
    guard let wanted = String(validating: name, as: UTF8.self) else { return [] }
    let folded = wanted.lowercased()
    let twins = entries.filter {
      $0.nameBytes != name && $0.name?.lowercased() == folded
    }
    let prefix = path.isEmpty ? "" : text(path) + "/"
    return twins.compactMap { twin in
      twin.name.map {
        TreeProblem(path: prefix + $0, reason: .collides(with: prefix + wanted))
      }
    }
  }
}

extension TreeListing {
  fileprivate mutating func add(_ file: FileEntry) {
    files.append(file)
    if let problem = Repository.problem(of: file) { problems.append(problem) }
  }
}
