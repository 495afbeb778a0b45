internal import CLibgit2

/// How much of packs is in memory at a time.
package enum PackMemory {
  /// Lets libgit2 see packs through small windows that it closes again, for work on histories that
  /// are larger than the memory it may take: what is mapped counts as the process's own.
  ///
  /// Costs time where objects lie scattered; nothing that is read becomes another.
  package static func bound() throws(GitError) {
    try Library.prepare()
    try Library.check(assent_set_window_size(windowSize), "the window size cannot be set")
    try Library.check(assent_set_mapped_limit(mappedLimit), "the mapped limit cannot be set")
  }

  /// In bytes; a power of two, as libgit2 asks for.
  private static let windowSize = 8 << 20
  private static let mappedLimit = 64 << 20
}
