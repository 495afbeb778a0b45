internal import Acts
internal import Decision
internal import Git
internal import Ledger
internal import Primitives
internal import Records

/// The record and the evidence that an act's commit brings along from the work tree.
struct RecordEdit: Sendable {
  private static let largestRecord = 1 << 20
  private static let largestEvidence = 1 << 28

  /// The record's path from the root.
  let path: String
  /// Where the record was read from.
  let source: String
  let document: RecordDocument
  /// New contents by path from the root, the record's included.
  let files: [(path: String, bytes: [UInt8])]

  /// Reads the file that `--record` names, and the evidence it names, from the work tree.
  init?(
    _ request: ActRequest, standing: RecordVersion?, in repository: borrowing Repository
  ) throws(ActingError) {
    guard let file = request.recordFile else { return nil }
    guard let change = request.changes.first, request.changes.count == 1 else {
      throw .usage("--record goes with one change")
    }
    if let verb = request.items.map(\.verb).first(where: { $0.mayEdit == .nothing }) {
      throw .usage("\(verb.name) may not edit the record", hint: "leave out --record")
    }
    let bytes = try Files.read(file, limit: Self.largestRecord)
    guard let path = standing?.path ?? Self.place(of: file, change, repository.workTree) else {
      throw .usage(
        "the trunk has no record of \(change), and \(file) is not where one would stand",
        hint: "put it at changes/\(Self.year(of: change))/\(change).yaml")
    }
    let document = RecordDocument.read(bytes, path: path)
    var files = [(path: path, bytes: bytes)]
    for name in document.change?.evidencePaths ?? [] {
      if let evidence = try Self.evidence(name, of: change, repository.workTree) {
        files.append(evidence)
      }
    }
    self.path = path
    self.document = document
    self.files = files
    source = Files.resolved(file) ?? file
  }

  /// Writes the files into a copy of a tree and returns its name.
  func tree(
    on tree: ObjectID, in repository: borrowing Repository
  ) throws(ActingError) -> ObjectID {
    try inGit { () throws(GitError) in
      var tree = tree
      for file in files {
        let blob = try repository.writeBlob(file.bytes)
        if try repository.entry(atPath: file.path, inTree: tree)?.id == blob { continue }
        tree = try repository.writeTree(tree, replacing: file.path, with: blob)
      }
      return tree
    }
  }

  /// The evidence file of a record; nil if the work tree does not have it, so that the one of
  /// the trunk stands.
  private static func evidence(
    _ name: String, of change: String, _ workTree: String?
  ) throws(ActingError) -> (path: String, bytes: [UInt8])? {
    let path = "changes/" + name
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard path.hasPrefix("changes/evidence/\(change)/"),
      let root = workTree.flatMap({ Files.resolved($0) }),
      parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }),
      Files.exists(root + "/" + path)
    else { return nil }
    // A link in somebody's pull request must not publish a private file.
    guard Files.resolved(root + "/" + path) == root + "/" + path else {
      throw .usage("\(path) is, or leads through, a symbolic link")
    }
    return (path, try Files.read(root + "/" + path, limit: largestEvidence))
  }

  /// The path from the root of a file in the work tree that is named like a change's record.
  private static func place(of file: String, _ change: String, _ workTree: String?) -> String? {
    guard let root = workTree.flatMap({ Files.resolved($0) }), let found = Files.resolved(file),
      found.hasPrefix(root + "/")
    else { return nil }
    let path = String(found.dropFirst(root.utf8.count + 1))
    let legal = ["changes/\(change).yaml", "changes/\(year(of: change))/\(change).yaml"]
    return legal.contains(path) ? path : nil
  }

  private static func year(of change: String) -> String {
    change.split(separator: "-").dropFirst().first.map { String($0) } ?? ""
  }
}
