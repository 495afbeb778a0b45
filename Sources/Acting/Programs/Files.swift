internal import Glibc

/// Files of the user, read and written whole.
package enum Files {
  /// The bytes of a file.
  ///
  /// Throws an error of exit status 2 that names the path if it cannot be read or is larger than
  /// `limit`.
  package static func read(_ path: String, limit: Int) throws(ActingError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("read", path) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .usage("\(path) is a directory, not a file")
    }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { return result }
      result += buffer[..<count]
      guard result.count <= limit else {
        throw .usage("\(path) is larger than \(limit) bytes")
      }
    }
  }

  /// Writes a new file; one that exists is an error unless it may be replaced.
  package static func write(
    _ text: String, to path: String, replacing: Bool = false, mode: UInt32 = 0o644
  ) throws(ActingError) {
    // A link that somebody committed must not lead elsewhere; those of the system may.
    let noFollow = path.hasPrefix("/dev/") ? 0 : O_NOFOLLOW
    try write(text, to: path, flags: replacing ? O_TRUNC | noFollow : O_EXCL, mode: mode)
  }

  /// Adds text to the end of a file, which need not be there.
  package static func append(_ text: String, to path: String) throws(ActingError) {
    try write(text, to: path, flags: O_APPEND, mode: 0o644)
  }

  private static func write(
    _ text: String, to path: String, flags: Int32, mode: UInt32
  ) throws(ActingError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, mode_t(mode))
    guard descriptor >= 0 else { throw failure("write", path) }
    defer { close(descriptor) }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("write", path) }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Writes all bytes to an open file; the number of the error, or 0.
  static func fill(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }

  /// Writes a new directory with all of its files, or nothing at all.
  ///
  /// Throws an error of exit status 2 if something stands there that is no empty directory.
  ///
  /// - Parameter files: texts by their paths below the directory.
  package static func writeDirectory(
    _ path: String, files: [(path: String, text: String)]
  ) throws(ActingError) {
    // The files appear together, by one renaming.
    let draft = "\(path).new-\(getpid())"
    do throws(ActingError) {
      for file in files {
        let folders = file.path.split(separator: "/").dropLast().joined(separator: "/")
        try makeDirectory(folders.isEmpty ? draft : "\(draft)/\(folders)")
        try write(file.text, to: "\(draft)/\(file.path)")
      }
      guard rename(draft, path) == 0 else { throw failure("write", path) }
    } catch {
      for file in files { unlink("\(draft)/\(file.path)") }
      let folders = Set(
        files.map { $0.path.split(separator: "/").dropLast().joined(separator: "/") })
      for folder in folders where !folder.isEmpty { rmdir("\(draft)/\(folder)") }
      rmdir(draft)
      throw error
    }
  }

  /// Makes a directory and those above it, if they are not there.
  package static func makeDirectory(_ path: String) throws(ActingError) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      guard mkdir(made, 0o777) != 0 else { continue }
      guard errno == EEXIST, isDirectory(made) else { throw failure("make", path) }
    }
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// How many bytes a file has; none where there is none.
  package static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Whether anything stands at a path.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// The path with links and dots resolved; nil if nothing stands there.
  package static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// A path as the user gave it, seen from a directory.
  package static func path(_ path: String, in directory: String) -> String {
    path.hasPrefix("/") || directory == "." ? path : directory + "/" + path
  }

  private static func failure(_ doing: String, _ path: String) -> ActingError {
    ActingError(
      "file", "cannot \(doing) \(path): \(String(cString: strerror(errno)))", exitStatus: 2)
  }
}
