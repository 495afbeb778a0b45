internal import EvidencePack
internal import Glibc
internal import Ledger
internal import Primitives
internal import Signatures
internal import Synchronization
internal import WholeFiles

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
  var draft: String { folder.draft }
  private let folder: WholeFolder

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
      do { try PackFolder.fill(descriptor, bytes, of: "\(path)/\(file)") } catch {
        close(descriptor)
        throw error
      }
      guard close(descriptor) == 0 else {
        throw PackFolder.failure("write", "\(path)/\(file)", errno)
      }
      return Entry(file: file, digest: sha256(of: bytes))
    }
  }

  /// Makes the draft.
  ///
  /// Throws a failure with exit status 2 if something stands at `path` that is neither an empty
  /// folder nor, with `replacing`, an earlier pack, or if another process writes the same; links
  /// are not followed.
  init(_ path: String, replacing: Bool) throws {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    try Self.check(path, replacing: replacing)
    do throws(WriteFault) { folder = try WholeFolder(path, mode: 0o755) } catch {
      throw Self.failure("make", path, error)
    }
    guard chmod(draft, 0o755) == 0 else {
      throw Self.failure("make", path, errno)
    }
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
    try Self.check(path, replacing: true)
    do throws(WriteFault) { try folder.finish(replacing: true) } catch {
      throw Self.failure("write", path, error)
    }
    state.withLock { $0.isOpen = false }
  }

  /// Removes what was written so far.
  func discard() {
    let wasOpen = state.withLock { state in
      defer { state.isOpen = false }
      return state.isOpen
    }
    guard wasOpen else { return }
    folder.discard()
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

  /// Writes everything to an open file of the pack.
  static func fill(_ descriptor: Int32, _ bytes: [UInt8], of path: String) throws {
    do throws(WriteFault) { try WholeFile.fill(descriptor, bytes) } catch {
      throw failure("write", path, error)
    }
  }

  static func failure(_ doing: String, _ path: String, _ number: Int32) -> Failure {
    failure(doing, path, .system(number))
  }

  private static func failure(_ doing: String, _ path: String, _ fault: WriteFault) -> Failure {
    Failure(
      "file", "cannot \(doing) \(path): \(fault.words)",
      hint: fault == .busy ? "name another folder, or run it again" : nil, exitStatus: 2)
  }
}
