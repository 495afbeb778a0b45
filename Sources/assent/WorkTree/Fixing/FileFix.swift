internal import Glibc

/// A file as it is and as fixes leave it.
struct FileFix {
  /// The path as people know it.
  let path: String
  /// Where it lies on disk.
  let place: String
  let before: [UInt8]
  let after: [UInt8]
  /// Whether it stops being executable.
  let isCalmed: Bool
  /// What was done, in order.
  let titles: [String]

  /// Puts it on disk; throws a failure with exit status 2, and then the file is what it was.
  func write() throws {
    if after != before { try AtomicFile.write(after, to: place, replacing: before) }
    guard isCalmed else { return }
    // The file itself is opened, so that a link put in its place meanwhile is not followed.
    let descriptor = open(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw refusal(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, fchmod(descriptor, status.st_mode & 0o666) == 0 else {
      throw refusal(errno)
    }
  }

  private func refusal(_ number: Int32) -> Failure {
    Failure(
      "file", "cannot change the mode of \(path): \(String(cString: strerror(number)))",
      exitStatus: 2)
  }
}
