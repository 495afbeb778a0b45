internal import Glibc

/// One part of a pack, written oldest first into a file that has no name, and read newest first.
final class PackSection {
  private let file: OutputFile
  /// Where each group of bytes ends that stays together.
  private var ends: [Int] = []

  init(_ path: String) throws {
    file = try OutputFile(path)
    unlink(path)
  }

  /// Adds an object, or some that count on standing next to each other.
  func append(_ group: [UInt8]) throws {
    try file.write(group)
    ends.append((ends.last ?? 0) + group.count)
  }

  /// Reads the groups in the opposite order.
  func forEachNewestFirst(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard let size = ends.last else { return }
    try file.withContent(size) { content in
      for place in ends.indices.reversed() {
        let start = place == 0 ? 0 : ends[place - 1]
        try body(UnsafeRawBufferPointer(rebasing: content[start..<ends[place]]))
      }
    }
  }
}
