internal import Glibc
internal import Lint
internal import Records
internal import Synchronization

/// Keeps what was read of files for as long as they stay as they are.
///
/// A file is taken for the same while device, inode, size and both times are. One that was changed
/// so recently that its time could not tell another change is read again.
final class ReadingMemory: Sendable {
  /// What tells one state of a file from another.
  struct Mark: Hashable, Sendable {
    private let device: UInt
    private let inode: UInt
    private let size: Int
    private let modified: [Int]
    private let changed: [Int]
    private let mode: UInt32

    /// The mark of a plain file; nil if there is none, or if it was changed just now.
    init?(_ path: String) {
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      device = UInt(status.st_dev)
      inode = UInt(status.st_ino)
      size = Int(status.st_size)
      modified = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
      changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
      mode = status.st_mode
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      // The kernel's clock for files ticks in hundredths of a second.
      let age = (now.tv_sec - changed[0]) * 1000 + (now.tv_nsec - changed[1]) / 1_000_000
      guard age > 100 else { return nil }
    }
  }

  private let documents = Mutex<[String: (mark: Mark, document: RecordDocument)]>([:])
  private let evidence = Mutex<[String: (mark: Mark, state: EvidenceLookup.State)]>([:])

  /// The record at a path, read by `read` if it is not known; texts laid over files always are.
  func document(
    at path: String, in tree: WorkTree, read: () -> RecordDocument
  ) -> RecordDocument {
    guard tree.overlay[path] == nil, let mark = Mark(tree.absolute(path)) else { return read() }
    if let known = documents.withLock({ $0[path] }), known.mark == mark { return known.document }
    let document = read()
    documents.withLock { $0[path] = (mark, document) }
    return document
  }

  /// What there is of a file of evidence, found by `read` if it is not known.
  func state(
    ofEvidence path: String, in tree: WorkTree, read: () -> EvidenceLookup.State
  ) -> EvidenceLookup.State {
    guard let mark = Mark(tree.absolute(path)) else { return read() }
    if let known = evidence.withLock({ $0[path] }), known.mark == mark { return known.state }
    let state = read()
    evidence.withLock { $0[path] = (mark, state) }
    return state
  }
}
