internal import Acting
internal import Acts
internal import Git
internal import Ledger
internal import Reporting

/// Why a command ends without the answer it was asked for.
struct Failure: Error {
  /// A stable code of the documentation's table.
  let code: String
  let message: String
  let hint: String?
  /// 1 for a refusal, 2 for wrong usage or configuration, 3 if nothing can be decided, 4 if there
  /// is nothing to judge.
  let exitStatus: Int32

  init(_ code: String, _ message: String, hint: String? = nil, exitStatus: Int32) {
    self.code = code
    self.message = message
    self.hint = hint
    self.exitStatus = exitStatus
  }

  /// No record of an id was ever on the trunk.
  init(noSuchChange id: String) {
    self.init(
      "no-such-change", "no record of \(PlainText.line(id)) was ever on the trunk",
      hint: ChangeID.isLegal(id)
        ? "assent status lists the changes"
        : "assent status lists the changes; an id looks like CHG-2026-7F3K", exitStatus: 4)
  }

  init(_ error: LedgerError) {
    self.init(error.code, error.message, hint: error.hint, exitStatus: error.exitStatus)
  }

  init(_ error: ActingError) {
    self.init(error.code, error.message, hint: error.hint, exitStatus: error.exitStatus)
  }

  init(_ error: GitError) {
    self.init(LedgerError(error))
  }
}

/// Ends a command with a status after everything has been printed.
struct Exit: Error {
  let status: Int32
}

/// Runs work on acts and translates its errors.
func acting<R: ~Copyable>(_ body: () throws(ActingError) -> R) throws -> R {
  do throws(ActingError) { return try body() } catch { throw Failure(error) }
}
