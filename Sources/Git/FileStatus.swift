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
    (names(in: path) ?? []).contains {
      $0.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }
  }

  /// The paths from `root` of all that lies below one of its folders and is no folder; a link is
  /// not followed. `root` and `folder` end in a slash.
  ///
  /// Nil if any of it cannot be read; what is gone meanwhile is left out.
  static func files(below root: String, _ folder: String) -> [String]? {
    var files: [String] = []
    var pending = [folder]
    while let next = pending.popLast() {
      guard let names = names(in: root + next) else { return nil }
      for name in names where name != "." && name != ".." {
        var status = stat()
        guard lstat(root + next + name, &status) == 0 else {
          guard errno == ENOENT else { return nil }
          continue
        }
        if status.st_mode & S_IFMT == S_IFDIR {
          pending.append(next + name + "/")
        } else {
          files.append(next + name)
        }
      }
    }
    return files
  }

  /// The names in a directory, none if there is none; nil if it cannot be read.
  static func names(in path: String) -> [String]? {
    guard let directory = opendir(path) else {
      return errno == ENOENT || errno == ENOTDIR ? [] : nil
    }
    defer { closedir(directory) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
      errno = 0
    }
    return errno == 0 ? names : nil
  }
}
