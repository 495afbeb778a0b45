internal import ArgumentParser

/// `assent policy`: what concerns `policies/` as a whole.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Check, test, compare, change and approve the policy.",
    subcommands: [
      PolicyLintCommand.self,
      PolicyTestCommand.self,
      PolicyDiffCommand.self,
      PolicyDigestCommand.self,
      PolicyPersonCommand.self,
      PolicySignersCommand.self,
      PolicyApproveCommand.self,
    ])
}
