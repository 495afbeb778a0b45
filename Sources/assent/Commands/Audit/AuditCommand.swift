internal import ArgumentParser

/// `assent audit`: what auditors ask.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Give auditors what they ask for.",
    subcommands: [AuditFeedCommand.self])
}
