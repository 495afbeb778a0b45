internal import ArgumentParser
internal import Records
internal import Starting

/// `assent policy signers`: the people of the policy as OpenSSH's file of allowed signers.
struct PolicySignersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signers",
    abstract: "Print the SSH keys of the policy as a file of allowed signers.",
    discussion: """
      For gpg.ssh.allowedSignersFile, so that `git log --show-signature` knows people. It says whose \
      key it is, and not whether an act counts: `assent explain` does.
      """)

  @Option(name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"))
  var directory: String = "."

  func run() throws {
    let folder = try PolicyFolder.found(from: directory)
    guard let policy = folder.read().policy else {
      throw Failure(
        "usage", "the policy cannot be read", hint: "assent policy lint", exitStatus: 2)
    }
    let lines = AllowedSigners.lines(of: policy.people)
    guard !lines.isEmpty else {
      throw Failure("usage", "nobody has an SSH key that is active", exitStatus: 2)
    }
    Terminal.result(lines.map { $0 + "\n" }.joined())
  }
}
