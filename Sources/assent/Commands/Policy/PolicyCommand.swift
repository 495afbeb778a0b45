internal import ArgumentParser

/// `assent policy`: what concerns `policies/` as a whole.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Check the policy, test it, compare two and name one by its digest.",
    subcommands: [
      PolicyLintCommand.self,
      PolicyTestCommand.self,
      PolicyDiffCommand.self,
      PolicyDigestCommand.self,
    ])
}
