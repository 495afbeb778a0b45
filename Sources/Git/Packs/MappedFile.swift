internal import Glibc

/// A file's bytes, read-only, for as long as this lives.
///
/// Whoever may write to the file can change them meanwhile: nothing is decided by them before they
/// were copied and the copy verified.
final class MappedFile: Sendable {
  /// The bytes of the file.
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// Maps a file; nil if it is empty or cannot be read.
  init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return nil }
    let size = Int(status.st_size)
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return nil }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  /// Gives back the memory that the file takes in this process; what is read again is mapped anew.
  func letGo() {
    madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED)
  }
}
