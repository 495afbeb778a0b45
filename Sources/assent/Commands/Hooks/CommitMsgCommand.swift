internal import Acting
internal import ArgumentParser
internal import Git
internal import Reporting

/// `assent hook commit-msg`: reads a message before it is signed.
struct CommitMsgCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commit-msg",
    abstract: "Refuse malformed acts, and lines that look like acts, before they are signed.",
    discussion: """
      A message that has nothing to do with changes passes. `git commit --no-verify` goes around \
      the check, for a message that only quotes an act.
      """)

  @Argument(help: "The file with the message.")
  var file: String

  func run() throws {
    let repository = try HookPlace.open()
    let problems = try acting { () throws(ActingError) in
      try MessageCheck(
        for: repository, index: Terminal.environment("GIT_INDEX_FILE"),
        // Git names this editor where it opens none.
        usesEditor: Terminal.environment("GIT_EDITOR") != ":"
      ).problems(ofFile: file, in: repository)
    }
    guard !problems.isEmpty else { return }
    Terminal.remark("assent: this message would not do what it looks like")
    for problem in problems.prefix(20) {
      Terminal.remark(PlainText.line("  \(problem.code): \(problem.message)"))
      Terminal.remark(PlainText.line("    try: \(problem.advice)"))
    }
    Terminal.remark("  your message is kept in \(PlainText.line(file))")
    throw Exit(status: 1)
  }
}
