internal import Glibc

/// A file of parts that come in any order and stand there in the order of their names.
///
/// They wait in a file without a name, so that they need no memory.
final class SortedParts {
  private let folder: PackFolder
  private let kept: KeptParts
  private var places: [(name: String, place: KeptParts.Place)] = []
  private var end = 0
  private var buffer: [UInt8] = []

  /// Throws a failure with exit status 2 if no file can be made in the folder.
  init(folder: PackFolder) throws {
    self.folder = folder
    kept = try KeptParts(folder: folder)
  }

  /// Adds a part.
  func add(_ bytes: [UInt8], named name: String) throws {
    places.append((name, KeptParts.Place(offset: end, count: bytes.count)))
    end += bytes.count
    buffer += bytes
    if buffer.count >= 1 << 20 { try flush() }
  }

  private func flush() throws {
    try kept.add(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes the parts in order.
  ///
  /// - Parameter body: what becomes of a part, by its name.
  func finish(
    as file: String, opening: String = "", between: String = "", closing: String = "",
    _ body: (String, [UInt8]) throws -> [UInt8] = { $1 }
  ) throws {
    try flush()
    let target = try folder.create(file)
    var output = Array(opening.utf8)
    do {
      for (number, part) in places.sorted(by: { $0.name < $1.name }).enumerated() {
        if number > 0 { output += between.utf8 }
        output += try body(part.name, kept.read(part.place))
        if output.count >= 1 << 20 { try Self.flush(&output, to: target, folder) }
      }
      output += closing.utf8
      try Self.flush(&output, to: target, folder)
    } catch {
      close(target)
      throw error
    }
    guard close(target) == 0 else { throw PackFolder.failure("write", folder.path, errno) }
  }

  private static func flush(
    _ output: inout [UInt8], to target: Int32, _ folder: PackFolder
  ) throws {
    try PackFolder.fill(target, output, of: folder.path)
    output.removeAll(keepingCapacity: true)
  }
}
