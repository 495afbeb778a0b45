internal import EvidencePack
internal import Glibc
internal import Ledger
internal import Primitives
internal import Signatures
internal import Synchronization

/// The folder of an evidence pack: it appears whole, or not at all.
///
/// Files are written into a folder beside it, which takes its place at the end; many threads may do
/// so at once, each its own files.
final class PackFolder: Sendable {
  /// The file by which a folder is known for a pack.
  static let mark = "MANIFEST.sha256"

  /// Where the pack is going to stand.
  let path: String
  /// Where it is written.
  let draft: String

  private struct State {
    var isOpen = true
    var folders: Set<String> = []
    /// By file written so far, its digest where that is known.
    var written: [String: SHA256Digest?] = [:]
  }

  private let state = Mutex(State())

  /// A file that was written, and its digest.
  struct Entry: Sendable {
    let file: String
    let digest: SHA256Digest
  }

  /// A folder of the pack in which many threads may write, each its own files.
  struct Shelf: Sendable {
    fileprivate let draft: String
    fileprivate let path: String

    /// Writes a new file, named by its path in the pack.
    func write(_ bytes: [UInt8], to file: String) throws -> Entry {
      let descriptor = try PackFolder.make(file, in: draft, path)
      var problem = bytes.withUnsafeBytes { PackFolder.fill(descriptor, $0) }
      if close(descriptor) != 0, problem == 0 { problem = errno }
      guard problem == 0 else { throw PackFolder.failure("write", "\(path)/\(file)", problem) }
      return Entry(file: file, digest: sha256(of: bytes))
    }
  }

  /// Makes the draft.
  ///
  /// Throws a failure with exit status 2 if something stands at `path` that is neither an empty
  /// folder nor, with `replacing`, an earlier pack; links are not followed.
  init(_ path: String, replacing: Bool) throws {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    draft = "\(path).\(getpid()).new"
    try Self.check(path, replacing: replacing)
    guard mkdir(draft, 0o755) == 0 else { throw Self.failure("make", path, errno) }
    guard chmod(draft, 0o755) == 0 else { throw Self.failure("make", path, errno) }
  }

  deinit { discard() }

  /// Writes a new file of the pack, making the folders that it needs.
  func write(_ bytes: [UInt8], to file: String) throws {
    try makeFolders(of: file)
    enter(try Shelf(draft: draft, path: path).write(bytes, to: file))
  }

  /// A folder of the pack for many threads.
  func shelf(_ name: String) throws -> Shelf {
    try makeFolders(of: name + "/.")
    return Shelf(draft: draft, path: path)
  }

  /// Takes note of a file that was written on a shelf.
  func enter(_ entry: Entry) { enter(entry.file, entry.digest) }

  private func enter(_ file: String, _ digest: SHA256Digest?) {
    state.withLock { _ = $0.written.updateValue(digest, forKey: file) }
  }

  /// Opens a new file of the pack for writing; it is the caller's to close.
  func create(_ file: String) throws -> Int32 {
    try makeFolders(of: file)
    enter(file, nil)
    return try Self.make(file, in: draft, path)
  }

  private static func make(_ file: String, in draft: String, _ path: String) throws -> Int32 {
    let descriptor = open(
      "\(draft)/\(file)", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0, fchmod(descriptor, 0o644) == 0 else {
      throw failure("write", "\(path)/\(file)", errno)
    }
    return descriptor
  }

  /// Takes up a file that something else wrote into the draft.
  func adopt(_ file: String) throws {
    guard chmod("\(draft)/\(file)", 0o644) == 0 else {
      throw Self.failure("write", "\(path)/\(file)", errno)
    }
    enter(file, nil)
  }

  /// The digests of all files written so far.
  ///
  /// What is not known is read piece by piece: a bundle may be larger than the memory that an audit
  /// may take.
  func digests() throws -> [String: SHA256Digest] {
    let written = state.withLock { $0.written }
    var digests = written.compactMapValues(\.self)
    let unknown = written.filter { $0.value == nil }.keys.sorted()
    let draft = draft
    let read = parallelMap(unknown, threads: 2, chunk: 1) { file in
      Result { () throws(Manifest.Fault) in try PackFiles(draft).digest(of: file) }
    }
    for (file, digest) in zip(unknown, read) {
      do throws(Manifest.Fault) { digests[file] = try digest.get() } catch {
        throw Failure("file", error.message, exitStatus: 2)
      }
    }
    return digests
  }

  /// Makes the folders of a file of the pack.
  func makeFolders(of file: String) throws {
    var made = draft
    for part in file.split(separator: "/").dropLast() {
      made += "/" + part
      guard !state.withLock({ $0.folders.contains(made) }) else { continue }
      guard mkdir(made, 0o755) == 0 || errno == EEXIST, chmod(made, 0o755) == 0 else {
        throw Self.failure("make", made, errno)
      }
      let known = made
      state.withLock { _ = $0.folders.insert(known) }
    }
  }

  /// Puts the pack where it belongs; an earlier one is removed.
  func finish() throws {
    let old = "\(path).\(getpid()).old"
    var status = stat()
    let stands = lstat(path, &status) == 0
    try Self.check(path, replacing: true)
    if stands {
      guard rename(path, old) == 0 else { throw Self.failure("replace", path, errno) }
    }
    guard rename(draft, path) == 0 else {
      let problem = errno
      if stands { rename(old, path) }
      throw Self.failure("write", path, problem)
    }
    state.withLock { $0.isOpen = false }
    if stands { FolderTree.remove(old) }
  }

  /// Removes what was written so far.
  func discard() {
    let wasOpen = state.withLock { state in
      defer { state.isOpen = false }
      return state.isOpen
    }
    guard wasOpen else { return }
    FolderTree.remove(draft)
  }

  // MARK: What stands there

  private static func check(_ path: String, replacing: Bool) throws {
    switch PlainFile.kind(path) {
    case .absent: return
    case .directory: break
    case .symlink:
      throw Failure(
        "file", "\(path) is a symbolic link", hint: "name the folder itself", exitStatus: 2)
    case .file, .other:
      throw Failure("exists", "\(path) is no folder", hint: "name another", exitStatus: 2)
    }
    guard let names = FolderTree.names(in: path) else {
      throw failure("read", path, errno)
    }
    if names.isEmpty { return }
    guard names.contains(mark), case .file = PlainFile.kind("\(path)/\(mark)") else {
      throw Failure(
        "exists", "\(path) is not empty and no evidence pack", hint: "name a new folder",
        exitStatus: 2)
    }
    guard replacing else {
      throw Failure(
        "exists", "\(path) holds an evidence pack", hint: "name a new folder, or add --force",
        exitStatus: 2)
    }
  }

  /// Writes everything; the number of the error, or 0.
  static func fill(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }

  static func failure(_ doing: String, _ path: String, _ number: Int32) -> Failure {
    Failure(
      "file", "cannot \(doing) \(path): \(String(cString: strerror(number)))", exitStatus: 2)
  }
}

/// Folders with all that is in them, links not followed.
enum FolderTree {
  /// The names in a folder, sorted; nil if it cannot be read.
  static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a folder, or what else stands there, as far as that goes.
  static func remove(_ path: String) {
    if case .directory = PlainFile.kind(path) {
      for name in names(in: path) ?? [] { remove("\(path)/\(name)") }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
