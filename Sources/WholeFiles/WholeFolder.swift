internal import CRename
internal import Glibc

/// A folder that is written beside its place and takes it in one step, or not at all.
package final class WholeFolder: Sendable {
  /// Where it is going to stand.
  package let path: String
  /// Where it is written.
  package let draft: String
  private let descriptor: Int32

  /// Makes an empty draft and holds it; what a killed process left in it is removed.
  ///
  /// Throws `busy` if another process writes the same folder.
  package init(_ path: String, mode: UInt32 = 0o777) throws(WriteFault) {
    self.path = path
    draft = path + ".assent-new"
    guard mkdir(draft, mode_t(mode)) == 0 || errno == EEXIST else { throw .system(errno) }
    descriptor = try Self.hold(draft)
    FolderTree.empty(draft)
  }

  deinit { close(descriptor) }

  /// Puts it where it belongs. A folder that stands there is removed, in one step with that; without
  /// `replacing`, only an empty one.
  package func finish(replacing: Bool) throws(WriteFault) {
    if rename(draft, path) == 0 { return }
    guard replacing, errno == ENOTEMPTY || errno == EEXIST else { throw .system(errno) }
    // The old folder is going to have the draft's name: nobody may take it for a remainder.
    let old = try Self.hold(path)
    defer { close(old) }
    try exchange()
    FolderTree.remove(draft)
  }

  /// Removes what was written so far.
  package func discard() { FolderTree.remove(draft) }

  /// Where the file system cannot exchange two names, the old folder goes aside for a moment.
  private func exchange() throws(WriteFault) {
    if renameat2(AT_FDCWD, draft, AT_FDCWD, path, rename_exchange.rawValue) == 0 { return }
    guard errno == EINVAL || errno == ENOSYS else { throw .system(errno) }
    let aside = path + ".assent-old"
    guard rename(path, aside) == 0 else { throw .system(errno) }
    guard rename(draft, path) == 0, rename(aside, draft) == 0 else {
      let number = errno
      rename(aside, path)
      throw .system(number)
    }
  }

  private static func hold(_ folder: String) throws(WriteFault) -> Int32 {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno) }
    do throws(WriteFault) { return try DraftLock(descriptor, at: folder).descriptor } catch {
      close(descriptor)
      throw error
    }
  }
}
