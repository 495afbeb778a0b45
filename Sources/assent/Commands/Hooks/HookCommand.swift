internal import ArgumentParser

/// `assent hook`: what Git's hooks run.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Refuse what would cost evidence, from Git's own hooks.",
    discussion: """
      `assent hook install` puts commit-msg and pre-push into a clone, and with --server \
      pre-receive into the repository that is pushed to. Exit status: 0 passes, 1 refuses, 2 wrong \
      usage, 3 cannot be decided; Git takes everything but 0 for a refusal.
      """,
    subcommands: [
      InstallHookCommand.self, PreReceiveCommand.self, PrePushCommand.self, CommitMsgCommand.self,
    ])
}
