internal import Ledger

/// Where the trunk lives when it is a remote's branch.
struct Remote: Hashable, Sendable {
  let name: String
  /// The branch on the remote, such as `main`.
  let branch: String

  /// The remote that a tracking reference follows; nil for a local trunk.
  init?(of trunk: Trunk, git: GitCommand) throws(ActingError) {
    let prefix = "refs/remotes/"
    guard trunk.reference.hasPrefix(prefix) else { return nil }
    let rest = trunk.reference.dropFirst(prefix.count)
    let names = try git.text(["remote"]).split(separator: "\n").map { String($0) }
    let matching = names.filter { rest.hasPrefix($0 + "/") }
    guard let name = matching.max(by: { $0.utf8.count < $1.utf8.count }) else {
      throw .usage("\(trunk.reference) belongs to no configured remote")
    }
    self.name = name
    branch = String(rest.dropFirst(name.utf8.count + 1))
  }

  /// The tracking reference of one of the remote's branches.
  func tracking(_ branch: String) -> String { "refs/remotes/\(name)/\(branch)" }

  /// Fetches the trunk and everybody's carrier branches, whatever the configured refspecs.
  func fetch(_ git: GitCommand) throws(ActingError) {
    let arguments = [
      "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", name,
      "+refs/heads/\(branch):\(tracking(branch))", "+refs/heads/assent/*:\(tracking("assent/*"))",
    ]
    // Another fetch in the same clone may hold a reference for a moment.
    if try git.run(arguments).status == 0 { return }
    _ = try git.text(arguments, hint: "to act on what was fetched last: --no-fetch")
  }
}
