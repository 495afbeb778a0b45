internal import ArgumentParser

/// `assent policy`: what concerns `policies/` as a whole.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Work on policies.",
    subcommands: [
      PolicyTestCommand.self,
      PolicyDiffCommand.self,
    ])
}
