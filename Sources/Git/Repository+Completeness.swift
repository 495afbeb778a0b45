internal import CLibgit2

extension Repository {
  /// Throws by name if the history may be incomplete or rewritten: shallow, grafts, partial
  /// clone, SHA-256. Whoever judges calls this first; a linter need not.
  package func refuseIfIncomplete() throws(GitError) {
    if FileStatus.isNotEmpty(commonDirectory + "shallow") {
      throw GitError(
        .shallow, "the repository is a shallow clone: its history is cut off",
        hint: "run git fetch --unshallow, or check out with fetch-depth: 0")
    }
    if FileStatus.isNotEmpty(commonDirectory + "info/grafts") {
      throw GitError(
        .grafts, "info/grafts rewrites the history of this repository",
        hint: "remove \(commonDirectory)info/grafts")
    }
    if try isPartialClone() {
      throw GitError(
        .partialClone, "the repository is a partial clone: objects are missing",
        hint: "clone anew without --filter")
    }
    if try localValues("^extensions\\.objectformat$").contains(where: { $0.value != "sha1" }) {
      throw Self.sha256Refusal
    }
  }

  /// Whether some remote's branches are fetched to names that begin with `prefix`.
  package func fetches(into prefix: String) throws(GitError) -> Bool {
    try localValues("^remote\\..*\\.fetch$").contains { $0.value.contains(":" + prefix) }
  }

  private func isPartialClone() throws(GitError) -> Bool {
    let pattern = "^(extensions\\.partialclone|remote\\..*\\.(promisor|partialclonefilter))$"
    for (name, value) in try localValues(pattern) {
      guard name.utf8.suffix(9).elementsEqual(".promisor".utf8) else { return true }
      if !["false", "no", "off", "0"].contains(value.lowercased()) { return true }
    }
    return FileStatus.directory(commonDirectory + "objects/pack", hasNameEndingIn: ".promisor")
  }

  /// What the repository's own configuration says under names that fit a regular expression.
  private func localValues(
    _ pattern: String
  ) throws(GitError) -> [(name: String, value: String)] {
    let unreadable = "the repository's configuration cannot be read"
    var configuration: OpaquePointer?
    try Library.check(git_repository_config(&configuration, handle), unreadable)
    defer { git_config_free(configuration) }
    var iterator: OpaquePointer?
    try Library.check(
      git_config_iterator_glob_new(&iterator, configuration, pattern), unreadable)
    defer { git_config_iterator_free(iterator) }
    var result: [(name: String, value: String)] = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while true {
      let status = git_config_next(&entry, iterator)
      if status == GIT_ITEROVER.rawValue { break }
      try Library.check(status, unreadable)
      guard let found = entry, let name = found.pointee.name else { continue }
      // A name without `=` is true to Git and has no text here.
      let value = found.pointee.value.map { String(cString: $0) } ?? "true"
      result.append((String(cString: name), value))
    }
    git_error_clear()
    return result
  }
}
