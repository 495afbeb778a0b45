internal import Synchronization

/// The packs of a repository's own object directory, as they were when first asked for.
final class PackFiles: Sendable {
  private let directory: String
  private let opened = Mutex<[Pack]?>(nil)

  /// Opens nothing before it is asked.
  init(objectDirectory: String) { directory = objectDirectory + "/pack/" }

  /// All packs but those that do not read as they should, which are left to libgit2.
  func all() -> [Pack] {
    opened.withLock { opened in
      if let opened { return opened }
      let names = (FileStatus.names(in: directory) ?? []).filter {
        $0.utf8.suffix(5).elementsEqual(".pack".utf8)
      }
      let packs = names.sorted().compactMap { Pack(path: directory + $0.dropLast(5)) }
      opened = packs
      return packs
    }
  }
}
