internal import Glibc

/// A file of parts that come in any order and stand there in the order of their names.
///
/// They wait in a file without a name, so that they need no memory.
final class SortedParts {
  private let folder: PackFolder
  private let waiting: Int32
  private var places: [(name: String, offset: Int, count: Int)] = []
  private var end = 0
  private var buffer: [UInt8] = []

  /// Throws a failure with exit status 2 if no file can be made in the folder.
  init(folder: PackFolder) throws {
    self.folder = folder
    let path = folder.draft + "/.parts"
    waiting = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard waiting >= 0 else { throw PackFolder.failure("write", folder.path, errno) }
    unlink(path)
  }

  deinit { close(waiting) }

  /// Adds a part.
  func add(_ bytes: [UInt8], named name: String) throws {
    places.append((name, end, bytes.count))
    end += bytes.count
    buffer += bytes
    if buffer.count >= 1 << 20 { try flush() }
  }

  private func flush() throws {
    let problem = buffer.withUnsafeBytes { PackFolder.fill(waiting, $0) }
    guard problem == 0 else { throw PackFolder.failure("write", folder.path, problem) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes the parts in order.
  func finish(
    as file: String, opening: String = "", between: String = "", closing: String = ""
  ) throws {
    try flush()
    let target = try folder.create(file)
    var output = Array(opening.utf8)
    do {
      for (number, part) in places.sorted(by: { $0.name < $1.name }).enumerated() {
        if number > 0 { output += between.utf8 }
        output += try read(part.offset, part.count)
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
    let problem = output.withUnsafeBytes { PackFolder.fill(target, $0) }
    guard problem == 0 else { throw PackFolder.failure("write", folder.path, problem) }
    output.removeAll(keepingCapacity: true)
  }

  private func read(_ offset: Int, _ count: Int) throws -> [UInt8] {
    var problem: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { space, done in
      done = 0
      while done < count {
        let got = pread(
          waiting, space.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          problem = got < 0 ? errno : EIO
          return
        }
        done += got
      }
    }
    guard problem == 0 else { throw PackFolder.failure("read", folder.path, problem) }
    return bytes
  }
}
