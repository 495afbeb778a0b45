internal import Glibc

/// The user's editor, as Git finds it.
enum Editor {
  /// What the environment names; nil for the usual one.
  private static var named: String? {
    ["VISUAL", "EDITOR"].compactMap(Terminal.environment).first { !$0.isEmpty }
  }

  /// Throws a failure of exit status 2 where no editor could be used.
  static func require() throws {
    guard Terminal.isTerminal || named != nil else {
      throw Failure(
        "usage", "--edit needs a terminal, or an editor named by EDITOR", hint: "leave out --edit",
        exitStatus: 2)
    }
  }

  /// Opens a file and waits until the editor is left.
  ///
  /// Throws a failure of exit status 2 if none can be run, or if it fails.
  static func open(_ path: String) throws {
    let named = named
    // The variable may hold options as well: a shell reads it, the path goes in beside it.
    let words = ["sh", "-c", "exec \(named ?? "vi") \"$1\"", "sh", path]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    guard posix_spawn(&child, "/bin/sh", nil, nil, &arguments, environ) == 0 else {
      throw Failure("usage", "no editor can be run", hint: "export EDITOR=vi", exitStatus: 2)
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      throw Failure(
        "usage", "the editor `\(named ?? "vi")` failed; the draft stays at \(path)",
        hint: "export EDITOR=vi", exitStatus: 2)
    }
  }
}
