internal import Glibc

/// The right to write what becomes a file or a folder, held until it is closed or its process ends.
///
/// A draft has one name, whoever writes it, so that a killed process leaves no more than one. What
/// nobody holds is such a remainder, whatever its process was called.
struct DraftLock {
  let descriptor: Int32

  /// Takes an open file that stands, or shall stand, at `path`.
  ///
  /// Throws `busy` if another process holds it, or if it no longer stands there.
  init(_ descriptor: Int32, at path: String) throws(WriteFault) {
    self.descriptor = descriptor
    // Some network file systems have no locks: there, nobody can be waited for.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      throw .busy
    }
    var (held, named) = (stat(), stat())
    guard fstat(descriptor, &held) == 0, lstat(path, &named) == 0, held.st_ino == named.st_ino,
      held.st_dev == named.st_dev
    else { throw .busy }
  }
}
