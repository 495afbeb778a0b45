internal import Glibc

/// Tells when something below some directories changes, by inotify.
final class FileWatch {
  /// What a wait ended with.
  enum Event: Hashable {
    case changed
    /// Standard input, which was waited for too, is at its end.
    case inputEnded
  }

  private static let mask =
    UInt32(IN_CLOSE_WRITE) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM)
    | UInt32(IN_MOVED_TO) | UInt32(IN_ATTRIB) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)
    | UInt32(IN_ONLYDIR) | UInt32(IN_DONT_FOLLOW)

  private let descriptor: Int32
  /// The directories that are looked for again, the root of the tree among them.
  private let places: [String]
  /// The number of the watch over the root, of which the directories alone concern anybody.
  private let rootWatch: Int32
  private let names: Set<String>
  /// Whether the end of standard input ends the watch: so it is for pipes and terminals.
  private let followsInput: Bool

  /// Watches directories with all below them; one that is missing is taken up when it comes.
  ///
  /// - Parameter root: the directory that holds them.
  init(root: String, _ directories: Set<String>) throws {
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard descriptor >= 0 else {
      throw Failure("file", "files cannot be watched: system error \(errno)", exitStatus: 3)
    }
    names = directories
    places = directories.sorted().map { (root == "/" ? "" : root) + "/" + $0 }
    var status = stat()
    let kind = fstat(STDIN_FILENO, &status) == 0 ? status.st_mode & S_IFMT : 0
    followsInput = kind == S_IFIFO || kind == S_IFSOCK || isatty(STDIN_FILENO) == 1
    rootWatch = inotify_add_watch(descriptor, root, Self.mask)
    guard rootWatch >= 0 else { throw Self.failure(root) }
    try addAll()
  }

  deinit { close(descriptor) }

  /// Waits for a change and the end of the burst that it belongs to.
  func wait() throws -> Event {
    var hasChanged = false
    while true {
      // Editors save in several steps: what follows soon belongs to the same change.
      guard try awaitReadable(hasChanged ? 50 : -1) else {
        return hasChanged ? .changed : .inputEnded
      }
      hasChanged = drain() || hasChanged
      // Directories that came with the change hold files that may change next.
      try addAll()
    }
  }

  private func addAll() throws {
    var pending = places
    while let directory = pending.popLast() {
      // What is gone by now is told by another event.
      guard PlainFile.kind(directory) == .directory else { continue }
      if inotify_add_watch(descriptor, directory, Self.mask) < 0, errno != ENOENT {
        throw Self.failure(directory)
      }
      pending += Self.folders(in: directory)
    }
  }

  private static func failure(_ directory: String) -> Failure {
    Failure(
      "file", "\(directory) cannot be watched: system error \(errno)",
      hint: errno == ENOSPC ? "raise fs.inotify.max_user_watches" : nil, exitStatus: 3)
  }

  private static func folders(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var result: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != "..", Int(entry.pointee.d_type) == Int(DT_DIR) else { continue }
      result.append(directory + "/" + name)
    }
    return result
  }

  /// Takes all events that are there; whether one of them is about the directories.
  private func drain() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var concerns = false
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return concerns }
      buffer.withUnsafeBytes { bytes in
        var offset = 0
        while offset + 16 <= count {
          let watch = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
          let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
          let end = min(count, offset + 16 + length)
          let name = bytes[(offset + 16)..<end].prefix { $0 != 0 }
          concerns =
            concerns || watch != rootWatch || names.contains(String(decoding: name, as: UTF8.self))
          offset = end
        }
      }
    }
  }

  /// Waits until something changed; without a time, false means that the input is at its end.
  private func awaitReadable(_ milliseconds: Int32) throws -> Bool {
    var descriptors = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    if followsInput, milliseconds < 0 {
      descriptors.append(pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0))
    }
    while true {
      let count = poll(&descriptors, UInt(descriptors.count), milliseconds)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw Failure("file", "files cannot be watched: system error \(errno)", exitStatus: 3)
      }
      if descriptors[0].revents != 0 { return true }
      if count == 0 { return false }
      if Self.inputHasEnded() { return false }
    }
  }

  /// Reads away what was typed.
  private static func inputHasEnded() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    return count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)
  }
}
