internal import Acting
internal import Glibc

/// Writes files of a policy so that a reader finds the old or the new one, never a part.
enum PolicyFileWriter {
  /// Puts new bytes in place of a file.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    let draft = "\(path).assent-\(getpid())"
    try acting { () throws(ActingError) in
      try Files.write(String(decoding: bytes, as: UTF8.self), to: draft)
    }
    guard rename(draft, path) == 0 else {
      let words = String(cString: strerror(errno))
      unlink(draft)
      throw Failure("file", "cannot write \(path): \(words)", exitStatus: 2)
    }
  }
}
