internal import ArgumentParser

/// `assent policy`: everything about the policy itself.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Check the policy and name it by its digest.",
    subcommands: [PolicyLintCommand.self, PolicyDigestCommand.self])
}
