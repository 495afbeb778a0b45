internal import Lint
internal import Reporting

/// Which files of a work tree a run of the linter is about.
struct LintSelection {
  /// Whether everything is linted.
  let isWhole: Bool
  /// Files and directories below `changes/` and `policies/` that were named.
  private var places: Set<String> = []
  /// Ids whose evidence was named.
  private var ids: Set<String> = []
  /// Drafts: files elsewhere that were named.
  private(set) var drafts: [String] = []

  /// Takes the paths that a user named; none means everything.
  init(_ names: [String], in tree: WorkTree, directory: String) throws {
    isWhole = names.isEmpty
    for name in names {
      guard let path = tree.path(named: name, in: directory) else {
        throw Failure("usage", "there is nothing at \(name)", exitStatus: 2)
      }
      try Self.refuseDetour(name, to: path, in: tree, directory: directory)
      add(path, in: tree)
    }
  }

  /// Takes one file by its path from the root, which need not be there.
  init(path: String, in tree: WorkTree) {
    isWhole = false
    add(path, in: tree)
  }

  /// Takes files by their paths from the root; those with absolute paths lie elsewhere.
  init(files: some Sequence<String>) {
    isWhole = false
    for path in files {
      if path.utf8.first == UInt8(ascii: "/") { drafts.append(path) } else { places.insert(path) }
    }
  }

  /// Refuses a path below the tree's own folders that a link leads out of the tree: what lies
  /// there is none of its files, and must not be fixed as one.
  private static func refuseDetour(
    _ name: String, to path: String, in tree: WorkTree, directory: String
  ) throws {
    guard path.utf8.first == UInt8(ascii: "/") else { return }
    let start = name.hasPrefix("/") ? "" : (WorkTree.resolved(directory) ?? "") + "/"
    let isInside = ["changes", "policies"].contains {
      (start + name).hasPrefix("\(tree.root)/\($0)/")
    }
    guard isInside else { return }
    throw Failure(
      "usage", "\(PlainText.line(name)) leads out of \(tree.root) by a link",
      hint: "store plain files and folders; name the file where it lies", exitStatus: 2)
  }

  private mutating func add(_ path: String, in tree: WorkTree) {
    if path.isEmpty {
      places.formUnion(["changes", "policies"])
    } else if path == "changes" || path == "policies" || path.utf8.starts(with: "policies/".utf8) {
      places.insert(path)
    } else if path.utf8.starts(with: "changes/".utf8) {
      places.insert(path)
      let parts = path.split(separator: "/")
      if parts.count > 2, parts[1] == "evidence" { ids.insert(String(parts[2])) }
    } else if PlainFile.kind(tree.absolute(path)) == .directory {
      // What lies in this tree is no draft, though a directory around the tree was named.
      let root = tree.root == "/" ? "/" : tree.root + "/"
      if root.hasPrefix(path == "/" ? "/" : path + "/") {
        places.formUnion(["changes", "policies"])
      }
      drafts += tree.listing(below: path).files.filter {
        $0.hasSuffix(".yaml") && !$0.hasPrefix(root)
      }
    } else {
      drafts.append(path)
    }
  }

  /// Whether a file was named, lies in a directory that was, or is the record of such evidence.
  func contains(_ path: String) -> Bool {
    if isWhole { return true }
    // Taking names apart costs more than all else here, and most runs name no evidence.
    if !ids.isEmpty, ids.contains(Self.stem(of: path)) { return true }
    if places.contains(path) || drafts.contains(path) { return true }
    var prefix = path[...]
    while true {
      if places.contains(String(prefix)) { return true }
      guard let slash = prefix.lastIndex(of: "/") else { return false }
      prefix = prefix[..<slash]
    }
  }

  /// `CHG-2026-7F3K` of `changes/2026/CHG-2026-7F3K.yaml`.
  private static func stem(of path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.hasSuffix(".yaml") ? file.dropLast(5) : file)
  }
}
