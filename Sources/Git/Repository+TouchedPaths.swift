package import Primitives

/// A file in which a tree differs from every one of some others.
package struct TouchedPath: Hashable, Sendable {
  /// The path from the root, as it stands.
  package let bytes: [UInt8]
  /// Whether a symbolic link or a submodule stands or stood there: more lies behind it than a file.
  package let leadsElsewhere: Bool

  package init(bytes: [UInt8], leadsElsewhere: Bool) {
    self.bytes = bytes
    self.leadsElsewhere = leadsElsewhere
  }
}

extension Repository {
  /// The files in which a tree differs from all of `others`: what a commit with these parents
  /// did itself, and did not take over from one of them.
  ///
  /// Without others every file of the tree is one. Modes count, renames are a removal and an
  /// addition. Directories that `enters` declines are not read; subtrees that equal one of the
  /// others' are not either. More than `limit` entries to look at are refused.
  package func touchedPaths(
    in tree: ObjectID, unlike others: [ObjectID], limit: Int = 1_000_000,
    entering enters: ([UInt8]) -> Bool
  ) throws(GitError) -> [TouchedPath] {
    var result: [TouchedPath] = []
    let root = TouchedLevel(own: tree, others: others.isEmpty ? [nil] : others, path: [])
    var pending = [root]
    var seen = 0
    while let level = pending.popLast() {
      guard !level.others.contains(level.own) else { continue }
      let own = try tableOrEmpty(of: level.own)
      var others: [TreeTable] = []
      for id in level.others { others.append(try tableOrEmpty(of: id)) }
      seen += others.reduce(own.items.count) { $0 + $1.items.count }
      guard seen <= limit else {
        throw GitError(.tooLarge, "the trees differ in more than \(limit) entries")
      }
      guard let first = others.first else { continue }
      TreeTable.differences(first, own) { name, old, new in
        let further = others.dropFirst().map { $0.entry(named: name) }
        let path = level.path + (level.path.isEmpty ? [] : [UInt8(ascii: "/")]) + name
        if let touched = TouchedLevel.file(path, new, old, further) { result.append(touched) }
        let next = TouchedLevel(
          own: TouchedLevel.directory(new),
          others: [TouchedLevel.directory(old)]
            + further.map { $0?.kind == .directory ? $0?.id : nil }, path: path)
        if !next.others.contains(next.own), enters(path) { pending.append(next) }
      }
    }
    return result.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  private func tableOrEmpty(of tree: ObjectID?) throws(GitError) -> TreeTable {
    guard let tree else { return TreeTable.empty }
    return try table(of: tree)
  }
}

/// One directory of a tree beside those of the same path in others; nil where there is none.
private struct TouchedLevel {
  let own: ObjectID?
  let others: [ObjectID?]
  let path: [UInt8]

  /// The file under a name, if it is unlike that of every other tree.
  static func file(
    _ path: [UInt8], _ new: TreeScanner.Item?, _ old: TreeScanner.Item?, _ further: [TreeEntry?]
  ) -> TouchedPath? {
    let own = new.flatMap { $0.isDirectory ? nil : Content(mode: $0.mode, id: $0.id) }
    let others =
      [old.flatMap { $0.isDirectory ? nil : Content(mode: $0.mode, id: $0.id) }]
      + further.map { entry in
        entry.flatMap { $0.kind == .directory ? nil : Content(mode: $0.mode, id: $0.id) }
      }
    guard !others.contains(own) else { return nil }
    let leads = ([own] + others).contains { $0?.leadsElsewhere ?? false }
    return TouchedPath(bytes: path, leadsElsewhere: leads)
  }

  static func directory(_ item: TreeScanner.Item?) -> ObjectID? {
    item.flatMap { $0.isDirectory ? $0.id : nil }
  }

  private struct Content: Equatable {
    let mode: UInt32
    let id: ObjectID

    var leadsElsewhere: Bool {
      let kind = EntryKind(mode: mode)
      return kind == .symlink || kind == .submodule
    }
  }
}
