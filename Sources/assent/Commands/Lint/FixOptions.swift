internal import ArgumentParser
internal import Diagnostics
internal import Reporting

/// Fixes of what is found.
struct FixOptions: ParsableArguments {
  @ArgumentParser.Flag(help: "Make the fixes that change no meaning, then lint.")
  var fix = false

  @ArgumentParser.Flag(
    help: "Show these fixes as a unified diff and write nothing; status 1 if there are any.")
  var diff = false

  /// Refuses flags that contradict each other.
  func check() throws {
    guard fix, diff else { return }
    throw Failure("usage", "--fix and --diff contradict each other", exitStatus: 2)
  }

  /// Makes or shows the fixes, whichever was asked for; throws the end of the command after a diff.
  func run(_ fixer: Fixer) throws {
    guard fix || diff else { return }
    let files = fixer.fixes()
    guard !diff else {
      for file in files { Self.show(file) }
      throw Exit(status: files.isEmpty ? 0 : 1)
    }
    for file in files {
      try file.write()
      for title in file.titles {
        Terminal.remark("fixed \(PlainText.line(file.path)): \(PlainText.line(title))")
      }
    }
    guard files.contains(where: { $0.after != $0.before }) else { return }
    Terminal.remark(
      "remark: acts on what was fixed carry the digest of the text before; "
        + "`assent status` shows what has to be signed again")
  }

  /// Prints the diff of a file, which has to be what it is; in the log of a build server, where its
  /// lines could be commands, the titles alone.
  private static func show(_ file: FileFix) {
    let diff = Self.diff(file)
    let isLogged = ["GITHUB_ACTIONS", "TF_BUILD"].contains { Terminal.environment($0) != nil }
    guard isLogged, PlainText.commandsLog(diff) else {
      Terminal.result(diff)
      return
    }
    for title in file.titles {
      Terminal.result("\(PlainText.line(file.path)): \(PlainText.line(title))\n")
    }
    Terminal.remark(
      "remark: the diff of \(PlainText.line(file.path)) holds what build servers take for commands; "
        + "it is not shown here")
  }

  private static func diff(_ file: FileFix) -> String {
    UnifiedDiff.text(
      path: file.path, from: file.before, to: file.after,
      mode: file.isCalmed ? (old: "100755", new: "100644") : nil)
  }
}
