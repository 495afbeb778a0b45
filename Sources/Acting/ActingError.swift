package import Git
package import Ledger

/// Why an act was not made.
package struct ActingError: Error, Hashable, Sendable {
  /// A stable code of the documentation's table.
  package let code: String
  package let message: String
  /// What to do about it.
  package let hint: String?
  /// 1 if the act would not count, 2 for wrong usage or configuration, 3 if nothing can be
  /// decided, 4 if there is no such change.
  package let exitStatus: Int32

  package init(_ code: String, _ message: String, hint: String? = nil, exitStatus: Int32) {
    self.code = code
    self.message = message
    self.hint = hint
    self.exitStatus = exitStatus
  }

  package init(_ error: LedgerError) {
    self.init(error.code, error.message, hint: error.hint, exitStatus: error.exitStatus)
  }

  package init(_ error: GitError) { self.init(LedgerError(error)) }

  /// A refusal to sign what would not count.
  static func refusal(_ message: String, hint: String? = nil) -> ActingError {
    ActingError("would-not-count", message, hint: hint, exitStatus: 1)
  }

  /// A command line or a configuration that does not say enough, or too much.
  static func usage(_ message: String, hint: String? = nil) -> ActingError {
    ActingError("usage", message, hint: hint, exitStatus: 2)
  }
}

/// Runs work on Git's objects and translates its errors.
func inGit<R: ~Copyable>(_ body: () throws(GitError) -> R) throws(ActingError) -> R {
  do throws(GitError) { return try body() } catch { throw ActingError(error) }
}

/// Runs work on histories and translates its errors.
func inLedger<R: ~Copyable>(_ body: () throws(LedgerError) -> R) throws(ActingError) -> R {
  do throws(LedgerError) { return try body() } catch { throw ActingError(error) }
}
