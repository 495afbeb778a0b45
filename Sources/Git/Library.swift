internal import CLibgit2
internal import Glibc

/// The process-wide state of libgit2, made ready before the first repository is opened.
enum Library {
  /// Throws unless libgit2 is ready. Costs milliseconds the first time, nothing later.
  static func prepare() throws(GitError) {
    if let obstacle { throw GitError(.other, obstacle) }
  }

  /// Turns a negative status of libgit2 into an error and forgets libgit2's own copy of it.
  static func check(
    _ status: Int32, _ what: @autoclosure () -> String, missing: GitError.Code = .notFound
  ) throws(GitError) {
    guard status < 0 else { return }
    throw failure(status, what(), missing: missing)
  }

  /// The error for a negative status of libgit2.
  static func failure(
    _ status: Int32, _ what: String, missing: GitError.Code = .notFound
  ) -> GitError {
    let detail = takeMessage()
    let code: GitError.Code =
      switch status {
      case GIT_ENOTFOUND.rawValue: missing
      case GIT_EAMBIGUOUS.rawValue: .ambiguous
      case GIT_EINVALIDSPEC.rawValue: .invalidName
      case GIT_EOWNER.rawValue: .owner
      case GIT_EMISMATCH.rawValue: .corrupt
      default: .other
      }
    return GitError(code, detail.isEmpty ? what : what + ": " + detail)
  }

  /// The message libgit2 keeps for this thread; it is cleared.
  static func takeMessage() -> String {
    defer { git_error_clear() }
    guard let error = git_error_last(), let text = error.pointee.message else { return "" }
    return String(cString: text)
  }

  /// Why libgit2 is not ready; nil if it is.
  private static let obstacle: String? = {
    if let reason = assent_open_libgit2() {
      return "libgit2 cannot be opened: " + String(cString: reason)
    }
    return isInitialised() ? nil : "libgit2 could not be initialised"
  }()

  private static func isInitialised() -> Bool {
    guard git_libgit2_init() >= 0 else { return false }
    // Ownership is checked by `Ownership`, which knows all the spellings of `safe.directory`
    // and tells a foreign repository from a missing one.
    guard assent_set_owner_validation(0) >= 0 else { return false }
    // Every object is read once by its own reader; a second copy would only cost memory.
    guard assent_enable_caching(0) >= 0 else { return false }
    guard assent_set_strict_hash_verification(1) >= 0 else { return false }
    return permitExtensions()
  }

  /// Extensions that change nothing in how objects and references are read. A partial clone
  /// opens too, to be refused by its own name.
  private static func permitExtensions() -> Bool {
    let names = ["worktreeconfig", "partialclone", "preciousobjects", "relativeworktrees"]
    var copies: [UnsafeMutablePointer<CChar>?] = names.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    guard copies.allSatisfy({ $0 != nil }) else { return false }
    let count = copies.count
    return copies.withUnsafeMutableBufferPointer {
      assent_set_extensions($0.baseAddress, count) >= 0
    }
  }
}
