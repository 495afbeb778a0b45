internal import Glibc

/// Questions to somebody at a terminal. Each has a flag, which scripts use instead.
enum Prompt {
  /// The answer to a question that must be answered.
  ///
  /// Without a terminal this is a failure of exit status 2 that names the flag.
  static func answer(_ question: String, flag: String) throws -> String {
    guard Terminal.isInteractive else {
      throw Failure(
        "usage", "\(flag) is needed: \(question)", hint: "give \(flag)", exitStatus: 2)
    }
    while true {
      Terminal.question(question + ": ")
      guard let line = readLine() else {
        throw Failure("usage", "\(flag) is needed: \(question)", exitStatus: 2)
      }
      if !line.isEmpty { return line }
    }
  }

  /// The answer to a question that may be left open; without a terminal, the default.
  static func answer(_ question: String, otherwise standard: String) -> String {
    guard Terminal.isInteractive else { return standard }
    Terminal.question(standard.isEmpty ? "\(question): " : "\(question) [\(standard)]: ")
    let line = readLine() ?? ""
    return line.isEmpty ? standard : line
  }

  /// Whether somebody at the terminal says yes; true where nobody can be asked.
  static func confirm(_ question: String) -> Bool {
    guard Terminal.isInteractive else { return true }
    Terminal.question("\(question) [y/N] ")
    let line = (readLine() ?? "").lowercased()
    return line == "y" || line == "yes"
  }
}
