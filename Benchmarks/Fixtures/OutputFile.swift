internal import Glibc

/// Why a fixture could not be written.
struct FixtureError: Error, CustomStringConvertible {
  let description: String
}

/// A new file that is written front to back.
final class OutputFile {
  private let stream: UnsafeMutablePointer<FILE>
  private let path: String

  init(_ path: String) throws {
    guard let stream = fopen(path, "w+b") else {
      throw FixtureError(description: "\(path) cannot be written")
    }
    self.stream = stream
    self.path = path
  }

  deinit { fclose(stream) }

  func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard fwrite(bytes.baseAddress, 1, bytes.count, stream) == bytes.count else {
      throw FixtureError(description: "\(path) cannot be written to its end")
    }
  }

  /// Hands over what was written, `size` bytes, which is more than none.
  func withContent(_ size: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard fflush(stream) == 0,
      let start = mmap(nil, size, PROT_READ, MAP_SHARED, fileno(stream), 0), start != MAP_FAILED
    else { throw FixtureError(description: "\(path) cannot be read") }
    defer { munmap(start, size) }
    try body(UnsafeRawBufferPointer(start: start, count: size))
  }

  /// Writes a whole file and the folders above it.
  static func write(_ text: String, to path: String) throws {
    let folders = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in folders.indices.dropFirst() {
      mkdir(folders[...count].joined(separator: "/"), 0o777)
    }
    if let first = folders.first, !first.isEmpty { mkdir(String(first), 0o777) }
    try OutputFile(path).write(Array(text.utf8))
  }
}
