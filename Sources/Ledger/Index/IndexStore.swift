internal import Glibc
package import Git
internal import Primitives
internal import Signatures
internal import WholeFiles

/// Indexes in a folder, a file for each repository.
///
/// An index could hide an objection, so a file that anybody but the user or root could have written
/// is not read: what is not certain is read anew.
package struct IndexStore {
  private let folder: String
  private let file: IndexFile

  /// - Parameters:
  ///   - folder: where indexes are kept; it is made if its parent is there.
  ///   - engine: name and version of the program; what another one wrote is not read.
  package init(folder: String, engine: String) {
    self.folder = folder
    file = IndexFile(engine: engine)
  }

  /// Why nothing in the folder is to be relied on; nil if it may be.
  package var distrust: String? {
    guard let path = Self.resolved(folder) else { return nil }
    return Self.distrust(ofFolder: path)
  }

  /// What is known of a repository; nil if nothing is, or nothing that may be relied on.
  package func index(of repository: borrowing Repository) -> HistoryIndex? {
    guard let path = Self.resolved(folder), Self.distrust(ofFolder: path) == nil,
      let bytes = Self.trustedBytes(of: path + "/" + Self.name(for: repository))
    else { return nil }
    return file.index(in: bytes)
  }

  /// Keeps an index; says why not if it cannot. A reader sees the old one or the new one.
  package func keep(_ index: HistoryIndex, of repository: borrowing Repository) -> String? {
    if Self.resolved(folder) == nil, mkdir(folder, 0o700) != 0, errno != EEXIST {
      return "the folder \(folder) cannot be made: \(Self.failure)"
    }
    guard let path = Self.resolved(folder) else { return "there is no folder \(folder)" }
    if let distrust = Self.distrust(ofFolder: path) { return distrust }
    let target = path + "/" + Self.name(for: repository)
    do throws(WriteFault) {
      // What a failure of the machine leaves half written is known by its digests.
      try WholeFile.write(to: target, over: .any, mode: 0o600, isLasting: false) {
        descriptor throws(WriteFault) in
        guard file.write(index, to: descriptor) else { throw .system(errno) }
        guard !index.isDamaged else { throw .changed }
      }
    } catch {
      // Whoever is writing it now knows as much.
      if error == .busy { return nil }
      if error == .changed { return "what was known before is damaged" }
      return "\(target) cannot be written: \(error.words)"
    }
    return nil
  }

  /// The name of a repository's index.
  private static func name(for repository: borrowing Repository) -> String {
    let path = resolved(repository.commonDirectory) ?? repository.commonDirectory
    return "\(sha256(of: Array(path.utf8)).hex.prefix(32)).index"
  }

  // MARK: Trust

  /// Everything on the way to the folder has to be the user's or root's, and closed to others.
  private static func distrust(ofFolder path: String) -> String? {
    var pieces = path.split(separator: "/")
    while true {
      let each = "/" + pieces.joined(separator: "/")
      var status = stat()
      guard lstat(each, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        return "\(each) is no folder"
      }
      guard status.st_uid == geteuid() || status.st_uid == 0 else {
        return "\(each) belongs to another user"
      }
      // In a sticky folder nobody can rename or remove what is another's.
      let isShared = status.st_mode & 0o022 != 0 && status.st_mode & S_ISVTX == 0
      guard !isShared, each != path || status.st_mode & 0o022 == 0 else {
        return "others can write to \(each)"
      }
      if pieces.popLast() == nil { return nil }
    }
  }

  /// The bytes of a file that nobody else could have written, mapped.
  private static func trustedBytes(of path: String) -> IndexBytes? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid() || status.st_uid == 0, status.st_mode & 0o022 == 0,
      status.st_nlink == 1, status.st_size > 0
    else { return nil }
    let size = Int(status.st_size)
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return nil }
    return IndexBytes(mapped: start, size: size)
  }

  private static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  private static var failure: String { String(cString: strerror(errno)) }
}
