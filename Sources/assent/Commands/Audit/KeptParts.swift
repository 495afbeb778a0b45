internal import Glibc

/// Bytes that wait in a file without a name until they are needed, so that they take no memory.
///
/// They are added by one thread at a time, and read by many once they are all there.
final class KeptParts: Sendable {
  /// Where a part is.
  struct Place: Sendable {
    let offset: Int
    let count: Int
  }

  private let path: String
  private let descriptor: Int32

  /// Throws a failure with exit status 2 if no file can be made in the folder.
  init(folder: PackFolder) throws {
    path = folder.path
    let name = folder.draft + "/.parts"
    descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw PackFolder.failure("write", path, errno) }
    unlink(name)
  }

  deinit { close(descriptor) }

  /// Adds bytes at the end.
  func add(_ bytes: [UInt8]) throws {
    try PackFolder.fill(descriptor, bytes, of: path)
  }

  /// The bytes of a part.
  func read(_ place: Place) throws -> [UInt8] {
    var problem: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: place.count) { space, done in
      done = 0
      while done < place.count {
        let got = pread(
          descriptor, space.baseAddress.map { $0 + done }, place.count - done,
          off_t(place.offset + done))
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          problem = got < 0 ? errno : EIO
          return
        }
        done += got
      }
    }
    guard problem == 0 else { throw PackFolder.failure("read", path, problem) }
    return bytes
  }
}
