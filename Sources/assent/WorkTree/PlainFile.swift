internal import Glibc

/// Reads files of the work tree without following links, waiting for pipes or trusting sizes.
enum PlainFile {
  /// What stands at a path, links not followed.
  enum Kind: Hashable {
    case absent, directory, symlink
    case file(isExecutable: Bool)
    /// A pipe, a socket or a device.
    case other
  }

  /// The bytes of a file, or why there are none.
  enum Reading: Hashable {
    case bytes([UInt8])
    /// The file has more bytes than the limit; its size, as far as the file system tells.
    case tooLarge(Int)
    /// Why the file cannot be read, such as `permission denied`.
    case unreadable(String)
  }

  static func kind(_ path: String) -> Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .absent }
    return kind(mode: status.st_mode)
  }

  /// Reads a plain file of at most `limit` bytes; a larger one is refused by its size, unread.
  static func read(_ path: String, limit: Int) -> Reading {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return .unreadable(words(for: errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .unreadable(words(for: errno)) }
    guard case .file = kind(mode: status.st_mode) else { return .unreadable("it is no plain file") }
    guard status.st_size <= limit else { return .tooLarge(Int(status.st_size)) }
    return read(descriptor, expecting: max(0, Int(status.st_size)), limit: limit)
  }

  /// Reads to the end, since a file may grow while it is read.
  private static func read(_ descriptor: Int32, expecting size: Int, limit: Int) -> Reading {
    var bytes: [UInt8] = []
    // One byte more than expected: the end is then seen without another round.
    var capacity = size + 1
    while true {
      var failure: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        count = 0
        while count < capacity {
          let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, capacity - count)
          if got < 0, errno == EINTR { continue }
          if got < 0 { failure = errno }
          guard got > 0 else { return }
          count += got
          // One byte more was asked for than the file had: this was all of it.
          if bytes.isEmpty, count == size { return }
        }
      }
      guard failure == 0 else { return .unreadable(words(for: failure)) }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      guard bytes.count <= limit else { return .tooLarge(bytes.count) }
      if chunk.count < capacity { return .bytes(bytes) }
      capacity = 1 << 16
    }
  }

  private static func kind(mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFDIR: .directory
    case S_IFLNK: .symlink
    case S_IFREG: .file(isExecutable: mode & 0o100 != 0)
    default: .other
    }
  }

  private static func words(for number: Int32) -> String {
    switch number {
    case EACCES, EPERM: "permission denied"
    case ENOENT: "it does not exist"
    case ELOOP: "it is a symbolic link"
    case ENXIO: "it is no plain file"
    case ENAMETOOLONG: "its name is too long"
    default: "system error \(number)"
    }
  }
}
