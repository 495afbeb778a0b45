internal import Glibc

/// Folders with all that is in them, links not followed.
package enum FolderTree {
  /// The names in a folder, sorted; nil if it cannot be read.
  package static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a folder, or what else stands there, as far as that goes.
  package static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    empty(path)
    rmdir(path)
  }

  /// Removes all that is in a folder, as far as that goes.
  package static func empty(_ path: String) {
    for name in names(in: path) ?? [] { remove("\(path)/\(name)") }
  }
}
