package import Primitives

/// Looks into trees from any thread, apart from the repository whose packs it knows.
package struct TreeScout: Sendable {
  let files: PackFiles

  /// What `look` makes of each tree; nil for those that the repository itself has to read, since they
  /// are in no pack, or broken.
  package func map<Result>(_ trees: [ObjectID], _ look: (TreeTable) -> Result) -> [Result?] {
    let packs = PackReader(files)
    return trees.map { id in
      guard let object = packs.verified(id, limit: .max), object.kind == .tree else { return nil }
      return object.bytes.withUnsafeBytes { raw in
        do throws(TreeScanner.Fault) { return look(try TreeTable(raw)) } catch { return nil }
      }
    }
  }
}

extension Repository {
  /// Looks into this repository's trees from any thread.
  package var scout: TreeScout { TreeScout(files: packs.files) }
}
