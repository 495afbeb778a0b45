internal import ArgumentParser
internal import Git
internal import Ledger

/// `assent hook pre-push`: guards a clone from pushing what would cost evidence.
struct PrePushCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pre-push",
    abstract: "Judge a push before it leaves; reads Git's pre-push lines on standard input.",
    discussion: "The same checks as pre-receive. `git push --no-verify` goes around them.")

  @Argument(help: "The name of the remote.")
  var remote: String

  @Argument(help: "Its address.")
  var url: String?

  @Option(
    help: ArgumentHelp(
      "Trust begins at this commit of the trunk; else ASSENT_TRUST_ROOT or assent.trustRoot.",
      valueName: "commit"))
  var trustRoot: String?

  @ArgumentParser.Flag(
    help: "Let a policy onto the trunk whose approval follows in another push.")
  var allowPending = false

  func run() throws {
    try PushHook(
      form: .prePush, trustRoot: trustRoot, permitsPending: allowPending,
      side: .client(remote: remote)
    ).run(in: try HookPlace.open())
  }
}
