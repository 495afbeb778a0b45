internal import CLibgit2
package import Primitives

extension Repository {
  /// Stores a blob and returns its name.
  package func writeBlob(_ bytes: some Collection<UInt8>) throws(GitError) -> ObjectID {
    try write(Array(bytes), as: .blob)
  }

  /// Stores a tree of these entries, in Git's order whatever theirs is, and returns its name.
  package func writeTree(_ entries: [TreeEntry]) throws(GitError) -> ObjectID {
    let sorted = entries.sorted {
      TreeName.precedes(
        $0.nameBytes, $0.kind == .directory, $1.nameBytes, $1.kind == .directory)
    }
    var bytes: [UInt8] = []
    var names: Set<[UInt8]> = []
    for entry in sorted {
      if let fault = entry.nameBytes.isEmpty ? "empty" : TreeName.fault(in: entry.nameBytes) {
        let name = TreeName.printable(entry.nameBytes)
        throw GitError(.invalidName, "no file may be named \(name): it is \(fault)")
      }
      guard names.insert(entry.nameBytes).inserted else {
        let name = TreeName.printable(entry.nameBytes)
        throw GitError(.invalidName, "a tree cannot have two entries named \(name)")
      }
      bytes += Array(String(entry.mode, radix: 8).utf8) + [UInt8(ascii: " ")]
      bytes += entry.nameBytes + [0] + entry.id.bytes
    }
    return try write(bytes, as: .tree)
  }

  /// Stores a copy of a tree with one file put at a path, and returns its name.
  ///
  /// Directories on the way are made; one that is a file is an error.
  package func writeTree(
    _ root: ObjectID, replacing path: String, with blob: ObjectID, mode: UInt32 = 0o100644
  ) throws(GitError) -> ObjectID {
    let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { Array($0) }
    var levels: [[TreeEntry]] = [try tree(root)]
    for (depth, name) in names.dropLast().enumerated() {
      let found = levels[depth].first { $0.nameBytes == name }
      if let found, found.kind != .directory {
        throw GitError(.invalidName, "\(path) leads through a file")
      }
      levels.append(try found.map { entry throws(GitError) in try tree(entry.id) } ?? [])
    }
    var (id, entryMode) = (blob, mode)
    for (name, entries) in zip(names, levels).reversed() {
      let others = entries.filter { $0.nameBytes != name }
      id = try writeTree(others + [TreeEntry(nameBytes: name, mode: entryMode, id: id)])
      entryMode = 0o040000
    }
    return id
  }

  /// Stores a commit of these raw bytes and returns its name.
  package func writeCommit(_ raw: [UInt8]) throws(GitError) -> ObjectID {
    guard raw.withUnsafeBytes({ CommitHeader($0) != nil }) else {
      throw GitError(.corrupt, "a commit without a readable tree cannot be written")
    }
    return try write(raw, as: .commit)
  }

  private func write(_ bytes: [UInt8], as kind: ObjectKind) throws(GitError) -> ObjectID {
    var name = git_oid()
    // One byte more than is written: an empty buffer may have no address, which libgit2 refuses.
    let status = (bytes + [0]).withUnsafeBytes {
      git_odb_write(&name, objects, $0.baseAddress, bytes.count, kind.libgit2)
    }
    try Library.check(status, "a \(kind.rawValue) cannot be written")
    guard let id = ObjectID(name) else {
      throw GitError(.other, "a \(kind.rawValue) cannot be written")
    }
    return id
  }
}
