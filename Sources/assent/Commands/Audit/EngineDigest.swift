internal import Glibc
internal import Primitives
internal import Signatures

/// The SHA-256 of this program's own file.
enum EngineDigest {
  /// Nil where the file cannot be read.
  static let own: SHA256Digest? = {
    let descriptor = open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return nil }
    let size = Int(status.st_size)
    guard let bytes = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), bytes != MAP_FAILED
    else { return nil }
    defer { munmap(bytes, size) }
    return sha256(of: UnsafeRawBufferPointer(start: bytes, count: size))
  }()
}
