package import Git

/// A hook as it lies in a repository: a short script that runs the program.
package struct HookScript: Hashable, Sendable {
  /// Which of Git's hooks.
  package enum Name: String, Sendable, CaseIterable {
    case commitMsg = "commit-msg"
    case prePush = "pre-push"
    case preReceive = "pre-receive"
  }

  /// What became of a hook that was to be installed.
  package enum Outcome: Hashable, Sendable {
    case written(String)
    /// Somebody's own hook stands there and was left alone.
    case foreign(String)
    /// The hooks of this repository lie where other repositories take theirs from.
    case shared(String)
  }

  /// By this line a script is known to be the program's own.
  private static let mark = "# Written by `assent hook install`, which may replace it."

  package let name: Name
  /// The program's absolute path.
  package let program: String
  /// Further arguments, such as `--allow-pending`.
  package let arguments: [String]

  package init(_ name: Name, program: String, arguments: [String] = []) {
    self.name = name
    self.program = program
    self.arguments = arguments
  }

  /// The line that runs the hook; to be added to a hook that stands there already.
  package var line: String {
    ([Self.quoted(program), "hook", name.rawValue] + arguments.map(Self.quoted)).joined(
      separator: " ") + (name == .preReceive ? "" : " \"$@\"")
  }

  private var text: String { "#!/bin/sh\n\(Self.mark)\nexec \(line)\n" }

  /// Writes the hook, unless another stands there.
  ///
  /// Throws an error of exit status 2 if it cannot be written.
  package func install(in repository: borrowing Repository) throws(ActingError) -> Outcome {
    let git = try GitCommand(for: repository)
    let printed = try git.text(["rev-parse", "--git-path", "hooks"])
    let directory = printed.hasPrefix("/") ? printed : git.directory + "/" + printed
    let path = "\(directory)/\(name.rawValue)"
    guard isOwn(directory, repository) else { return .shared(path) }
    if Files.exists(path) {
      let old = String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
      guard old.split(separator: "\n").contains(Self.mark[...]) else { return .foreign(path) }
    }
    try Files.makeDirectory(directory)
    // A hook that is missing or empty for a moment would let everything pass.
    try Files.write(text, to: path, replacing: true, mode: 0o755, keepsMode: false)
    return .written(path)
  }

  /// Whether the directory of hooks belongs to this repository alone.
  private func isOwn(_ directory: String, _ repository: borrowing Repository) -> Bool {
    let own = [repository.commonDirectory, repository.workTree].compactMap { $0 }
      .compactMap { Files.resolved($0) }
    // What does not exist yet is where Git puts hooks by itself.
    guard let place = Files.resolved(directory) else { return true }
    return own.contains { place == $0 || place.hasPrefix($0 + "/") }
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || "/._-=:".utf8.contains(byte)
    }
    return isPlain
      ? text
      : "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}
