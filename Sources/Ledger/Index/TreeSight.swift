internal import Diagnostics
internal import Git
internal import Primitives

/// A `changes/` tree without findings.
struct TidyTree: Sendable {
  let tree: ObjectID
  /// How many entries it has, in all its folders.
  let entries: Int
}

/// What stands below `changes/` and is neither a record nor evidence, or stands there twice.
struct TreeSight {
  let findings: [Finding]
  /// The tree, if there are no findings; nil if so much of it was not looked at that nobody knows
  /// how large it is.
  let tidy: TidyTree?

  /// More entries are not looked at in parts, so that what is too large is so either way.
  private static let mostEntries = 250_000

  /// Looks at a root tree.
  ///
  /// - Parameters:
  ///   - changes: its `changes/` tree; nil if it has none.
  ///   - known: one without findings: what is the same there has none either.
  ///   - findings: those of the tree, where another reading has them.
  init(
    _ tree: ObjectID, changes: ObjectID?, known: TidyTree?, findings: [Finding]?,
    _ repository: borrowing Repository
  ) throws(LedgerError) {
    if let findings {
      (self.findings, tidy) = (findings, nil)
      return
    }
    if let known, known.entries <= Self.mostEntries, let changes {
      let part = try reading { () throws(GitError) in
        try repository.files(under: "changes", inTree: tree, unlike: known.tree)
      }
      if part.entriesSeen <= Self.mostEntries, !Self.mayRepeat(part) {
        self.findings = TreeLint.findings(part)
        let entries = known.entries + part.entriesSeen
        tidy = self.findings.isEmpty ? TidyTree(tree: changes, entries: entries) : nil
        return
      }
    }
    let listing = try reading { () throws(GitError) in
      try repository.files(under: "changes", inTree: tree)
    }
    self.findings = TreeLint.findings(listing)
    guard self.findings.isEmpty, let changes else {
      tidy = nil
      return
    }
    tidy = TidyTree(tree: changes, entries: listing.entriesSeen)
  }

  /// Whether a record stands in `changes/` itself, so that it may stand in a folder once more.
  private static func mayRepeat(_ listing: TreeListing) -> Bool {
    listing.files.contains { $0.path.utf8.count { $0 == UInt8(ascii: "/") } < 2 }
  }
}
