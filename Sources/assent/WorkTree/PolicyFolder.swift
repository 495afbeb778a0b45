internal import Diagnostics

/// A directory with the files of a policy, and how its paths are shown.
struct PolicyFolder {
  /// The work tree whose directory `name` holds the policy.
  private let tree: WorkTree
  private let name: String
  /// What stands in place of `policies` in paths that people see.
  let shown: String

  /// The folder `policies/` of a work tree.
  init(of tree: WorkTree) {
    self.tree = tree
    name = "policies"
    shown = "policies"
  }

  /// A folder that a user named; nil if there is none.
  init?(named path: String, in directory: String) {
    let full = path.utf8.first == UInt8(ascii: "/") ? path : directory + "/" + path
    guard let resolved = WorkTree.resolved(full), PlainFile.kind(resolved) == .directory else {
      return nil
    }
    tree = WorkTree(root: resolved)
    name = ""
    var end = path[...]
    while end.count > 1, end.hasSuffix("/") { end = end.dropLast() }
    shown = String(end)
  }

  /// Reads the policy; its findings name files below `policies/`.
  func read() -> WorkTreePolicy {
    // Only the folder of a work tree has its paths, and texts laid over them.
    let overlay = name == "policies" ? tree.overlay : [:]
    let listing = tree.listing(below: name).renamed(from: name, to: "policies")
    return WorkTreePolicy(listing, overlay: overlay) { path in
      place(below: path.dropFirst("policies/".count))
    }
  }

  /// Where a path that people see lies on disk; nil if it is none of this folder.
  func place(ofShown path: String) -> String? {
    guard path.utf8.starts(with: (shown + "/").utf8) else { return nil }
    return place(below: path.dropFirst(shown.count + 1))
  }

  private func place(below path: Substring) -> String {
    tree.absolute(name.isEmpty ? String(path) : "\(name)/\(path)")
  }

  /// A finding with the paths of the policy as people know them.
  func displayed(_ finding: Finding) -> Finding {
    guard shown != "policies" else { return finding }
    var result = finding
    result.location = displayed(finding.location)
    result.related = finding.related.map {
      Finding.Related(label: $0.label, location: displayed($0.location))
    }
    return result
  }

  private func displayed(_ location: Location) -> Location {
    guard location.path.utf8.starts(with: "policies/".utf8) else { return location }
    return Location(
      path: shown + location.path.dropFirst("policies".count), span: location.span)
  }
}
