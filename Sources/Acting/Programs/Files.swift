internal import Glibc
internal import WholeFiles

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

  /// Writes a new file whole or not at all; one that exists is an error unless it may be replaced.
  ///
  /// - Parameter keepsMode: whether what is replaced is a plain file whose mode stays.
  package static func write(
    _ text: String, to path: String, replacing: Bool = false, mode: UInt32 = 0o644,
    keepsMode: Bool = true
  ) throws(ActingError) {
    if replacing, isStream(path) { return try write(text, to: path, flags: O_TRUNC) }
    let place: WholeFile.Place = replacing ? (keepsMode ? .plain : .any) : .free
    do throws(WriteFault) {
      try WholeFile.write(Array(text.utf8), to: path, over: place, mode: mode)
    } catch {
      throw failure("write", path, error)
    }
  }

  /// Adds text to the end of a file, which need not be there.
  package static func append(_ text: String, to path: String) throws(ActingError) {
    try write(text, to: path, flags: O_APPEND)
  }

  private static func write(
    _ text: String, to path: String, flags: Int32
  ) throws(ActingError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o644)
    guard descriptor >= 0 else { throw failure("write", path) }
    do throws(WriteFault) { try WholeFile.fill(descriptor, Array(text.utf8)) } catch {
      close(descriptor)
      throw failure("write", path, error)
    }
    // Some file systems tell only now that there was no room.
    guard close(descriptor) == 0 else { throw failure("write", path) }
  }

  /// Whether a device or a pipe stands there, which holds nothing that could be replaced.
  private static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFDIR: return false
    // A link that somebody committed must not lead elsewhere; the system's /dev/stdout may.
    case S_IFLNK: return path.hasPrefix("/dev/") && !path.hasPrefix("/dev/shm/")
    default: return true
    }
  }

  /// Writes a new directory with all of its files, or nothing at all.
  ///
  /// Throws an error of exit status 2 if something stands there that is no empty directory.
  ///
  /// - Parameter files: texts by their paths below the directory.
  package static func writeDirectory(
    _ path: String, files: [(path: String, text: String)]
  ) throws(ActingError) {
    let folder: WholeFolder
    do throws(WriteFault) { folder = try WholeFolder(path) } catch {
      throw failure("make", path, error)
    }
    do throws(ActingError) {
      for file in files {
        let folders = file.path.split(separator: "/").dropLast().joined(separator: "/")
        if !folders.isEmpty { try makeDirectory("\(folder.draft)/\(folders)") }
        try write(file.text, to: "\(folder.draft)/\(file.path)")
      }
      do throws(WriteFault) { try folder.finish(replacing: false) } catch {
        throw failure("write", path, error)
      }
    } catch {
      folder.discard()
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
    failure(doing, path, .system(errno))
  }

  private static func failure(
    _ doing: String, _ path: String, _ fault: WriteFault
  ) -> ActingError {
    ActingError(
      "file", "cannot \(doing) \(path): \(fault.words)",
      hint: fault == .busy ? "run it again" : nil, exitStatus: 2)
  }
}
