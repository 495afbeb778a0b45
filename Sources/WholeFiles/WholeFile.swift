internal import CRename
internal import Glibc

/// Files that are there whole or not at all, whoever else writes them and whenever that is cut off.
package enum WholeFile {
  /// What may stand in a file's place.
  package enum Place: Hashable, Sendable {
    /// Nothing.
    case free
    /// Nothing, or a plain file, whose mode the new one gets.
    case plain
    /// Anything but a folder.
    case any
  }

  /// The name of a file's draft, which a killed process may leave behind and the next one removes.
  package static func draft(of path: String) -> String { path + ".assent-draft" }

  /// Writes a file, or nothing at all. The last name of the path is not followed as a link.
  ///
  /// - Parameters:
  ///   - mode: that of a new file, less the process's mask.
  ///   - isLasting: whether it has to be on the disk before it has its name.
  ///   - isAsBefore: asked last of all whether what stands there may still be replaced.
  package static func write(
    _ bytes: [UInt8], to path: String, over place: Place, mode: UInt32 = 0o644,
    isLasting: Bool = true, isAsBefore: () -> Bool = { true }
  ) throws(WriteFault) {
    try write(to: path, over: place, mode: mode, isLasting: isLasting) {
      descriptor throws(WriteFault) in
      try fill(descriptor, bytes)
    } isAsBefore: {
      isAsBefore()
    }
  }

  /// Writes a file of which `content` writes the bytes, piece by piece, or nothing at all.
  package static func write(
    to path: String, over place: Place, mode: UInt32 = 0o644, isLasting: Bool = true,
    _ content: (Int32) throws(WriteFault) -> Void, isAsBefore: () -> Bool = { true }
  ) throws(WriteFault) {
    let old = try kept(of: path, place)
    let draft = draft(of: path)
    let descriptor = try open(draft, mode_t(old == nil ? mode : 0o600))
    defer { close(descriptor) }
    do throws(WriteFault) {
      try content(descriptor)
      if let old, fchmod(descriptor, old) != 0 { throw .system(errno) }
      if isLasting, fsync(descriptor) != 0 { throw .system(errno) }
      guard isAsBefore() else { throw .changed }
      try move(draft, to: path, place)
    } catch {
      unlink(draft)
      throw error
    }
  }

  /// Writes all bytes to an open file.
  package static func fill(_ descriptor: Int32, _ bytes: [UInt8]) throws(WriteFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(count < 0 ? errno : EIO) }
      rest = rest.dropFirst(count)
    }
  }

  // MARK: Steps

  /// The mode of the file that is replaced; nil where it does not stay.
  private static func kept(of path: String, _ place: Place) throws(WriteFault) -> mode_t? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw .system(errno) }
      return nil
    }
    switch (place, status.st_mode & S_IFMT) {
    case (.free, _): throw .exists
    case (.any, _): return nil
    case (.plain, S_IFREG): return status.st_mode & 0o777
    case (.plain, S_IFLNK): throw .system(ELOOP)
    case (.plain, _): throw .exists
    }
  }

  /// Makes the draft anew and holds it; what a killed process left is removed.
  private static func open(_ draft: String, _ mode: mode_t) throws(WriteFault) -> Int32 {
    let flags = O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    for _ in 0..<4 {
      let made = Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | flags, mode)
      if made >= 0 { return try held(made, draft) }
      guard errno == EEXIST else { throw .system(errno) }
      let left = Glibc.open(draft, O_WRONLY | flags)
      if left < 0, errno == ENOENT { continue }
      guard left >= 0 else { throw .system(errno) }
      defer { close(left) }
      _ = try DraftLock(left, at: draft)
      guard unlink(draft) == 0 else { throw .system(errno) }
    }
    throw .busy
  }

  private static func held(_ descriptor: Int32, _ draft: String) throws(WriteFault) -> Int32 {
    do throws(WriteFault) { return try DraftLock(descriptor, at: draft).descriptor } catch {
      close(descriptor)
      throw error
    }
  }

  private static func move(
    _ draft: String, to path: String, _ place: Place
  ) throws(WriteFault) {
    if place != .free {
      guard rename(draft, path) == 0 else { throw .system(errno) }
    } else if renameat2(AT_FDCWD, draft, AT_FDCWD, path, rename_noreplace.rawValue) != 0 {
      guard errno == EINVAL || errno == ENOSYS else {
        throw errno == EEXIST ? .exists : .system(errno)
      }
      // Two names of one file for a moment: where the second cannot be made, something has it.
      guard link(draft, path) == 0 else { throw errno == EEXIST ? .exists : .system(errno) }
      unlink(draft)
    }
  }
}
