internal import Diagnostics
internal import Git

/// Whether the repository that is pushed to guards the trunk, where it can be looked into.
enum ServerCheck {
  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard let path = place(setUp, repository) else { return [] }
    let server: Repository
    do throws(GitError) { server = try Repository(discoveringFrom: path) } catch { return [] }
    let git = try GitCommand(for: server)
    var unset: [String] = []
    for key in ["receive.denyNonFastForwards", "receive.denyDeletes", "receive.fsckObjects"] {
      let value = try git.run(["config", "--type=bool", "--get", key]).text
      if value != "true" { unset.append(key) }
    }
    let hooks = try git.text(["rev-parse", "--git-path", "hooks"])
    let hook = (hooks.hasPrefix("/") ? hooks : git.directory + "/" + hooks) + "/pre-receive"
    let isOpen = !Files.exists(hook) && unset.contains { $0 != "receive.fsckObjects" }
    let isUnchecked = unset.contains("receive.fsckObjects")
    guard isOpen || isUnchecked else { return [] }
    let words =
      (isOpen ? ["anybody who may push can rewrite or delete the trunk"] : [])
      + (isUnchecked ? ["objects are taken unchecked"] : [])
    return [
      SetUpFinding(
        .serverUnguarded, .risk, "in \(path), \(words.joined(separator: ", and "))",
        cures: (isOpen ? ["assent hook install --server -C \(path) --trust-root COMMIT"] : [])
          + (isUnchecked ? ["git -C \(path) config receive.fsckObjects true"] : []))
    ]
  }

  /// The path of the repository that is pushed to; nil where it is not on this machine.
  private static func place(_ setUp: SetUp, _ repository: borrowing Repository) -> String? {
    if setUp.isBare {
      let path = repository.gitDirectory
      return path.hasSuffix("/") && path != "/" ? String(path.dropLast()) : path
    }
    guard let remote = setUp.remote, let url = setUp.value("remote.\(remote).url") else {
      return nil
    }
    let path = url.hasPrefix("file://") ? String(url.dropFirst("file://".count)) : url
    guard path.hasPrefix("/"), Files.exists(path) else { return nil }
    return path
  }
}
