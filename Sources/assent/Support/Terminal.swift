internal import Glibc
internal import Synchronization

/// What is written where: results to standard output, remarks and progress to standard error.
enum Terminal {
  /// Whether colour is welcome on standard output: not with NO_COLOR, always with FORCE_COLOR or
  /// CLICOLOR_FORCE, else on a terminal.
  static let hasColour: Bool = {
    if !(environment("NO_COLOR") ?? "").isEmpty { return false }
    for name in ["FORCE_COLOR", "CLICOLOR_FORCE"] {
      if let value = environment(name), !value.isEmpty, value != "0" { return true }
    }
    return isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb"
  }()

  /// Whether somebody can be asked, and nobody said not to.
  static var isInteractive: Bool { isTerminal && !isSilenced.withLock { $0 } }

  /// Whether there is somebody who sees what is written and can type.
  static let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1

  /// Whether somebody sits there who types and does not see what is asked.
  static let hidesQuestions = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) != 1

  private static let isSilenced = Mutex(false)

  /// Whether a result was lost, other than because nobody listens any more.
  static var hasLostResult: Bool { lostResult.withLock { $0 } }

  private static let lostResult = Mutex(false)

  /// Asks nothing from here on, as where there is no terminal.
  static func askNothing() { isSilenced.withLock { $0 = true } }

  /// The width of the terminal in columns, 80 where it is not known.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes a result, whole.
  static func result(_ text: String) {
    let isKept = captured.withLock { captured in
      captured?.result += text
      return captured != nil
    }
    if !isKept { write(text, to: STDOUT_FILENO) }
  }

  /// Writes a remark, with a line feed at its end.
  static func remark(_ text: String) {
    let isKept = captured.withLock { captured in
      captured?.remarks += text + "\n"
      return captured != nil
    }
    if !isKept { write(text + "\n", to: STDERR_FILENO) }
  }

  /// Asks a question; the answer follows on the same line.
  static func question(_ text: String) { write(text, to: STDERR_FILENO) }

  /// What a command wrote while it was run inside another.
  struct Capture {
    var result = ""
    var remarks = ""
  }

  private static let captured = Mutex<Capture?>(nil)

  /// Runs `body` and keeps what it writes.
  static func capturing<R>(_ body: () throws -> R) rethrows -> (value: R, written: Capture) {
    captured.withLock { $0 = Capture() }
    defer { captured.withLock { $0 = nil } }
    let value = try body()
    return (value, captured.withLock { $0 } ?? Capture())
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        // Where nobody listens any more there is nobody to tell.
        if descriptor == STDOUT_FILENO, errno != EPIPE { lostResult.withLock { $0 = true } }
        return
      }
      bytes = bytes.dropFirst(count)
    }
  }
}
