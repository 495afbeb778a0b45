internal import CLibgit2
internal import Glibc

/// Refuses repositories of other users unless `safe.directory` names them, as Git does.
enum Ownership {
  /// Throws unless every path belongs to the current user or `directory` is declared safe.
  static func check(paths: [String], directory: String) throws(GitError) {
    guard let foreign = paths.first(where: { !isMine($0) }) else { return }
    let name = withoutTrailingSlash(directory)
    for pattern in try safeDirectories() where matches(pattern, name) { return }
    throw GitError(
      .owner, "\(withoutTrailingSlash(foreign)) belongs to another user",
      hint: "run as its owner, or: git config --global --add safe.directory \(name)")
  }

  /// The path as `safe.directory` spells it.
  static func withoutTrailingSlash(_ path: String) -> String {
    path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path
  }

  /// Whether one value of `safe.directory` covers a directory.
  static func matches(_ pattern: String, _ directory: String) -> Bool {
    if pattern == "*" { return true }
    if pattern.utf8.count >= 2, pattern.utf8.suffix(2).elementsEqual("/*".utf8) {
      return directory.utf8.starts(with: pattern.utf8.dropLast())
    }
    return withoutTrailingSlash(pattern).utf8.elementsEqual(directory.utf8)
  }

  private static func isMine(_ path: String) -> Bool {
    var status = stat()
    guard lstat(withoutTrailingSlash(path), &status) == 0 else { return false }
    return status.st_uid == geteuid()
  }

  /// The values of `safe.directory` of the user and the system; an empty one clears the list.
  /// The repository's own configuration has no say.
  private static func safeDirectories() throws(GitError) -> [String] {
    var configuration: OpaquePointer?
    try Library.check(
      git_config_open_default(&configuration), "Git's configuration cannot be read")
    defer { git_config_free(configuration) }
    var iterator: OpaquePointer?
    guard
      git_config_multivar_iterator_new(&iterator, configuration, "safe.directory", nil) == 0
    else {
      git_error_clear()
      return []
    }
    defer { git_config_iterator_free(iterator) }
    var result: [String] = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while git_config_next(&entry, iterator) == 0, let found = entry {
      guard let value = found.pointee.value, value.pointee != 0 else {
        result = []
        continue
      }
      result.append(expanded(value))
    }
    git_error_clear()
    return result
  }

  /// The value with a leading `~/` replaced by the home directory.
  private static func expanded(_ value: UnsafePointer<CChar>) -> String {
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    guard git_config_parse_path(&buffer, value) == 0, let text = buffer.ptr else {
      git_error_clear()
      return String(cString: value)
    }
    return String(cString: text)
  }
}
