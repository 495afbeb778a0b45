internal import Glibc

/// Writes files whole or not at all.
enum AtomicFile {
  /// Puts `bytes` in place of what stands at `path`, which keeps its mode, or makes the file.
  ///
  /// Links are not followed and nothing but a plain file is replaced. Throws a failure with exit
  /// status 2; then the file is what it was.
  ///
  /// - Parameter before: what the file must still hold; nil where it may be new.
  static func write(_ bytes: [UInt8], to path: String, replacing before: [UInt8]?) throws {
    let mode = try mode(of: path, mustExist: before != nil)
    let draft = "\(path).\(getpid()).tmp"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { unlink(draft) }
    let problem = fill(descriptor, bytes, mode: mode)
    guard close(descriptor) == 0, problem == 0 else { throw failure(path, problem) }
    if let before {
      guard PlainFile.read(path, limit: before.count) == .bytes(before) else {
        throw Failure("file", "\(path) was changed meanwhile", hint: "run it again", exitStatus: 2)
      }
    }
    guard rename(draft, path) == 0 else { throw failure(path, errno) }
  }

  /// The permissions of the file; those of a new one where there is none.
  private static func mode(of path: String, mustExist: Bool) throws -> mode_t {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT, !mustExist else { throw failure(path, errno) }
      return 0o644
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(
        "file", "\(path) is no plain file", hint: "name the file itself, not a link to it",
        exitStatus: 2)
    }
    return status.st_mode & 0o777
  }

  /// Writes everything to the disk; the number of the error, or 0.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8], mode: mode_t) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { return errno }
    return 0
  }

  private static func failure(_ path: String, _ number: Int32) -> Failure {
    Failure(
      "file", "cannot write \(path): \(String(cString: strerror(number)))", exitStatus: 2)
  }
}
