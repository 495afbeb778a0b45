internal import Glibc

/// The few questions about files that deciding on a repository's completeness needs.
enum FileStatus {
  /// Whether anything stands at the path, a broken link included.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether a file with at least one byte stands at the path.
  static func isNotEmpty(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_size > 0
  }

  /// Whether a directory has a file whose name ends in `suffix`.
  static func directory(_ path: String, hasNameEndingIn suffix: String) -> Bool {
    guard let directory = opendir(path) else { return false }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let isMatch = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) {
          String(cString: $0).utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
        }
      }
      if isMatch { return true }
    }
    return false
  }
}
