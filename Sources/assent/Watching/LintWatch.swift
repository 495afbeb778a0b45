internal import Glibc

/// Lints again whenever records or policies change, until it is interrupted.
struct LintWatch {
  let tree: WorkTree

  /// Runs `lint` now and after every change; the result is the exit status of the last run.
  ///
  /// - Parameter lint: lints, prints, and gives the exit status.
  func run(_ lint: () throws -> Int32) throws -> Int32 {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    endOnSignals()
    // Watching begins first, so that no change falls between looking and waiting.
    let watch = try FileWatch(root: tree.root, ["changes", "policies"])
    var status: Int32 = 0
    while true {
      if isTerminal { Terminal.result("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
      status = try Self.status(of: lint)
      Terminal.remark("watching changes/ and policies/; Ctrl-C ends it")
      guard try watch.wait() == .changed else { return status }
    }
  }

  /// What keeps one run from its work, such as a policy that is missing for a moment, ends that
  /// run alone.
  private static func status(of lint: () throws -> Int32) throws -> Int32 {
    do {
      return try lint()
    } catch let failure as Failure {
      Terminal.remark("assent: \(failure.message)")
      if let hint = failure.hint { Terminal.remark("  try: \(hint)") }
      return failure.exitStatus
    }
  }

  /// Ends with the status that shells give to a program ended by such a signal.
  private func endOnSignals() {
    signal(SIGINT) { _ in _exit(130) }
    signal(SIGTERM) { _ in _exit(143) }
    // Whoever started this may have held signals back, and that is inherited.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    sigprocmask(SIG_UNBLOCK, &signals, nil)
  }
}
