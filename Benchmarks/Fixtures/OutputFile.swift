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
    guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else {
      throw FixtureError(description: "\(path) cannot be written to its end")
    }
  }

  /// Replaces bytes that are already written.
  func rewrite(_ bytes: [UInt8], at offset: Int) throws {
    fseek(stream, offset, SEEK_SET)
    try write(bytes)
    fseek(stream, 0, SEEK_END)
  }

  /// Reads everything that was written, piece by piece.
  func forEachPiece(_ body: (ArraySlice<UInt8>) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    rewind(stream)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      guard count > 0 else { break }
      body(buffer[..<count])
    }
    fseek(stream, 0, SEEK_END)
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
