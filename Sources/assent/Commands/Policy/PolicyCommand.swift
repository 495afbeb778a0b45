internal import ArgumentParser

/// `assent policy`: what concerns `policies/` as a whole.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Test and compare policies.",
    subcommands: [
      PolicyTestCommand.self,
    ])
}
