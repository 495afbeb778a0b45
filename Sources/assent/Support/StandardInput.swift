internal import Glibc

/// What another program or a person sends.
enum StandardInput {
  /// The bytes up to the end, or the first `limit` of them; nil if it cannot be read.
  static func read(atMost limit: Int) -> [UInt8]? {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while result.count < limit {
      let count = buffer.withUnsafeMutableBytes {
        Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      result += buffer[..<count]
    }
    return Array(result.prefix(limit))
  }
}
