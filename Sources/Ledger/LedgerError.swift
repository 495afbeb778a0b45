package import Git

/// Why a repository could not be read into a history: nothing was decided.
package struct LedgerError: Error, Hashable, Sendable {
  /// A stable code of the documentation's table.
  package let code: String
  package let message: String
  /// What to do about it.
  package let hint: String?
  /// 2 for wrong usage or configuration, 3 if nothing can be decided.
  package let exitStatus: Int32

  package init(_ code: String, _ message: String, hint: String? = nil, exitStatus: Int32 = 3) {
    self.code = code
    self.message = message
    self.hint = hint
    self.exitStatus = exitStatus
  }

  package init(_ error: GitError) {
    self.init(error.code.rawValue, error.message, hint: error.hint)
  }
}

/// Runs work on Git and translates its errors.
func reading<R: ~Copyable>(_ body: () throws(GitError) -> R) throws(LedgerError) -> R {
  do throws(GitError) { return try body() } catch { throw LedgerError(error) }
}
