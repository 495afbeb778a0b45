internal import Glibc

/// Questions to somebody at a terminal. Each has a flag, which scripts use instead.
enum Prompt {
  /// The answer to a question that must be answered.
  ///
  /// Without a terminal this is a failure of exit status 2 that names the flag.
  static func answer(_ question: String, flag: String) throws -> String {
    try answer(question, flag: flag) { $0 }
  }

  /// The answer to a question that must be answered, as `read` understands it.
  ///
  /// An answer that `read` throws at is asked for again. Without a terminal the standard answer
  /// is taken; if there is none, this is a failure of exit status 2 that names the flag.
  static func answer<Answer>(
    _ question: String, flag: String, otherwise standard: String? = nil,
    read: (String) throws -> Answer
  ) throws -> Answer {
    guard Terminal.isInteractive else {
      if let standard { return try read(standard) }
      throw Failure(
        "usage", "\(flag) is needed: \(question)", hint: "give \(flag)", exitStatus: 2)
    }
    while true {
      Terminal.question(standard.map { "\(question) [\($0)]: " } ?? "\(question): ")
      let line = try line(flag)
      guard let text = line.isEmpty ? standard : line else { continue }
      do { return try read(text) } catch let failure as Failure {
        Terminal.remark("  " + failure.message + (failure.hint.map { "; \($0)" } ?? ""))
      }
    }
  }

  /// One of some names, by name or by its number.
  ///
  /// - Parameter options: the names, and what each means.
  static func choice(
    _ question: String, of options: [(name: String, meaning: String)], flag: String,
    otherwise standard: String? = nil
  ) throws -> String {
    if Terminal.isInteractive {
      Terminal.remark(question + ":")
      let width = options.map(\.name.count).max() ?? 0
      for (index, option) in options.enumerated() {
        let name = option.name.padded(to: option.meaning.isEmpty ? 0 : width)
        Terminal.remark(
          "  \(index + 1)  \(name)\(option.meaning.isEmpty ? "" : "  ")\(option.meaning)")
      }
    }
    let names = options.map(\.name)
    let short = Terminal.isInteractive ? "name or number" : question
    return try answer(short, flag: flag, otherwise: standard) { text in
      if names.contains(text) { return text }
      if let number = Int(text), names.indices.contains(number - 1) { return names[number - 1] }
      throw Failure(
        "usage", "`\(text)` is none of \(names.joined(separator: ", "))", exitStatus: 2)
    }
  }

  /// Whether somebody at the terminal says yes; true where nobody is there. Somebody who types but
  /// would not see the question is not taken for a yes.
  static func confirm(_ question: String) throws -> Bool {
    guard Terminal.isInteractive else {
      guard Terminal.hidesQuestions else { return true }
      throw Failure(
        "usage", "--yes is needed: standard error is no terminal, so nobody sees `\(question)`",
        hint: "give --yes, or let standard error be the terminal", exitStatus: 2)
    }
    Terminal.question("\(question) [y/N] ")
    let line = (readLine() ?? "").lowercased()
    return line == "y" || line == "yes"
  }

  /// Whether it is so: yes, no, or nothing for the standard answer. Without a terminal, that.
  static func isSo(_ question: String, flag: String, otherwise standard: Bool = false) throws
    -> Bool
  {
    guard Terminal.isInteractive else { return standard }
    return try answer(question + " (y/n)", flag: flag, otherwise: standard ? "y" : "n") { text in
      switch text.lowercased() {
      case "y", "yes": return true
      case "n", "no": return false
      default: throw Failure("usage", "`\(text)` is neither y nor n", exitStatus: 2)
      }
    }
  }

  /// A line without blanks around it; a failure where the input ends, since nobody answers then.
  private static func line(_ flag: String) throws -> String {
    while true {
      guard let text = readLine() else {
        Terminal.remark("")
        throw Failure(
          "usage", "the input ended before everything was answered, and nothing was written",
          hint: "answer, or give \(flag)", exitStatus: 2)
      }
      let isText = text.unicodeScalars.allSatisfy { scalar in
        scalar != "\u{FFFD}" && (scalar == "\t" || scalar.value >= 0x20) && scalar.value != 0x7F
      }
      if isText { return text.trimmed }
      Terminal.question("  that has control characters or is not UTF-8; again: ")
    }
  }
}

extension String {
  /// The text without blanks and tabs at its ends.
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }

  /// The text with blanks behind it, up to so many characters.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
